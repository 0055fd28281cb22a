/** Commits, comparisons and commit statuses. */
import { z } from 'zod';
import { readCommitNow, readCommits, countCommits } from '#sandbox/git/read-commits.ts';
import { readDiffText } from '#sandbox/git/read-diff.ts';
import { mergeBase } from '#sandbox/git/refs.ts';
import { presentStatus } from '#sandbox/present/present-check.ts';
import { presentCommit, presentDiffFile } from '#sandbox/present/present-commit.ts';
import { presentSimplePull } from '#sandbox/present/present-pull.ts';
import { repositoryPage, repositoryUrl } from '#sandbox/present/view.ts';
import { presentRepository } from '#sandbox/present/present-repository.ts';
import { diffOf } from '#sandbox/state/comparisons.ts';
import { notFound, Refusal } from '#sandbox/state/refusal.ts';
import type { CommitSummary } from '#sandbox/state/world.ts';
import type { Answer, Need, RepositoryCall, RepositoryRoute } from './call.ts';
import { ok, textParam } from './call.ts';
import { listAnswer, paginate } from './paginate.ts';
import { bodyOf } from './parse-body.ts';

const CONTENTS: Need = { app: ['contents:read'], person: 'read' };
const MAX_FILES = 300;

const StatusBody = z.object({
  state: z.enum(['error', 'failure', 'pending', 'success']),
  context: z.string().default('default'),
  description: z.string().nullish(),
  target_url: z.string().nullish(),
});

export const COMMIT_ROUTES: readonly RepositoryRoute[] = [
  { method: 'GET', path: '/repos/{owner}/{repo}/commits', needs: CONTENTS, run: listCommits },
  { method: 'GET', path: '/repos/{owner}/{repo}/commits/{ref}', needs: CONTENTS, run: getCommit },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/commits/{ref}/pulls',
    needs: { app: ['pull_requests:read'], person: 'read' },
    run: pullsOfCommit,
  },
  { method: 'GET', path: '/repos/{owner}/{repo}/compare/{basehead+}', needs: CONTENTS, run: compare },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/commits/{ref}/status',
    needs: { app: ['statuses:read'], person: 'read' },
    run: combinedStatus,
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/statuses/{sha}',
    needs: { app: ['statuses:write'], person: 'write' },
    run: async (call) => {
      const body = bodyOf(call, StatusBody);
      const { sha } = await requireCommit(call, textParam(call, 'sha'));
      const status = {
        sha,
        state: body.state,
        context: body.context,
        description: body.description ?? null,
        targetUrl: body.target_url ?? null,
      };
      return ok(presentStatus(call.world, call.world.setStatus(call.actor, call.repository, status)), 201);
    },
  },
];

/** By branch, tag or SHA; 422 in GitHub's words when there is no such commit. */
export async function requireCommit(call: RepositoryCall, ref: string): Promise<CommitSummary> {
  const sha = await call.world.resolveCommit(call.repository, ref);
  const commit = sha === undefined ? undefined : readCommitNow(call.repository.gitFolder, sha);
  if (!commit) throw new Refusal(422, `No commit found for SHA: ${ref}`);
  return commit;
}

async function listCommits(call: RepositoryCall): Promise<Answer> {
  const wanted = call.url.searchParams.get('sha') ?? call.repository.defaultBranch;
  const sha = await call.world.resolveCommit(call.repository, wanted);
  if (sha === undefined) {
    const empty = (await call.world.branches(call.repository)).length === 0;
    throw empty ? new Refusal(409, 'Git Repository is empty.') : notFound();
  }
  const commits = await readCommits(call.repository.gitFolder, sha, ['-n', '10000']);
  return listAnswer(call, commits, (commit) => presentCommit(call.world, call.repository, commit));
}

async function getCommit(call: RepositoryCall): Promise<Answer> {
  const commit = await requireCommit(call, textParam(call, 'ref'));
  const folder = call.repository.gitFolder;
  const parent = commit.parents[0] ?? null;
  if (call.accept.includes('diff') || call.accept.includes('patch')) {
    return {
      status: 200,
      raw: { type: 'application/vnd.github.diff; charset=utf-8', bytes: await readDiffText(folder, parent, commit.sha) },
    };
  }
  if (call.accept.includes('sha')) return { status: 200, raw: { type: 'application/vnd.github.sha; charset=utf-8', bytes: commit.sha } };
  const files = await diffOf(folder, parent, commit.sha);
  const page = paginate(call, files);
  const additions = files.reduce((sum, file) => sum + file.additions, 0);
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
  const body = {
    ...presentCommit(call.world, call.repository, commit),
    stats: { total: additions + deletions, additions, deletions },
    files: files.slice(0, MAX_FILES).map((file) => presentDiffFile(call.world, call.repository, commit.sha, file)),
  };
  return { status: 200, body, headers: files.length > MAX_FILES ? page.headers : {} };
}

async function pullsOfCommit(call: RepositoryCall): Promise<Answer> {
  const { sha } = await requireCommit(call, textParam(call, 'ref'));
  const pulls = call.world.pullsOf(call.repository).filter((pull) => pull.headSha === sha || pull.mergeCommitSha === sha);
  return listAnswer(call, pulls, (pull) => presentSimplePull(call.world, pull));
}

/** `base...head`: from the merge base, as pull requests compare. */
async function compare(call: RepositoryCall): Promise<Answer> {
  const [baseRef = '', headRef = '', more] = textParam(call, 'basehead').split('...');
  if (more !== undefined || baseRef === '' || headRef === '') throw notFound();
  const folder = call.repository.gitFolder;
  const [base, head] = await Promise.all([findCommit(call, baseRef), findCommit(call, headRef)]);
  const fork = await mergeBase(folder, base.sha, head.sha);
  if (fork === undefined) throw new Refusal(404, `No common ancestor between ${baseRef} and ${headRef}.`);
  if (call.accept.includes('diff') || call.accept.includes('patch')) {
    return { status: 200, raw: { type: 'application/vnd.github.diff; charset=utf-8', bytes: await readDiffText(folder, fork, head.sha) } };
  }
  const ahead = await countCommits(folder, `${base.sha}..${head.sha}`);
  const behind = await countCommits(folder, `${head.sha}..${base.sha}`);
  const commits = await readCommits(folder, `${base.sha}..${head.sha}`, ['--reverse', '--topo-order']);
  const files = await diffOf(folder, fork, head.sha);
  const mergeBaseCommit = readCommitNow(folder, fork) ?? base;
  const ends = `${encodeURIComponent(baseRef)}...${encodeURIComponent(headRef)}`;
  const page = `${repositoryPage(call.world, call.repository)}/compare/${ends}`;
  const listed = paginate(call, commits);
  const paged = call.url.searchParams.has('page') || call.url.searchParams.has('per_page');
  const body = {
    url: `${repositoryUrl(call.world, call.repository)}/compare/${ends}`,
    html_url: page,
    permalink_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    base_commit: presentCommit(call.world, call.repository, base),
    merge_base_commit: presentCommit(call.world, call.repository, mergeBaseCommit),
    status: ahead > 0 && behind > 0 ? 'diverged' : ahead > 0 ? 'ahead' : behind > 0 ? 'behind' : 'identical',
    ahead_by: ahead,
    behind_by: behind,
    total_commits: ahead,
    commits: (paged ? listed.items : commits.slice(0, 250)).map((commit) => presentCommit(call.world, call.repository, commit)),
    files: files.slice(0, MAX_FILES).map((file) => presentDiffFile(call.world, call.repository, head.sha, file)),
  };
  return { status: 200, body, headers: paged ? listed.headers : {} };
}

async function findCommit(call: RepositoryCall, ref: string): Promise<CommitSummary> {
  try {
    return await requireCommit(call, ref);
  } catch {
    throw notFound();
  }
}

async function combinedStatus(call: RepositoryCall): Promise<Answer> {
  const { sha } = await requireCommit(call, textParam(call, 'ref'));
  const all = [...call.world.records.statuses.values()].filter((one) => one.repositoryId === call.repository.id && one.sha === sha);
  const latest = [...new Map(all.map((one) => [one.context, one])).values()];
  const bad = latest.some((one) => one.state === 'failure' || one.state === 'error');
  const state = bad ? 'failure' : latest.length > 0 && latest.every((one) => one.state === 'success') ? 'success' : 'pending';
  const url = `${repositoryUrl(call.world, call.repository)}/commits/${sha}`;
  return ok({
    state,
    statuses: latest.map((one) => presentStatus(call.world, one)),
    sha,
    total_count: latest.length,
    repository: presentRepository(call.world, call.repository),
    commit_url: url,
    url: `${url}/status`,
  });
}
