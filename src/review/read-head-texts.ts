/** The whole text of the changed files on the head side, by path. */
import type { ChangedFile } from '#src/diff/changed-file.ts';
import type { ReviewPorts } from './ports.ts';

/** Files over `maxBytes`, and blobs that cannot be read, are absent: the review then knows only their hunks. */
export async function readHeadTexts(
  files: readonly ChangedFile[],
  readBlobs: ReviewPorts['readBlobs'],
  maxBytes: number,
): Promise<ReadonlyMap<string, string>> {
  const wanted = files.flatMap(({ path, headBlob, headSize }) =>
    headBlob !== undefined && headSize <= maxBytes ? [{ path, headBlob }] : [],
  );
  const blobs = wanted.length === 0 ? new Map<string, Buffer>() : await readBlobs([...new Set(wanted.map(({ headBlob }) => headBlob))]);
  const texts = new Map<string, string>();
  for (const { path, headBlob } of wanted) {
    const blob = blobs.get(headBlob);
    if (blob) texts.set(path, blob.toString('utf8'));
  }
  return texts;
}
