/** Real merged changes of public repositories, from local mirrors: the first parent's line, spread over its newest part. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareCommits } from '#src/git/compare.ts';
import type { Mirror } from '#src/git/mirror.ts';
import { openLocal } from '#src/git/open-local.ts';
import { readBlobs } from '#src/git/read-blobs.ts';
import type { Comparison, PullRequest } from '#src/pull-request.ts';
import { localPull } from '#src/verbs/local-pull.ts';

export interface RealChange {
  readonly repository: string;
  readonly pull: PullRequest;
  readonly comparison: Comparison;
  readonly readBlobs: (ids: readonly string[], maxBytes: number) => Promise<ReadonlyMap<string, string>>;
  /** Paths of the head's tree. */
  readonly paths: readonly string[];
}

const NEWEST = 2_000;

export interface Mirrors {
  readonly folder: string;
  /** Which of them, by name. */
  readonly only: RegExp;
  /** `FOLDER@COMMIT`: these and no others. */
  readonly commits?: readonly string[];
}

/** `folder`: a folder whose subfolders are repositories, or hold one as `repo`. */
export async function* realChanges(
  { folder: mirrors, only, commits }: Mirrors,
  wanted: number,
  scratch: string,
): AsyncGenerator<RealChange> {
  const repositories = readdirSync(mirrors)
    .filter((name) => only.test(name) && (commits?.some((commit) => commit.startsWith(`${name}@`)) ?? true))
    .map((name) => ({ name, path: existsSync(join(mirrors, name, 'repo')) ? join(mirrors, name, 'repo') : join(mirrors, name) }))
    .filter(({ path }) => existsSync(join(path, 'HEAD')) || existsSync(join(path, '.git')));
  const each = Math.ceil(wanted / Math.max(1, repositories.length));
  let left = wanted;
  for (const { name, path } of repositories) {
    const opened = await openLocal(path, mkdtempSync(join(scratch, 'mirror-'))).catch(() => undefined);
    if (opened?.kind !== 'opened') continue;
    const { mirror } = opened.repository;
    const named = commits?.filter((commit) => commit.startsWith(`${name}@`)).map((commit) => commit.slice(name.length + 1));
    for (const [base, head] of named?.map((commit) => sidesOf(path, commit)) ?? mergedChanges(path, Math.min(each, left))) {
      const change = await read(name, mirror, base, head).catch(() => undefined);
      if (change === undefined || change.comparison.files.length === 0) continue;
      left -= 1;
      yield change;
    }
  }
}

function sidesOf(path: string, commit: string): readonly [string, string] {
  const [sha = '', first = '', second] = git(path, 'log', '--max-count=1', '--format=%H %P', commit).trim().split(' ');
  return [first, second ?? sha];
}

/** Base and head: of a merge its two sides, of a squashed change itself and its parent. */
function mergedChanges(path: string, count: number): readonly (readonly [string, string])[] {
  const log = git(path, 'log', '--first-parent', `--max-count=${NEWEST}`, '--format=%H %P', 'HEAD');
  const rows = log
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, parent]) => parent !== undefined && parent !== '');
  const step = Math.max(1, Math.floor(rows.length / count));
  return rows
    .filter((_, index) => index % step === 0)
    .slice(0, count)
    .map(([sha = '', first = '', second]) => [first, second ?? sha] as const);
}

async function read(repository: string, mirror: Mirror, base: string, head: string): Promise<RealChange> {
  const comparison = await compareCommits(mirror, base, head);
  return {
    repository,
    comparison,
    pull: localPull(repository, { base: { name: 'main', sha: base }, head: { name: 'change', sha: head } }, comparison.commits),
    readBlobs: async (ids, maxBytes) =>
      new Map([...(await readBlobs(mirror, ids, maxBytes))].map(([id, content]) => [id, content.toString('utf8')])),
    paths: git(mirror.gitDir, 'ls-tree', '-r', '--name-only', '-z', head).split('\0'),
  };
}

function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-c', 'safe.directory=*', '-C', folder, ...args], {
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
