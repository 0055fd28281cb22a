/** Trees and blobs by SHA or by commit and path. */
import { git, tryGit } from './run-git.ts';

export interface TreeEntry {
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly sha: string;
  /** Bytes; `null` for trees and submodules. */
  readonly size: number | null;
  readonly path: string;
}

/** `tree`: any tree-ish SHA. */
export async function readTree(folder: string, tree: string, recursive: boolean): Promise<readonly TreeEntry[]> {
  const out = await git(folder, ['ls-tree', '-l', '-z', ...(recursive ? ['-r', '-t'] : []), tree]);
  return parse(out);
}

/** The entry of one path in a commit; `''` is the root tree. Paths are literal, never patterns. */
export async function findEntry(folder: string, commit: string, path: string): Promise<TreeEntry | undefined> {
  if (path === '') {
    const sha = await tryGit(folder, ['rev-parse', '--verify', '--quiet', `${commit}^{tree}`]);
    return sha.code === 0 ? { mode: '040000', type: 'tree', sha: sha.stdout.toString('latin1').trim(), size: null, path: '' } : undefined;
  }
  const answer = await tryGit(folder, ['--literal-pathspecs', 'ls-tree', '-l', '-z', '--full-tree', commit, '--', path]);
  return answer.code === 0 ? parse(answer.stdout).find((entry) => entry.path === path) : undefined;
}

export async function readBlob(folder: string, sha: string): Promise<Buffer | undefined> {
  const answer = await tryGit(folder, ['cat-file', 'blob', sha]);
  return answer.code === 0 ? answer.stdout : undefined;
}

export async function objectType(folder: string, sha: string): Promise<string | undefined> {
  const answer = await tryGit(folder, ['cat-file', '-t', sha]);
  return answer.code === 0 ? answer.stdout.toString('latin1').trim() : undefined;
}

function parse(out: Buffer): readonly TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (const record of out.toString('utf8').split('\0')) {
    const match = /^(\d+) (blob|tree|commit) ([0-9a-f]+)\s+(\d+|-)\t([\s\S]*)$/.exec(record);
    if (!match) continue;
    const [, mode = '', type, sha = '', size = '', path = ''] = match;
    entries.push({ mode, type: type === 'tree' || type === 'commit' ? type : 'blob', sha, size: size === '-' ? null : Number(size), path });
  }
  return entries;
}
