/** Merge base against head, as `Comparison`: raw records for modes, blobs and names; the patch for hunks. */
import type { Mirror } from './mirror.ts';
import { parseRaw } from './parse-raw.ts';
import { GitError } from './git-error.ts';
import { emptyTree, runGit } from './run-git.ts';
import { failures } from './wording.ts';
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { parseUnifiedDiff } from '#src/diff/parse-unified-diff.ts';
import type { Commit, Comparison } from '#src/pull-request.ts';

const diffOptions = [
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--full-index',
  '-M',
  '--ignore-submodules=none',
  '--submodule=short',
  '--diff-algorithm=histogram',
];
const maxCommits = 2000;
/** More than this is no text to read, and near the longest string that can be. */
const maxPatchBytes = 256 * 1024 * 1024;

/**
 * @param baseSha tip of the base branch; the merge base is computed here.
 * @throws GitError when a commit is missing from the mirror.
 */
export async function compareCommits(mirror: Mirror, baseSha: string, headSha: string, signal?: AbortSignal): Promise<Comparison> {
  const git: Git = (args, { input, maxOutputBytes } = {}) =>
    runGit(args, {
      gitDir: mirror.gitDir,
      signal,
      ...(input === undefined ? {} : { input }),
      ...(maxOutputBytes === undefined ? {} : { maxOutputBytes }),
    });
  const mergeBaseSha = await findMergeBase(git, baseSha, headSha);
  // Unrelated histories are compared with the empty tree.
  const range = [...diffOptions, '--end-of-options', mergeBaseSha ?? emptyTree, headSha];
  const raw = parseRaw(await git(['diff-tree', '-r', '-z', '--raw', '--numstat', ...range]));
  const sizes = await readSizes(
    git,
    raw.flatMap(({ baseBlob, headBlob }) => [baseBlob, headBlob].filter((blob) => blob !== undefined)),
  );
  const prefixes = ['--src-prefix=a/', '--dst-prefix=b/'];
  const text = await git(['diff-tree', '-r', '-p', '-U3', ...prefixes, ...range], { maxOutputBytes: maxPatchBytes });
  const patch = parseUnifiedDiff(text.toString('utf8'));
  if (patch.length !== raw.length)
    throw new GitError(`git lists ${raw.length} changed files but shows ${patch.length} patches.`, {
      reason: 'invalid',
      retryable: false,
    });
  const files = raw.map((file, index): ChangedFile => {
    const parsed = patch[index];
    const { binary, ...known } = file;
    const kind = known.kind === 'text' && (binary || parsed?.binary === true) ? 'binary' : known.kind;
    return {
      ...known,
      kind,
      headSize: file.headBlob === undefined ? 0 : (sizes.get(file.headBlob) ?? 0),
      hunks: kind === 'text' ? (parsed?.hunks ?? []) : [],
    };
  });
  return { mergeBaseSha: mergeBaseSha ?? emptyTree, headSha, files, commits: await readCommits(git, mergeBaseSha, headSha) };
}

type Git = (args: readonly string[], options?: { readonly input?: string; readonly maxOutputBytes?: number }) => Promise<Buffer>;

async function findMergeBase(git: Git, baseSha: string, headSha: string): Promise<string | undefined> {
  try {
    return (await git(['merge-base', baseSha, headSha])).toString('utf8').trim();
  } catch (error) {
    // Exit code 1: unrelated histories. Anything else is a real failure.
    if (error instanceof GitError && error.exitCode === 1) return undefined;
    throw error;
  }
}

/** @throws GitError when the mirror has lost one of them: every reader after us would silently find nothing. */
async function readSizes(git: Git, blobs: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (blobs.length === 0) return new Map();
  const input = `${[...new Set(blobs)].join('\n')}\n`;
  const output = await git(['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)'], { input });
  const rows = output
    .toString('utf8')
    .split('\n')
    .map((line) => line.split(' '));
  const sizes = new Map(rows.flatMap(([id = '', type, size]): [string, number][] => (type === 'blob' ? [[id, Number(size)]] : [])));
  if (blobs.some((blob) => !sizes.has(blob))) throw new GitError(failures.damaged, { reason: 'damaged', retryable: true });
  return sizes;
}

async function readCommits(git: Git, mergeBaseSha: string | undefined, headSha: string): Promise<readonly Commit[]> {
  const range = mergeBaseSha === undefined ? [headSha] : [`^${mergeBaseSha}`, headSha];
  const output = await git([
    'log',
    '--no-merges',
    '--reverse',
    `--max-count=${maxCommits}`,
    '-z',
    '--format=%H%n%B',
    '--end-of-options',
    ...range,
  ]);
  const records = output
    .toString('utf8')
    .split('\0')
    .filter((record) => record !== '');
  return records.map((record) => {
    const [sha = '', subject = '', ...body] = record.split('\n');
    return { sha, subject, body: body.join('\n').trim() };
  });
}
