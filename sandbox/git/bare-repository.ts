/** Makes bare repositories and sets what GitHub's server would. */
import { mkdir } from 'node:fs/promises';
import { git } from './run-git.ts';

const SETTINGS: readonly (readonly [string, string])[] = [
  ['uploadpack.allowAnySHA1InWant', 'true'],
  ['uploadpack.allowFilter', 'true'],
  ['http.receivepack', 'true'],
  ['receive.denyDeleteCurrent', 'ignore'],
  ['core.logAllRefUpdates', 'false'],
  ['gc.auto', '0'],
];

/** An empty bare repository, or a copy of a local one (read only, all branches and tags). */
export async function createBareRepository(folder: string, defaultBranch: string, cloneFrom: string | null): Promise<void> {
  await mkdir(folder, { recursive: true });
  await git(folder, ['init', '--quiet', '--bare', `--initial-branch=${defaultBranch}`]);
  for (const [key, value] of SETTINGS) await git(folder, ['config', key, value]);
  await git(folder, ['config', '--add', 'transfer.hideRefs', 'refs/sandbox']);
  await git(folder, ['config', '--add', 'receive.hideRefs', 'refs/pull']);
  if (cloneFrom === null) return;
  await fetchInto(folder, cloneFrom, ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*']);
}

/** Copies refs and their objects from another local repository. */
export async function fetchInto(folder: string, from: string, refspecs: readonly string[]): Promise<void> {
  await git(folder, ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--', from, ...refspecs], {
    // The user's own repository may belong to somebody else (a mounted folder); it is only read.
    env: { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' },
  });
}
