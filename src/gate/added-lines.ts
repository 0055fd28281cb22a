/** Head lines that the pull request added, per file. Pure. */
import type { ChangedFile } from '#src/diff/changed-file.ts';

export function addedLinesOf(files: readonly ChangedFile[]): (path: string) => ReadonlySet<number> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const known = new Map<string, ReadonlySet<number>>();
  return (path) => {
    const lines =
      known.get(path) ??
      new Set(
        (byPath.get(path)?.hunks ?? []).flatMap((hunk) =>
          hunk.lines.flatMap((line) => (line.kind === 'added' ? (line.newLine ?? []) : [])),
        ),
      );
    known.set(path, lines);
    return lines;
  };
}
