/** Cuts `git diff` output into one text per file (pure); hunks only, lines counted, so that content cannot pass for a header. */

export interface Hunk {
  readonly header: string;
  readonly oldStart: number;
  readonly newStart: number;
  /** With their marker: ' ', '+', '-' or '\'. */
  readonly lines: readonly string[];
}

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/** In the order of the files; an empty text for a file without hunks. */
export function splitPatch(patch: string): readonly string[] {
  const lines = patch.split('\n');
  const sections: string[][] = [];
  let oldLeft = 0;
  let newLeft = 0;
  for (const line of lines) {
    const current = sections.at(-1);
    if (current && (oldLeft > 0 || newLeft > 0)) {
      current.push(line);
      if (line.startsWith('-')) oldLeft -= 1;
      else if (line.startsWith('+')) newLeft -= 1;
      else if (!line.startsWith('\\')) {
        oldLeft -= 1;
        newLeft -= 1;
      }
      continue;
    }
    if (line.startsWith('diff --git ')) sections.push([]);
    else if (line.startsWith('\\') && current && current.length > 0) current.push(line);
    const hunk = HUNK.exec(line);
    if (hunk && current) {
      current.push(line);
      oldLeft = Number(hunk[2] ?? 1);
      newLeft = Number(hunk[4] ?? 1);
    }
  }
  return sections.map((section) => section.join('\n'));
}

/** The hunks of one file's patch. */
export function parseHunks(patch: string): readonly Hunk[] {
  const hunks: { header: string; oldStart: number; newStart: number; lines: string[] }[] = [];
  let left = 0;
  for (const line of patch.split('\n')) {
    const match = left > 0 ? null : HUNK.exec(line);
    if (match) {
      hunks.push({ header: line, oldStart: Number(match[1]), newStart: Number(match[3]), lines: [] });
      left = Number(match[2] ?? 1) + Number(match[4] ?? 1);
      continue;
    }
    hunks.at(-1)?.lines.push(line);
    if (line.startsWith('\\')) continue;
    left -= line.startsWith('-') || line.startsWith('+') ? 1 : 2;
  }
  return hunks;
}
