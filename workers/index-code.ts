/** The index of one repository's default branch, from the mirror. Heads of pull requests never get here. */
import { forgetCode, readCommit } from './code/code-index.ts';
import type { World } from './world.ts';
import { fetchPullRequest } from '#src/git/fetch-pull-request.ts';
import { hasReason } from '#src/git/git-error.ts';
import { listTree } from '#src/git/list-tree.ts';
import { openMirror, renewMirror } from '#src/git/mirror.ts';
import { readBlobs } from '#src/git/read-blobs.ts';
import { readDefaultBranch } from '#src/github/default-branch.ts';
import { isForbidden, isGone, isUninstalled } from '#src/github/github-error.ts';
import { listRepositories } from '#src/github/list-repositories.ts';
import { openRepository } from '#src/github/repository.ts';
import type { Repository } from '#src/github/repository.ts';
import type { Run } from '#src/queue/run-worker.ts';
import { loadRepositoryName } from '#src/records/repositories.ts';
import { noteLook } from '#src/retrieval/index-state.ts';

type IndexWorld = Pick<World, 'code' | 'database' | 'github' | 'mirrors'> & { readonly config: Pick<World['config'], 'caFile'> };

export function indexWorker(world: IndexWorld): Run {
  return async ({ claim, signal }) => {
    const { installationId, repositoryId } = claim.key;
    const repository = await open(world, installationId, repositoryId, signal);
    if (repository === undefined) {
      await forgetCode(world.code, repositoryId);
      return 'forgotten: not reached any more';
    }
    const { branch, headSha } = await readDefaultBranch(repository, signal);
    if (headSha === undefined) await forgetCode(world.code, repositoryId);
    await noteLook(world.code.sql, repositoryId, branch);
    return headSha === undefined ? 'empty' : await index(world, repository, branch, headSha, signal);
  };
}

/** Undefined when it was deleted, or taken from the App. A renamed or transferred one is found by its id. */
async function open(world: IndexWorld, installationId: number, repositoryId: number, signal: AbortSignal): Promise<Repository | undefined> {
  const name = await loadRepositoryName(world.database, repositoryId);
  try {
    return await openRepository(world.github, installationId, repositoryId, name, signal);
  } catch (error) {
    if (isGone(error) || isUninstalled(error)) return undefined;
    // A token from before the repository was taken from the App is refused; but so is one that lacks a permission.
    if (isForbidden(error) && !(await isListed(world, installationId, repositoryId))) return undefined;
    throw error;
  }
}

async function isListed({ github }: IndexWorld, installationId: number, repositoryId: number): Promise<boolean> {
  for await (const { id } of listRepositories(github, installationId)) if (id === repositoryId) return true;
  return false;
}

async function index(world: IndexWorld, repository: Repository, branch: string, headSha: string, signal: AbortSignal): Promise<string> {
  const { code, github, config } = world;
  const { id: repositoryId, installationId, owner, repo } = repository;
  const mirror = await openMirror(world.mirrors, repositoryId);
  const remote = {
    url: github.cloneUrl(owner, repo),
    caFile: config.caFile,
    token: () => github.gitToken(installationId, repositoryId),
  };
  const ports = {
    listFiles: (commitSha: string) => listTree(mirror.gitDir, commitSha, '', signal),
    readBlobs: (ids: readonly string[]) => readBlobs(mirror, ids, undefined, signal),
  };
  try {
    // Number 0, which no pull request has, keeps the tips of base branches.
    await fetchPullRequest(mirror, remote, { number: 0, headSha, baseSha: headSha, baseRef: branch }, signal);
    const ending = await readCommit(code, ports, { repositoryId, commitSha: headSha }, signal);
    return ending.kind === 'indexed' ? `indexed: ${ending.read} read, ${ending.kept} kept, ${ending.chunks} chunks` : ending.kind;
  } catch (error) {
    // The next attempt fills a mirror made anew.
    if (hasReason(error, 'damaged')) await renewMirror(mirror);
    throw error;
  }
}
