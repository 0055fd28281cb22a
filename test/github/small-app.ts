/** Our own client of GitHub, as the App `countersign`, in the sandbox of one repository with pull request 1. */
import type { SmallSandbox } from '#test/sandbox/small-sandbox.ts';
import { STORE, startSmallSandbox } from '#test/sandbox/small-sandbox.ts';
import type { NewFault } from '#sandbox/faults/fault.ts';
import { connectGitHub } from '#src/github/connect.ts';
import type { GitHub } from '#src/github/connect.ts';
import type { EffectNotes } from '#src/github/create-once.ts';
import { openRepository, readAppIdentity } from '#src/github/repository.ts';
import type { AppIdentity, Repository } from '#src/github/repository.ts';

export interface SmallApp extends AsyncDisposable {
  readonly small: SmallSandbox;
  readonly github: GitHub;
  readonly repository: Repository;
  readonly identity: AppIdentity;
  /** As the records keep them; a new process would find the same. */
  readonly notes: EffectNotes & { readonly kept: Map<string, number> };
  /** Requests of ours since the last time it was asked. */
  readonly sent: () => readonly string[];
  readonly setFault: (fault: NewFault) => void;
  /** Called before each request goes out. */
  beforeRequest: (method: string) => void | Promise<void>;
  /** A second connection: its own pauses and tokens, as after a restart. */
  readonly reopen: () => Promise<Repository>;
}

export const timeoutMilliseconds = 700;

export async function startSmallApp(): Promise<SmallApp> {
  const small = await startSmallSandbox({ rateLimit: 1_000_000 });
  const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };
  let seen = 0;
  const connect = (): GitHub =>
    connectGitHub({
      appId: small.app.appId,
      privateKey: small.app.privateKey,
      apiUrl: `${small.sandbox.url}/api/v3`,
      webUrl: small.sandbox.url,
      log: silent,
      timeoutMilliseconds,
      fetch: async (input, init) => {
        await made.beforeRequest(init?.method ?? 'GET');
        return await fetch(input, init);
      },
    });
  const open = (github: GitHub): Promise<Repository> =>
    openRepository(github, small.installation.id, small.repository.id, { owner: STORE.owner, repo: STORE.repo });
  const kept = new Map<string, number>();
  const made: { beforeRequest: SmallApp['beforeRequest'] } = { beforeRequest: nothing };
  const github = connect();
  const parts = {
    small,
    github,
    identity: await readAppIdentity(github),
    repository: await open(github),
    notes: {
      kept,
      recall: (key: string) => Promise.resolve(kept.get(key)),
      note: (key: string, id: number) => Promise.resolve(void kept.set(key, id)),
    },
    sent: () => {
      const all = small.sandbox.requests();
      const fresh = all.slice(seen).map(({ method, path }) => `${method} ${path}`);
      seen = all.length;
      return fresh;
    },
    setFault: (fault: NewFault) => void small.sandbox.setFault(fault),
    reopen: () => open(connect()),
    [Symbol.asyncDispose]: async () => {
      small.sandbox.clearFaults();
      await small.close();
    },
  };
  parts.sent();
  return Object.assign(made, parts);
}

function nothing(): void {
  // The tests look at what happens on GitHub.
}
