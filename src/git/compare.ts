/** Merge base against head, as `Comparison`: raw records for modes, blobs and names; the patch for hunks. */
import type { Mirror } from './mirror.ts';
import { parseRaw } from './parse-raw.ts';
import { GitError, runGit } from './run-git.ts';
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
/** The well-known id of the empty tree: what unrelated histories are compared with. */
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/**
 * @param baseSha tip of the base branch; the merge base is computed here.
 * @throws GitError when a commit is missing from the mirror.
 */
export async function compareCommits(mirror: Mirror, baseSha: string, headSha: string, signal?: AbortSignal): Promise<Comparison> {
  const git = (args: readonly string[], input?: string): Promise<Buffer> =>
    runGit(args, { gitDir: mirror.gitDir, signal, ...(input === undefined ? {} : { input }) });
  const mergeBaseSha = await findMergeBase(git, baseSha, headSha);
  const range = [mergeBaseSha ?? emptyTree, headSha];
  const raw = parseRaw(await git(['diff-tree', '-r', '-z', '--raw', '--numstat', ...diffOptions, '--end-of-options', ...range]));
  const patch = parseUnifiedDiff(
    (
      await git(['diff-tree', '-r', '-p', '-U3', '--src-prefix=a/', '--dst-prefix=b/', ...diffOptions, '--end-of-options', ...range])
    ).toString('utf8'),
  );
  if (patch.length !== raw.length)
    throw new GitError(`git lists ${raw.length} changed files but shows ${patch.length} patches.`, { retryable: false });
  const sizes = await readSizes(
    git,
    raw.flatMap((file) => (file.headBlob === undefined ? [] : [file.headBlob])),
  );
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

type Git = (args: readonly string[], input?: string) => Promise<Buffer>;

async function findMergeBase(git: Git, baseSha: string, headSha: string): Promise<string | undefined> {
  try {
    return (await git(['merge-base', baseSha, headSha])).toString('utf8').trim();
  } catch (error) {
    // Exit code 1 without a word: unrelated histories. Anything else is a real failure.
    if (error instanceof GitError && error.message.endsWith('failed (1): ')) return undefined;
    throw error;
  }
}

async function readSizes(git: Git, blobs: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (blobs.length === 0) return new Map();
  const output = await git(['cat-file', '--batch-check=%(objectname) %(objectsize)'], `${[...new Set(blobs)].join('\n')}\n`);
  return new Map(
    output
      .toString('utf8')
      .split('\n')
      .map((line) => line.split(' '))
      .map(([id = '', size = '0']) => [id, Number(size) || 0]),
  );
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
