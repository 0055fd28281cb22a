/** A person's own repository, read only: nothing is written into it and none of its configuration, hooks or filters is obeyed. */
import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { GitError } from './git-error.ts';
import type { Mirror } from './mirror.ts';
import { runGit } from './run-git.ts';

export interface LocalRepository {
  /** An empty repository of ours that borrows the person's objects. */
  readonly mirror: Mirror;
  /** The person's own git folder, which names the repository; nothing is read from it by its path. */
  readonly gitDir: string;
  /** Full refs, and `HEAD`, by the commit they lead to. */
  readonly refs: readonly { readonly name: string; readonly sha: string }[];
  /** Full name of the branch that is checked out; absent when none is. */
  readonly current: string | undefined;
  /** What the remote `origin` calls its default, as a full ref. */
  readonly remoteDefault: string | undefined;
  /** The commit of any name git knows (`main`, `HEAD~2`, an id); undefined when there is none. */
  readonly resolve: (name: string) => Promise<string | undefined>;
}

export type LocalReading =
  | { readonly kind: 'opened'; readonly repository: LocalRepository }
  | { readonly kind: 'refused'; readonly reason: 'no-folder' | 'no-repository' | 'no-commits' | 'sha256' };

/**
 * `path`: the repository or any folder inside it; a worktree and a bare one will do. `scratch`: an empty folder of ours.
 * @throws GitError when git itself fails.
 */
export async function openLocal(path: string, scratch: string, signal?: AbortSignal): Promise<LocalReading> {
  if (!(await isFolder(path))) return { kind: 'refused', reason: 'no-folder' };
  const theirs = await findGitFolder(resolve(path));
  if (theirs === undefined) return { kind: 'refused', reason: 'no-repository' };
  const ask = async (...args: readonly string[]): Promise<string> =>
    // It may belong to somebody else (a mounted one): it is only read.
    (await runGit(args, { gitDir: theirs, config: { 'safe.directory': '*' }, signal })).toString('utf8').trim();
  const tryAsk = async (...args: readonly string[]): Promise<string | undefined> => {
    try {
      return await ask(...args);
    } catch (error) {
      if (error instanceof GitError && error.exitCode !== undefined) return undefined;
      throw error;
    }
  };
  if ((await tryAsk('rev-parse', '--show-object-format')) === 'sha256') return { kind: 'refused', reason: 'sha256' };
  const listed = await ask('for-each-ref', '--format=%(refname) %(objectname) %(*objectname)', 'refs/heads', 'refs/remotes', 'refs/tags');
  const refs = listed.split('\n').flatMap((row) => {
    const [name = '', sha = '', peeled = ''] = row.split(' ');
    return name === '' ? [] : [{ name, sha: peeled === '' ? sha : peeled }];
  });
  const resolveName = async (name: string): Promise<string | undefined> =>
    // eslint-disable-next-line no-control-regex
    name === '' || /[\u0000-\u001F\u007F]/u.test(name)
      ? undefined
      : tryAsk('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`);
  if (refs.length === 0 && (await resolveName('HEAD')) === undefined) return { kind: 'refused', reason: 'no-commits' };
  const mirror = await borrow(
    await ask('rev-parse', '--git-path', 'objects'),
    await ask('rev-parse', '--git-path', 'shallow'),
    theirs,
    scratch,
    signal,
  );
  const current = await tryAsk('symbolic-ref', '--quiet', 'HEAD');
  const remoteDefault = await tryAsk('symbolic-ref', '--quiet', 'refs/remotes/origin/HEAD');
  return { kind: 'opened', repository: { mirror, gitDir: theirs, refs, current, remoteDefault, resolve: resolveName } };
}

/** Ours has no configuration of theirs, and so nothing that git could be made to run. */
async function borrow(objects: string, shallow: string, theirs: string, scratch: string, signal: AbortSignal | undefined): Promise<Mirror> {
  const gitDir = join(scratch, 'local.git');
  await mkdir(gitDir, { recursive: true });
  await runGit(['init', '--bare', '--quiet', '--template='], { gitDir, signal });
  await mkdir(join(gitDir, 'objects/info'), { recursive: true });
  // Git reads a name that begins with a quotation mark as an escaped one, so that line ends can be in it.
  await writeFile(join(gitDir, 'objects/info/alternates'), `${JSON.stringify(resolve(theirs, objects))}\n`);
  // Where a shallow history ends, git must not look further.
  await copyFile(resolve(theirs, shallow), join(gitDir, 'shallow')).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  return { gitDir };
}

/** From the folder upwards, as git looks for it. */
async function findGitFolder(from: string): Promise<string | undefined> {
  for (let folder = from; ; folder = dirname(folder)) {
    if (await looksLikeRepository(folder)) return folder;
    const inside = join(folder, '.git');
    if (await looksLikeRepository(inside)) return inside;
    // A worktree or a submodule: a file that names the place.
    const pointer = /^gitdir: (.+)$/mu.exec(await readFile(inside, 'utf8').catch(() => ''))?.[1];
    if (pointer !== undefined && (await isFolder(resolve(folder, pointer)))) return resolve(folder, pointer);
    if (folder === dirname(folder)) return undefined;
  }
}

async function looksLikeRepository(folder: string): Promise<boolean> {
  const head = await readFile(join(folder, 'HEAD'), 'utf8').catch(() => '');
  return /^(?:ref: |[0-9a-f]{40})/u.test(head) && (await isFolder(join(folder, 'objects'))) && (await isFolder(join(folder, 'refs')));
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** What `git --version` says, such as `2.47.1`. @throws GitError when git cannot be started. */
export async function readGitVersion(): Promise<string> {
  const text = (await runGit(['--version'], { gitDir: '/' })).toString('utf8');
  return /\d+(?:\.\d+)+/u.exec(text)?.[0] ?? text.trim();
}
