/** Commits as records. */
import type { CommitSummary } from '#sandbox/state/world.ts';
import { git, gitNow } from './run-git.ts';

const FIELDS = ['%H', '%P', '%T', '%an', '%ae', '%at', '%cn', '%ce', '%ct', '%B'];
// A commit message cannot hold NUL, so with -z every field ends with one.
const FORMAT = ['log', '-z', `--format=tformat:${FIELDS.join('%x00')}`];

/** Newest first, as `git log` gives them. `range`: a SHA, or `a..b` of two SHAs. */
export async function readCommits(folder: string, range: string, options: readonly string[] = []): Promise<readonly CommitSummary[]> {
  return parse(await git(folder, [...FORMAT, ...options, range, '--']));
}

const KEPT = 2000;
const seen = new Map<string, CommitSummary>();

/** Synchronous, for webhook bodies that are written in the middle of an operation; commits never change, so each is read once. */
export function readCommitNow(folder: string, sha: string): CommitSummary | undefined {
  const key = `${folder}\0${sha}`;
  const known = seen.get(key);
  if (known) return known;
  try {
    const commit = parse(gitNow(folder, [...FORMAT, '-n', '1', sha, '--']))[0];
    if (seen.size >= KEPT) seen.clear();
    if (commit) seen.set(key, commit);
    return commit;
  } catch {
    return undefined;
  }
}

export async function countCommits(folder: string, range: string): Promise<number> {
  return Number((await git(folder, ['rev-list', '--count', range, '--'])).toString('latin1').trim());
}

function parse(out: Buffer): readonly CommitSummary[] {
  const parts = out.toString('utf8').split('\0');
  const commits: CommitSummary[] = [];
  for (let i = 0; i + FIELDS.length <= parts.length; i += FIELDS.length) {
    const [sha = '', parents = '', tree = '', an = '', ae = '', at = '', cn = '', ce = '', ct = '', message = ''] = parts.slice(i, i + 10);
    commits.push({
      sha,
      parents: parents === '' ? [] : parents.split(' '),
      treeSha: tree,
      message: message.replace(/\n+$/, ''),
      author: { name: an, email: ae, date: new Date(Number(at) * 1000) },
      committer: { name: cn, email: ce, date: new Date(Number(ct) * 1000) },
    });
  }
  return commits;
}
