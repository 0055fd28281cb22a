/** Pull requests. Source: https://docs.github.com/en/rest/pulls/pulls */
import { z } from 'zod';
import { readDiffText } from '#sandbox/git/read-diff.ts';
import { mergeBase } from '#sandbox/git/refs.ts';
import { presentCommit, presentDiffFile } from '#sandbox/present/present-commit.ts';
import { presentPull, presentSimplePull } from '#sandbox/present/present-pull.ts';
import { must } from '#sandbox/state/core.ts';
import { MAX_BODY, tooLong } from '#sandbox/state/comments.ts';
import type { Pull } from '#sandbox/state/pull.ts';
import { invalid, notFound, Refusal } from '#sandbox/state/refusal.ts';
import type { Answer, Need, RepositoryCall, RepositoryRoute } from './call.ts';
import { NO_CONTENT, numberParam, ok } from './call.ts';
import { listAnswer } from './paginate.ts';
import { bodyOf } from './parse-body.ts';

const READ: Need = { app: ['pull_requests:read'], person: 'read' };
const WRITE: Need = { app: ['pull_requests:write'], person: 'read' };
const ROOT = '/repos/{owner}/{repo}/pulls';
const ONE = `${ROOT}/{pull_number}`;
const MAX_TITLE = 256;
const MAX_FILES = 3000;

const NewPullBody = z.object({
  title: z.string(),
  head: z.string(),
  base: z.string(),
  body: z.string().nullish(),
  draft: z.boolean().optional(),
});
const PullBody = z.object({
  title: z.string().optional(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']).optional(),
  base: z.string().optional(),
});
const MergeBody = z.object({
  commit_title: z.string().optional(),
  sha: z.string().optional(),
  merge_method: z.enum(['merge', 'squash', 'rebase']).optional(),
});

export const PULL_ROUTES: readonly RepositoryRoute[] = [
  { method: 'GET', path: ROOT, needs: READ, run: listPulls },
  { method: 'POST', path: ROOT, needs: WRITE, run: createPull },
  { method: 'GET', path: ONE, needs: READ, run: getPull },
  { method: 'PATCH', path: ONE, needs: WRITE, run: patchPull },
  {
    method: 'GET',
    path: `${ONE}/files`,
    needs: READ,
    run: async (call) => {
      const pull = requirePull(call);
      const files = (await call.world.changedFiles(pull)).slice(0, MAX_FILES);
      return listAnswer(call, files, (file) => presentDiffFile(call.world, call.repository, pull.headSha, file));
    },
  },
  {
    method: 'GET',
    path: `${ONE}/commits`,
    needs: READ,
    run: async (call) =>
      listAnswer(call, await call.world.commitsOf(requirePull(call)), (commit) => presentCommit(call.world, call.repository, commit)),
  },
  {
    method: 'GET',
    path: `${ONE}/merge`,
    needs: READ,
    run: (call) => (requirePull(call).merged ? NO_CONTENT : { status: 404, body: { message: 'Not Found' } }),
  },
  { method: 'PUT', path: `${ONE}/merge`, needs: { app: ['contents:write'], person: 'write' }, run: mergePull },
];

/** The pull request of the path. */
export function requirePull(call: RepositoryCall, name = 'pull_number'): Pull {
  const pull = call.world.findPull(call.repository, numberParam(call, name));
  if (!pull) throw notFound();
  return pull;
}

function listPulls(call: RepositoryCall): Answer {
  const query = call.url.searchParams;
  const state = query.get('state') ?? 'open';
  const head = query.get('head');
  const sort = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  const ascending = query.get('direction') === 'asc';
  const found = call.world
    .pullsOf(call.repository)
    .filter((pull) => state === 'all' || pull.state === state)
    .filter((pull) => (query.get('base') ?? pull.baseRef) === pull.baseRef)
    .filter((pull) => head === null || labelOf(call, pull) === head)
    .map((pull, index) => ({ pull, index }))
    .sort((a, b) => (a.pull[sort].getTime() - b.pull[sort].getTime() || a.index - b.index) * (ascending ? 1 : -1));
  return listAnswer(call, found, ({ pull }) => presentSimplePull(call.world, pull));
}

function labelOf(call: RepositoryCall, pull: Pull): string {
  return `${call.world.ownerOf(must(call.world.records.repositories, pull.headRepositoryId)).login}:${pull.headRef}`;
}

async function createPull(call: RepositoryCall): Promise<Answer> {
  const body = bodyOf(call, NewPullBody);
  checkTexts(body.title, body.body);
  const [owner, ...branch] = body.head.split(':');
  const ownerUser = branch.length > 0 ? call.world.findUser(owner ?? '') : undefined;
  const forks = [...call.world.records.repositories.values()].filter(
    (one) => one.id === call.repository.id || one.forkOf === call.repository.id,
  );
  const headRepository = branch.length === 0 ? call.repository : forks.find((one) => one.ownerId === ownerUser?.id);
  if (!headRepository) throw new Refusal(422, 'Validation Failed', [{ resource: 'PullRequest', field: 'head', code: 'invalid' }]);
  const head = branch.length === 0 ? body.head : branch.join(':');
  const same = call.world
    .pullsOf(call.repository)
    .some(
      (pull) => pull.state === 'open' && pull.headRepositoryId === headRepository.id && pull.headRef === head && pull.baseRef === body.base,
    );
  if (same) {
    throw new Refusal(422, 'Validation Failed', [
      { resource: 'PullRequest', code: 'custom', message: `A pull request already exists for ${body.head}.` },
    ]);
  }
  const wanted = { title: body.title, body: body.body ?? null, head, headRepository, base: body.base, draft: body.draft ?? false };
  return ok(presentPull(call.world, await call.world.openPullRequest(call.actor, call.repository, wanted)), 201);
}

async function getPull(call: RepositoryCall): Promise<Answer> {
  const pull = requirePull(call);
  if (call.accept.includes('diff') || call.accept.includes('patch')) {
    const folder = call.repository.gitFolder;
    const fork = (await mergeBase(folder, pull.baseSha, pull.headSha)) ?? null;
    return {
      status: 200,
      raw: { type: 'application/vnd.github.diff; charset=utf-8', bytes: await readDiffText(folder, fork, pull.headSha) },
    };
  }
  if (pull.state === 'open') {
    const decision = await call.world.mergeDecision(pull);
    const shown = presentPull(call.world, pull);
    return ok({
      ...shown,
      mergeable_state: shown['mergeable_state'] === 'clean' && !decision.allowed ? 'blocked' : shown['mergeable_state'],
    });
  }
  return ok(presentPull(call.world, pull));
}

async function patchPull(call: RepositoryCall): Promise<Answer> {
  const pull = requirePull(call);
  const body = bodyOf(call, PullBody);
  checkTexts(body.title, body.body);
  await call.world.editPull(call.actor, pull, {
    ...(body.title === undefined ? {} : { title: body.title }),
    ...(body.body === undefined ? {} : { body: body.body }),
    ...(body.state === undefined ? {} : { state: body.state }),
    ...(body.base === undefined ? {} : { base: body.base }),
  });
  return ok(presentPull(call.world, pull));
}

async function mergePull(call: RepositoryCall): Promise<Answer> {
  const body = bodyOf(call, MergeBody);
  if (body.merge_method === 'rebase') throw new Refusal(405, 'Rebase merges are not allowed on this repository.');
  const sha = await call.world.merge(call.actor, requirePull(call), {
    method: body.merge_method ?? 'merge',
    ...(body.commit_title === undefined ? {} : { title: body.commit_title }),
    ...(body.sha === undefined ? {} : { sha: body.sha }),
  });
  return ok({ sha, merged: true, message: 'Pull Request successfully merged' });
}

/** Longer titles can only come from the sandbox's own door, which tests use. */
function checkTexts(title: string | undefined, body: string | null | undefined): void {
  if (title !== undefined && title.trim() === '')
    throw new Refusal(422, 'Validation Failed', [{ resource: 'PullRequest', code: 'missing_field', field: 'title' }]);
  if (title !== undefined && Array.from(title).length > MAX_TITLE)
    throw invalid('PullRequest', 'title', `title is too long (maximum is ${MAX_TITLE} characters)`);
  if (body && tooLong(body)) throw invalid('PullRequest', 'body', `body is too long (maximum is ${MAX_BODY} characters)`);
}
