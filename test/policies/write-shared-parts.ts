/** Run by hand after a change below `policies/shared`; `rules.test.ts` says when. */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { hasOwnSources, withSharedParts } from './shared-parts.ts';

const policies = join(import.meta.dirname, '..', '..', 'policies');
for (const file of globSync(join(policies, 'semgrep', '*', '*.yml'))) {
  const text = readFileSync(file, 'utf8');
  if (!text.includes('    mode: taint\n') || hasOwnSources(`-${basename(file)}`)) continue;
  const wanted = withSharedParts(text, readFileSync(join(policies, 'shared', `${basename(dirname(file))}.yml`), 'utf8'));
  if (wanted !== text) writeFileSync(file, wanted);
}
