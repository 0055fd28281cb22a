/** Where a change brings characters that no reader sees (pure): told on the line, whether or not there is a model. */
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { showHiddenCharacters } from '#src/untrusted/hidden-characters.ts';

export interface HiddenPlace {
  readonly path: string;
  /** On the head side. */
  readonly line: number;
  /** Each once, such as `U+202E`. */
  readonly characters: readonly string[];
}

const most = 50;
const longestLine = 20_000;
/** Joiners belong to the spelling of Persian, Hindi and others. */
const joinerOfAScript = /(?<=[^\p{ASCII}\P{L}]|[^\p{ASCII}\P{M}])[\u200C\u200D]|[\u200C\u200D](?=[^\p{ASCII}\P{L}])/gu;

/** Of added lines; at most 50 places. Form feeds and other control characters are known to code, and a mark at the start of a file too. */
export function hiddenPlaces(files: readonly ChangedFile[]): readonly HiddenPlace[] {
  const places: HiddenPlace[] = [];
  for (const { path, hunks } of files)
    for (const { lines } of hunks)
      for (const { kind, text, newLine } of lines) {
        if (kind !== 'added' || newLine === undefined || /^[\t -~]*$/u.test(text)) continue;
        const whole = (newLine === 1 ? text.replace(/^\uFEFF/u, '') : text).slice(0, longestLine).replaceAll(joinerOfAScript, '');
        const characters = namesIn(whole);
        if (characters.length > 0) places.push({ path, line: newLine, characters });
        if (places.length === most) return places;
      }
  return places;
}

function namesIn(text: string): readonly string[] {
  const before = new Set([...text.matchAll(/⟦(U\+[0-9A-F]{4,6})⟧/gu)].map(([, name = '']) => name));
  const found = [...showHiddenCharacters(text).matchAll(/⟦(U\+[0-9A-F]{4,6})⟧/gu)].map(([, name = '']) => name);
  return [...new Set(found)].filter((name) => !before.has(name) && Number.parseInt(name.slice(2), 16) > 0xa0).slice(0, 8);
}
