/** What every worker is given. Built once in `src/server.ts`. */
import type { CodeIndex } from './code/code-index.ts';
import type { Model } from '#src/ask-model.ts';
import type { Config } from '#src/config.ts';
import { comparePullRequest } from '#src/git/compare-pull-request.ts';
import { openMirror } from '#src/git/mirror.ts';
import { fetchPullRequest } from '#src/git/fetch-pull-request.ts';
import { listFilesAt } from '#src/git/list-files-at.ts';
import { readBlobs } from '#src/git/read-blobs.ts';
import { listFiles } from '#src/git/list-files.ts';
import { readFileAt } from '#src/git/read-file-at.ts';
import type { FileAt } from '#src/git/read-file-at.ts';
import type { GitHub } from '#src/github/connect.ts';
import { readPullRequest } from '#src/github/read-pull-request.ts';
import { openRepository } from '#src/github/repository.ts';
import type { AppIdentity, Repository } from '#src/github/repository.ts';
import type { Log } from '#src/log.ts';
import type { Configuration } from '#src/policy/configuration.ts';
import type { PermissionTable } from '#src/policy/permissions.ts';
import type { Comparison, PullRequest } from '#src/pull-request.ts';
import type { Enqueue } from '#src/queue/enqueue.ts';
import type { RunContext } from '#src/queue/run-worker.ts';
import type { Database } from '#src/records/database.ts';
import { loadMergeGroup } from '#src/records/merge-groups.ts';
import { effectNotes } from '#src/records/effects.ts';
import { notePullRequest } from '#src/records/pull-requests.ts';
import { loadRepositoryName } from '#src/records/repositories.ts';
import { whileOwned } from '#src/records/work.ts';
import type { ReloadingScanner } from '#src/scan/reloading-scanner.ts';

export interface World {
  readonly config: Config;
  /** What the operator decides for every repository; a repository's base branch may tighten it (`configuration.ts`). */
  readonly policy: Configuration;
  readonly permissions: PermissionTable;
  readonly database: Database;
  readonly code: CodeIndex;
  readonly github: GitHub;
  readonly identity: AppIdentity;
  readonly enqueue: Enqueue;
  readonly scanner: ReloadingScanner;
  readonly model: Model | undefined;
  readonly mirrors: string;
  readonly publicUrl: string;
  readonly log: Log;
  readonly now: () => Date;
}

/** One pull request in the hands of one run: read now, written only while the run owns it. */
export interface OpenPull {
  readonly repository: Repository;
  readonly pull: PullRequest;
  readonly notes: ReturnType<typeof effectNotes>;
  readonly readPull: () => Promise<PullRequest>;
  readonly compare: (pull: PullRequest) => Promise<Comparison>;
  readonly readBlobs: (ids: readonly string[], maxBytes?: number) => Promise<ReadonlyMap<string, Buffer>>;
  /** A small file of one commit; `place` is where the commit is fetched from when the mirror lacks it: the head, or a branch. */
  readonly readFileAt: (commit: string, path: string, place: 'head' | { readonly branch: string }) => Promise<FileAt>;
  /** Paths of files in the folders that `isOpened` lets in. */
  readonly listFilesAt: (
    commit: string,
    isOpened: (folder: string) => boolean,
    place: { readonly branch: string },
  ) => Promise<readonly string[]>;
  /** Makes sure that a commit of a branch is in the mirror. */
  readonly fetchCommit: (commit: string, branch: string) => Promise<void>;
  /** Of the mirror. */
  readonly gitDir: string;
  /** Aborted when the run is to end. */
  readonly signal: AbortSignal;
  /** The paths of the head's files. */
  readonly listFiles: () => Promise<readonly string[]>;
  /** Runs a write to GitHub, or throws when newer work has taken over. */
  readonly write: <Result>(write: () => Promise<Result>) => Promise<Result>;
}

export async function openPull(world: World, context: RunContext): Promise<OpenPull> {
  const { number } = context.claim.key;
  return await open(world, context, async (repository) => {
    const pull = await readPullRequest(repository, number);
    await notePullRequest(world.database, pull);
    return pull;
  });
}

/** A merge queue's group, seen as what it is for the gate: one head against one base. */
export async function openMergeGroup(world: World, context: RunContext): Promise<OpenPull | undefined> {
  const { installationId, repositoryId, number, subject } = context.claim.key;
  const group = await loadMergeGroup(world.database, repositoryId, subject);
  if (group === undefined) return undefined;
  return await open(world, context, ({ owner, repo }) =>
    Promise.resolve({
      installationId,
      repositoryId,
      number,
      owner,
      repo,
      title: 'Merge group',
      body: '',
      author: { id: 0, login: 'merge-queue', kind: 'bot' as const },
      state: 'open' as const,
      draft: false,
      headSha: group.headSha,
      headRef: group.headRef,
      baseSha: group.baseSha,
      baseRef: group.baseRef,
      htmlUrl: world.github.cloneUrl(owner, repo).replace(/\.git$/u, `/pull/${number}`),
    }),
  );
}

async function open(
  world: World,
  { claim, signal }: RunContext,
  read: (repository: Repository) => Promise<PullRequest>,
): Promise<OpenPull> {
  const { installationId, repositoryId } = claim.key;
  const name = await loadRepositoryName(world.database, repositoryId);
  const repository = await openRepository(world.github, installationId, repositoryId, name, signal);
  const pull = await read(repository);
  const mirror = await openMirror(world.mirrors, repositoryId);
  const remote = {
    url: world.github.cloneUrl(repository.owner, repository.repo),
    caFile: world.config.caFile,
    token: () => world.github.gitToken(installationId, repositoryId),
  };
  // Number 0, which no pull request has, keeps the tips of base branches.
  const fetchAt = (commit: string, place: 'head' | { readonly branch: string }): Promise<unknown> =>
    fetchPullRequest(
      mirror,
      remote,
      place === 'head' ? pull : { number: 0, headSha: commit, baseSha: commit, baseRef: place.branch },
      signal,
    );
  return {
    repository,
    pull,
    notes: effectNotes(world.database, repositoryId),
    readPull: () => read(repository),
    compare: (wanted) => comparePullRequest(mirror, remote, wanted, signal),
    readFileAt: async (commit, path, place) => {
      const found = await readFileAt(mirror, commit, path, signal);
      if (found.kind !== 'no-commit') return found;
      await fetchAt(commit, place);
      return await readFileAt(mirror, commit, path, signal);
    },
    listFilesAt: async (commit, isOpened, place) => {
      const found = await listFilesAt(mirror, commit, isOpened, signal);
      if (found !== undefined) return found;
      await fetchAt(commit, place);
      return (await listFilesAt(mirror, commit, isOpened, signal)) ?? [];
    },
    fetchCommit: async (commit, branch) => {
      await fetchPullRequest(mirror, remote, { number: 0, headSha: commit, baseSha: commit, baseRef: branch }, signal);
    },
    signal,
    listFiles: async () => {
      const there = await listFiles(mirror, pull.headSha, signal);
      if (there !== undefined) return there;
      await fetchPullRequest(mirror, remote, pull, signal);
      return (await listFiles(mirror, pull.headSha, signal)) ?? [];
    },
    gitDir: mirror.gitDir,
    readBlobs: (ids, maxBytes) => readBlobs(mirror, ids, maxBytes, signal),
    write: (write) => whileOwned(world.database, claim, write),
  };
}
