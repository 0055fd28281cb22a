/** One small file as it stands in one commit, by path: no diff, no work tree. */
import type { Mirror } from './mirror.ts';
import { readBlobs } from './read-blobs.ts';
import { runGit } from './run-git.ts';

export type FileAt =
  | { readonly kind: 'text'; readonly text: string }
  /** No such file; or something that is no file. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'too-large' }
  /** The mirror does not have the commit. */
  | { readonly kind: 'no-commit' };

const maxBytes = 256 * 1024;

/** @param path on one line, without control characters; a symbolic link reads as the text of its target. */
export async function readFileAt(mirror: Mirror, commit: string, path: string, signal?: AbortSignal): Promise<FileAt> {
  if (!/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/u.test(commit)) return { kind: 'no-commit' };
  const output = await runGit(['cat-file', '--batch-check=%(objecttype) %(objectsize) %(objectname)'], {
    gitDir: mirror.gitDir,
    input: `${commit}^{commit}\n${commit}:${path}\n`,
    signal,
  });
  const [at = '', file = ''] = output.toString('utf8').split('\n');
  if (!at.startsWith('commit ')) return { kind: 'no-commit' };
  const [type, size, id = ''] = file.split(' ');
  if (type !== 'blob') return { kind: 'absent' };
  if (Number(size) > maxBytes) return { kind: 'too-large' };
  const content = (await readBlobs(mirror, [id], maxBytes, signal)).get(id);
  return content === undefined ? { kind: 'absent' } : { kind: 'text', text: content.toString('utf8') };
}
