import { chunkFile } from '#src/chunks/chunk-file.ts';
import { readText, skipByPath } from '#src/chunks/choose-file.ts';
import { contentOf } from '#src/chunks/content-of.ts';
import type { MemoryFile } from '#src/retrieval/memory-store.ts';
import { outlineOf } from '#src/syntax/outline-of.ts';
import { readBlobs } from '#src/git/read-blobs.ts';
import { listTree } from '#src/git/list-tree.ts';

/** The code of one commit, chunked, as the indexer would take it: from git, not from a work tree. */
export async function loadFiles(gitDir: string, commitSha: string, below: string): Promise<readonly MemoryFile[]> {
  const entries = (await listTree(gitDir, commitSha, below)).filter(
    (entry) => skipByPath(entry) === undefined && contentOf(entry.path) === 'code',
  );
  const blobs = await readBlobs(
    { gitDir },
    entries.map(({ blobId }) => blobId),
  );
  const files: MemoryFile[] = [];
  for (const { path, blobId } of entries) {
    const content = blobs.get(blobId);
    const read = content === undefined ? { skipped: 'missing' } : readText(content);
    if ('skipped' in read) continue;
    const { chunks } = await chunkFile(path, read.text, outlineOf);
    files.push({ path, blobId, lines: read.text.split('\n').length, chunks });
  }
  return files;
}
