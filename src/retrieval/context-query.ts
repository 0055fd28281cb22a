/** The query of a review: what stands around a change, in few words. Built from every file, so that late ones are represented. */
import { isCommon, splitIdentifier } from '#src/chunks/tokens.ts';

export interface ChangeInWords {
  readonly title: string;
  readonly files: readonly ChangedFileInWords[];
}

export interface ChangedFileInWords {
  readonly path: string;
  /** What git writes behind `@@`: the declaration around the hunk. */
  readonly hunkHeaders: readonly string[];
  /** Added and removed lines. */
  readonly changedLines: readonly string[];
}

/** Characters, of the whole and of what one file may give. */
const MAX_QUERY = 4_000;
const MAX_TITLE = 300;
const MIN_PER_FILE = 60;
const NAMES_PER_FILE = 30;

/** Title, then for each file its path, its hunk headers and the names in its changed lines, rarest shapes first. At most 4,000 characters. */
export function contextQuery({ title, files }: ChangeInWords): string {
  const start = title.slice(0, MAX_TITLE);
  const perFile = Math.max(MIN_PER_FILE, Math.floor((MAX_QUERY - start.length) / Math.max(1, files.length)));
  const parts = files.map(({ path, hunkHeaders, changedLines }) =>
    [path, ...new Set(hunkHeaders.map((header) => header.slice(0, 200))), namesIn(changedLines).join(' ')].join('\n').slice(0, perFile),
  );
  return [start, ...parts].join('\n').slice(0, MAX_QUERY).toWellFormed();
}

/** Names as code writes them, the most frequent first; single plain words say too little and come last. */
function namesIn(lines: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const line of lines.slice(0, 2_000))
    for (const [name] of line.slice(0, 400).matchAll(/[\p{L}_$][\p{L}\p{N}_$]{2,60}/gu)) {
      const parts = splitIdentifier(name);
      if (parts.length === 1 && (isCommon(parts[0] ?? '') || name.length < 4)) continue;
      counts.set(name, (counts.get(name) ?? 0) + (parts.length > 1 ? 2 : 1));
    }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, NAMES_PER_FILE)
    .map(([name]) => name);
}
