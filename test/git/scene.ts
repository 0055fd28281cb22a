/** A server's repository with one pull request, and a folder for mirrors. */
import type { GitServer } from './git-server.ts';
import { startGitServer } from './git-server.ts';
import type { MadeFile, MadeRepository } from './made-repository.ts';
import { makeFolder, makeRepository } from './made-repository.ts';
import type { Remote, WantedCommits } from '#src/git/fetch-pull-request.ts';

export const repositoryId = 77;
export const token = 'ghs_test-token-for-one-repository';

export interface Scene extends AsyncDisposable {
  readonly origin: MadeRepository;
  readonly server: GitServer;
  readonly mirrors: string;
  readonly remote: Remote;
  readonly want: Required<WantedCommits>;
}

export const before: readonly MadeFile[] = [
  { path: 'src/cart.py', content: 'one\ntwo\nthree\n' },
  { path: 'README.md', content: '# Store\n' },
];
export const after: readonly MadeFile[] = [
  { path: 'src/cart.py', content: 'one\ntwo, changed\nthree\n' },
  { path: 'README.md', content: '# Store\n' },
  { path: 'src/new.py', content: 'print(1)\n' },
];

/** The head is named by `refs/pull/5/head` alone, as on GitHub for a pull request from a fork. */
export async function setScene(change: { readonly base?: readonly MadeFile[]; readonly head?: readonly MadeFile[] } = {}): Promise<Scene> {
  await using setting = new AsyncDisposableStack();
  const origin = setting.use(makeRepository());
  const folder = setting.use(makeFolder());
  const root = origin.commit([{ path: 'README.md', content: '# Store\n' }]);
  const baseSha = origin.commit(change.base ?? before, [root]);
  const headSha = origin.commit(change.head ?? after, [baseSha]);
  origin.setRef('refs/heads/main', baseSha);
  origin.setRef('refs/pull/5/head', headSha);
  const server = setting.use(await startGitServer(origin.folder));
  const kept = setting.move();
  return {
    origin,
    server,
    mirrors: folder.path,
    remote: { url: server.url, token: () => Promise.resolve(token) },
    want: { number: 5, headSha, baseSha, baseRef: 'main' },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
