/** Brings a pull request's two commits into the mirror, whatever the server offers them by. */
import { setTimeout as sleep } from 'node:timers/promises';
import { GitError, hasReason } from './git-error.ts';
import type { Mirror } from './mirror.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { runGit } from './run-git.ts';
import { tidyMirror } from './tidy-mirror.ts';
import { commitMissing, failures } from './wording.ts';

export interface Remote {
  /** `https://host/owner/name.git` */
  readonly url: string;
  /** Minted for this repository alone; sent to the remote's host only. */
  readonly token: () => Promise<string>;
  /** Certificates (PEM) of a private authority. */
  readonly caFile?: string | undefined;
  /** For one fetch; a first fetch of a large repository needs minutes. */
  readonly fetchMilliseconds?: number;
  /** How long a fetch may stand still. */
  readonly stallSeconds?: number;
}

export interface WantedCommits {
  readonly number: number;
  readonly headSha: string;
  readonly baseSha: string;
  /** Where the base commit is looked for when the server does not hand it out by its id. */
  readonly baseRef?: string;
}

interface Side {
  readonly sha: string;
  /** Where the mirror keeps it. A ref is written only after git found everything below it complete. */
  readonly place: string;
  /** What the server calls it. */
  readonly name: string | undefined;
}

/**
 * Makes sure that the head is in the mirror, and the base: by their ids, or, from a server that refuses ids which it does
 * not advertise, by the pull request's ref and the base branch.
 * @returns the base to compare with: the wanted one, or, when a force push has swept it away, the tip of the base branch.
 * @throws GitError (retryable) when the remote does not have the head or any base (yet, or no more).
 */
export async function fetchPullRequest(
  mirror: Mirror,
  remote: Remote,
  want: WantedCommits,
  signal?: AbortSignal,
): Promise<{ readonly baseSha: string }> {
  const head: Side = { sha: checkedId(want.headSha), place: `refs/countersign/${want.number}/head`, name: `refs/pull/${want.number}/head` };
  const base: Side = { sha: checkedId(want.baseSha), place: `refs/countersign/${want.number}/base`, name: branchOf(want.baseRef ?? '') };
  return await oneAtATime(mirror.gitDir, async () => {
    const there = await readPlaces(mirror, want.number, signal);
    const missing = [head, base].filter(({ sha, place }) => there.get(place) !== sha);
    if (missing.length === 0) return { baseSha: base.sha };
    await tidyMirror(mirror.gitDir);
    try {
      await fetchRefs(
        mirror,
        remote,
        missing.map(({ sha, place }) => `+${sha}:${place}`),
        signal,
      );
      return { baseSha: base.sha };
    } catch (error) {
      if (!hasReason(error, 'not-offered')) throw error;
    }
    const found = new Map<Side, string | undefined>();
    for (const side of [head, base]) found.set(side, missing.includes(side) ? await fetchByName(mirror, remote, side, signal) : side.sha);
    if (found.get(head) !== head.sha) throw notOffered(head);
    const baseSha = found.get(base);
    if (baseSha === undefined) throw notOffered(base);
    return { baseSha };
  });
}

function notOffered({ sha }: Side): GitError {
  return new GitError(commitMissing(sha), { reason: 'not-offered', retryable: true });
}

/** Ids go to git in refspecs and on its stdin, line by line; nothing else may. */
function checkedId(sha: string): string {
  if (/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/u.test(sha)) return sha;
  throw new GitError(failures.invalid, { reason: 'invalid', retryable: false });
}

/** The branch's name comes from outside: it is only ever the middle of a refspec, and only when git itself could have made it. */
function branchOf(name: string): string | undefined {
  // eslint-disable-next-line no-control-regex
  return name === '' || /[\u0000- \u007F~^:?*[\\]|\.\.|@\{|\/\/|\/$/u.test(name) ? undefined : `refs/heads/${name}`;
}

/**
 * The ref may have moved on since; what counts is whether the wanted commit lies below it.
 * @returns the wanted commit, or else the ref's tip; undefined when the server has no such ref.
 */
async function fetchByName(
  mirror: Mirror,
  remote: Remote,
  { sha, place, name }: Side,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  if (name === undefined) return undefined;
  try {
    await fetchRefs(mirror, remote, [`+${name}:${place}`], signal);
  } catch (error) {
    if (hasReason(error, 'not-offered')) return undefined;
    throw error;
  }
  const git = (...args: readonly string[]): Promise<Buffer> => runGit(args, { gitDir: mirror.gitDir, signal });
  try {
    await git('merge-base', '--is-ancestor', sha, place);
  } catch (error) {
    // 1: it is not below; 128: it is not there at all.
    if (error instanceof GitError && error.exitCode !== undefined)
      return (await git('rev-parse', '--verify', `${place}^{commit}`)).toString('utf8').trim();
    throw error;
  }
  await git('update-ref', place, sha);
  return sha;
}

/** Our refs of this pull request that point to a commit which is there. */
async function readPlaces(mirror: Mirror, number: number, signal: AbortSignal | undefined): Promise<ReadonlyMap<string, string>> {
  const input = ['head', 'base'].map((side) => `refs/countersign/${number}/${side}\n`).join('');
  const output = await runGit(['cat-file', '--batch-check=%(objectname) %(objecttype) %(rest)'], {
    gitDir: mirror.gitDir,
    // `%(rest)` is what follows the first blank.
    input: input.replaceAll(/^(.+)$/gmu, '$1 $1'),
    signal,
  });
  const rows = output
    .toString('utf8')
    .split('\n')
    .map((line) => line.split(' '));
  return new Map(rows.flatMap(([sha = '', type, place = '']): [string, string][] => (type === 'commit' ? [[place, sha]] : [])));
}

const lockRounds = 8;
const lockPauseMilliseconds = 2500;

/** A lock is waited for until it is old enough to be a dead git's; see `tidyMirror`. */
async function fetchRefs(mirror: Mirror, remote: Remote, refspecs: readonly string[], signal: AbortSignal | undefined): Promise<void> {
  for (let round = 1; ; round += 1) {
    try {
      return await fetchOnce(mirror, remote, refspecs, signal);
    } catch (error) {
      if (!hasReason(error, 'locked') || round === lockRounds) throw error;
      await sleep(lockPauseMilliseconds, undefined, signal === undefined ? {} : { signal });
      await tidyMirror(mirror.gitDir);
    }
  }
}

async function fetchOnce(mirror: Mirror, remote: Remote, refspecs: readonly string[], signal: AbortSignal | undefined): Promise<void> {
  const origin = new URL(remote.url).origin;
  const credentials = Buffer.from(`x-access-token:${await remote.token()}`).toString('base64');
  await runGit(
    ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--end-of-options', remote.url, ...refspecs],
    {
      gitDir: mirror.gitDir,
      signal,
      config: {
        ...(remote.caFile === undefined ? {} : { 'http.sslCAInfo': remote.caFile }),
        [`http.${origin}/.extraHeader`]: `Authorization: Basic ${credentials}`,
        // While it prepares a pack, a server sends a sign of life every five seconds: one byte a second is alive.
        'http.lowSpeedLimit': '1',
        'http.lowSpeedTime': String(remote.stallSeconds ?? 120),
      },
      timeoutMilliseconds: remote.fetchMilliseconds ?? 1_800_000,
    },
  );
}
