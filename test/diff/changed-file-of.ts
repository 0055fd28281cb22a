/** Changed files for tests: from two texts through the real git, or all lines added. */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { parseUnifiedDiff } from '#src/diff/parse-unified-diff.ts';
import { realGitDiff } from './real-git-diff.ts';

export function blobId(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

export function changedFileOf(path: string, before: string | undefined, after: string): ChangedFile {
  const [parsed] = parseUnifiedDiff(realGitDiff(before === undefined ? {} : { [path]: before }, { [path]: after }).diff);
  if (!parsed) throw new Error(`git saw no difference in ${path}`);
  return {
    path,
    status: parsed.status,
    kind: 'text',
    ...(before !== undefined && { baseBlob: blobId(before) }),
    headBlob: blobId(after),
    headSize: Buffer.byteLength(after),
    baseMode: before === undefined ? '000000' : '100644',
    headMode: '100644',
    additions: parsed.additions,
    deletions: parsed.deletions,
    hunks: parsed.hunks,
  };
}

export function changedFile(path: string, lines: readonly string[]): ChangedFile {
  const text = lines.map((line) => `${line}\n`).join('');
  const added = lines.map((text, index) => ({ kind: 'added', text, newLine: index + 1 }) as const);
  return {
    path,
    status: 'added',
    kind: 'text',
    headBlob: blobId(text),
    headSize: Buffer.byteLength(text),
    baseMode: '000000',
    headMode: '100644',
    additions: lines.length,
    deletions: 0,
    hunks: [{ oldStart: 0, oldLines: 0, newStart: 1, newLines: lines.length, section: '', lines: added }],
  };
}
