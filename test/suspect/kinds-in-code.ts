/** The kinds of signs that the rules can give, read off their source: functions give no list of theirs. */
import { readFileSync, readdirSync } from 'node:fs';

const folder = new URL('../../src/suspect/', import.meta.url);

export function kindsInCode(): readonly string[] {
  const text = readdirSync(folder)
    .filter((name) => name.endsWith('-rules.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
  const written = [...text.matchAll(/\bkind: '([a-z-]+)'|^\s*effectWithout\((?:.*, |[^;]*?\s)'([a-z-]+)',?\s*\)/gmu)];
  return [...new Set(written.map(([, kind, effect]) => kind ?? effect ?? ''))].toSorted();
}
