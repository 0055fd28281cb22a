/** What was merged in a range of commits, as far as git alone knows it. Pure. */
import type { RangeCommit } from '#src/git/read-range.ts';
import { SUMMARY_CLOSE, SUMMARY_OPEN } from '#src/summary/draft-marks.ts';

export interface MergedChange {
  /** Absent for a commit that came without a pull request. */
  readonly number?: number;
  readonly sha: string;
  readonly title: string;
  readonly author: string;
  /** The summary that a person accepted, where the merge took the description over. */
  readonly accepted?: string;
}

const PULL = /^Merge pull request #(\d{1,9}) from (\S+)/u;
const SQUASHED = /^(.*\S) \((?:#|!)(\d{1,9})\)$/u;
/** A merge that only brings branches together: what it brings is told by its own commits. */
const JOINS = /^Merge (?:branch|remote-tracking branch|branches|tag|commit|'?[\w/.-]+'? into)\b/u;

/**
 * Along the main line, oldest first: a merged pull request is one change, a merge of another branch is what that branch
 * brings, and each pull request counts once.
 */
export function mergedInRange(commits: readonly RangeCommit[]): readonly MergedChange[] {
  const byId = new Map(commits.map((commit) => [commit.sha, commit]));
  const seen = new Set<string>();
  const changes: MergedChange[] = [];
  // The newest is first; side branches wait until the line that they were merged into is told.
  const lines = commits[0] === undefined ? [] : [commits[0].sha];
  for (let sha = lines.shift(); sha !== undefined; sha = lines.shift())
    for (let commit = byId.get(sha); commit !== undefined && !seen.has(commit.sha); commit = byId.get(commit.parents[0] ?? '')) {
      seen.add(commit.sha);
      if (commit.parents.length > 1 && JOINS.test(commit.subject)) lines.push(...commit.parents.slice(1));
      else changes.push(changeOf(commit));
    }
  const numbers = new Set<number>();
  return changes.toReversed().filter(({ number }) => {
    if (number === undefined) return true;
    const isFirst = !numbers.has(number);
    numbers.add(number);
    return isFirst;
  });
}

function changeOf({ sha, author, subject, body }: RangeCommit): MergedChange {
  const accepted = acceptedIn(body);
  const common = { sha, author, ...(accepted === undefined ? {} : { accepted }) };
  const [, merged, branch = ''] = PULL.exec(subject) ?? [];
  if (merged !== undefined) {
    const title = body.split(/\r?\n/u).find((line) => line.trim() !== '' && !line.startsWith('<!--'));
    // Who merged is in the commit; whose it is stands before the branch.
    const owner = branch.slice(0, Math.max(0, branch.indexOf('/')));
    return {
      ...common,
      author: owner === '' ? author : owner,
      number: Number(merged),
      title: title?.trim() ?? branch.slice(branch.indexOf('/') + 1),
    };
  }
  const [, title, number] = SQUASHED.exec(subject) ?? [];
  return number === undefined || title === undefined ? { ...common, title: subject } : { ...common, number: Number(number), title };
}

function acceptedIn(body: string): string | undefined {
  const start = body.indexOf(SUMMARY_OPEN);
  const end = body.indexOf(SUMMARY_CLOSE, start + 1);
  const text = start === -1 || end === -1 ? '' : body.slice(start + SUMMARY_OPEN.length, end).trim();
  return text === '' ? undefined : text;
}
