/** What `countersign notes` says to people. */

export const notesUsage = `usage: countersign notes [FROM[..TO]] [--repo PATH] [--json]

Release notes of what was merged after FROM up to TO, grouped by fixed rules: in the words of accepted summaries where the merge
took the description over, else by title. Merged pull requests count once; the repository is only read.
  FROM, TO      tags, branches or commits (default: the newest version tag, and what is checked out)
  --repo PATH   the repository (default: where you are)
  --json        one JSON document: {from, to, commits, groups: [{group, changes: [{number, sha, title, author, accepted}]}]}
Exit codes: 0 done, 2 wrong usage or nothing to tell.
`;

export const notesWording = {
  badRange: 'The range must be FROM or FROM..TO, with names of tags, branches or commits.',
  noTag: 'This repository has no version tag to begin at. Name a range: countersign notes v1.2.0..main',
  unknown: (name: string): string => `There is no tag, branch or commit "${name}" here.`,
  nothing: (from: string, to: string): string => `Nothing was merged between ${from} and ${to}.`,
  made: (facts: {
    readonly from: string;
    readonly to: string;
    readonly changes: number;
    readonly accepted: number;
    readonly isCut: boolean;
  }): string =>
    `${facts.changes.toLocaleString('en-US')} change${facts.changes === 1 ? '' : 's'} between ${facts.from} and ${facts.to}, ${facts.accepted} in the words of an accepted summary.${facts.isCut ? ' There are more commits than are looked at: name a later FROM.' : ''}`,
};
