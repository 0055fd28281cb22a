/** Everything the security check says to people. It never claims more than was scanned. */

export const symlink = 'a symbolic link: it is not followed';
export const linkNamedAsCode = 'a symbolic link with the name of a code file: what it leads to was not checked';
export const submodule = 'a submodule: its commits are in another repository';

export function submoduleMoved(commit: string | undefined): string {
  return `a submodule at another commit${commit === undefined ? '' : ` (${commit.slice(0, 12)})`}: its code is in another repository and was not checked here`;
}

export const unreadable = 'its content could not be read from the repository';
export const tooLarge = 'it is too large to be read';
export const notReported = 'the scanner did not report on it';
export const notSearched = 'it is too large to be searched for secrets';

export const suppressionAdded =
  'This comment asks the scanner to keep quiet. It has no effect here: findings beside it count all the same.';
export const suppressionFix = 'Fix the finding, or ask a maintainer to decide on it; then take the comment out.';
export const secretFix =
  'Revoke this secret now: it stays in the history even after the line is gone. Then load the new one from the environment or a vault.';

export function secretCommitted(kind: string): string {
  return `A secret (${kind}) stands in this file. Everybody who can read the repository can use it.`;
}

export function secretInProse(kind: string): string {
  return `This documentation shows a value beside a name that says ${kind}. If it is a real one, everybody who can read the repository can use it.`;
}

export const replanted = 'Equal code was taken out elsewhere in this file; here, among other code, it counts as new.';

export function maskedSecret(kind: string): string {
  return `[secret: ${kind}]`;
}

export const startedTitle = 'Checking the changed files …';
export const startedSummary =
  'The files that this pull request changes are being compared with its merge base. Until that is done, this check blocks the merge.';
export const cancelledTitle = 'Called off: a newer state takes its place';
export const cancelledSummary =
  'The pull request moved on while this commit was being checked. Nothing is said about this commit; look at the check of the newest one.';
export const failedTitle = 'The check did not finish';

export function failedSummary(reason: string): string {
  return `The check did not finish: ${reason}\n\nNothing was found out about this commit, so the merge stays blocked. ${retry}`;
}

/** How to ask for another run. */
export const retry = 'To try again, write `/ai retry` in a comment.';

export interface Counts {
  readonly blocking: number;
  readonly advisory: number;
  readonly unchecked: number;
  readonly waived: number;
  readonly scanned: number;
  readonly outside: number;
  readonly changed: number;
}

export function title(counts: Counts): string {
  const { blocking, advisory, unchecked, waived, scanned, outside, changed } = counts;
  if (blocking > 0 && unchecked > 0)
    return `${count(blocking, 'new finding')} to fix, and ${count(unchecked, 'file')} could not be checked`;
  if (blocking > 0) return `${count(blocking, 'new finding')} to fix before this can be merged`;
  if (unchecked > 0) return `${count(unchecked, 'file')} could not be checked`;
  if (waived > 0) return `Nothing new that blocks; ${waived} waived until a date`;
  if (changed === 0) return 'Nothing to scan: no file is changed';
  if (scanned === 0)
    return outside > 0 ? `Nothing for the rules to scan: ${count(outside, 'file')} outside the rules` : 'Nothing for the rules to scan';
  return advisory > 0
    ? `Nothing new that blocks; ${count(advisory, 'new finding')} worth a look`
    : `No new finding in ${count(scanned, 'scanned file')}`;
}

export function sharedTitle(numbers: readonly number[]): string {
  return `The same commit is blocked in ${pulls(numbers)}`;
}

export function sharedSummary(numbers: readonly number[]): string {
  return `For this pull request alone nothing blocks. But its head commit is also the head of ${pulls(numbers)}, where it is blocked, and GitHub keeps one check for a commit. Resolve it there, close that pull request, or push another commit here. ${retry}`;
}

function pulls(numbers: readonly number[]): string {
  return numbers.map((number) => `#${number}`).join(', ');
}

export const waiveHint =
  'If one of these is no danger, a maintainer who is not the author can let it pass for a time: `/ai waive ID until:YYYY-MM-DD reason: why it is safe`, with the ID shown above. It holds for this code in this file and base branch only.';
export const waivedHead = 'Waived';
export const waivedTableHead = '| Finding | Where | By | Reason | Until |\n| --- | --- | --- | --- | --- |';

export const blockingHead = 'New findings that block the merge';
export const advisoryHead = 'New findings that do not block';
export const uncheckedHead = 'Files that could not be checked';
export const uncheckedIntro = 'As long as these are not accounted for, the merge stays blocked.';
export const retryHint = 'scanning again may help';
export const noRetryHint = 'scanning again will not help: change the file, or have a person look at it';
export const setAsideHead = 'Listed, not scanned';
export const outsideHead = 'Outside the rules (no rule is for this kind of file)';
export const withoutBaseHead = 'Without a base to compare with';
export const withoutBaseIntro =
  'The version before this pull request could not be scanned, so every finding that it does not show counts as new.';
export const tableHead = '| Finding | Where | Why it matters | How to fix |\n| --- | --- | --- | --- |';

export function known({ kept, moved, gone }: { readonly kept: number; readonly moved: number; readonly gone: number }): string {
  const parts = [
    ...(kept > 0
      ? [`${count(kept, 'finding')} of these files ${kept === 1 ? 'was' : 'were'} there before and do${kept === 1 ? 'es' : ''} not count`]
      : []),
    ...(moved > 0 ? [`${moved} of them on lines that this pull request touches`] : []),
    ...(gone > 0 ? [`${count(gone, 'finding')} ${gone === 1 ? 'is' : 'are'} gone`] : []),
  ];
  return parts.length === 0 ? '' : `${parts.join('; ')}.`;
}

/** What was done, so that a reader can tell it from what was not. */
export function extent(facts: {
  readonly scanned: number;
  readonly searched: number;
  readonly rules: number;
  readonly engine: string;
  readonly pack: string;
  readonly head: string;
  readonly base: string;
}): string {
  const scanned =
    facts.scanned === 0 ? 'No file was scanned with rules' : `${count(facts.scanned, 'file')} scanned with ${count(facts.rules, 'rule')}`;
  const searched = `${count(facts.searched, 'file')} searched for secrets`;
  return `${scanned}, ${searched}. Commit ${facts.head.slice(0, 12)} against merge base ${facts.base.slice(0, 12)}; Semgrep engine ${facts.engine}, rule pack ${facts.pack.slice(0, 12)}.`;
}

/** Stands before what was added to a finished check. */
export const addedMark = '<!-- countersign:added -->';
export const explainedHead = 'In the words of a model';
export const triedFix = 'A change of these lines to look at (a scan with it is clean; nobody has run it):';

export function explainedIntro(model: string): string {
  return `${model} wrote this after the verdict, in which it has no part. It may be wrong.`;
}

export function notExplained(model: string): string {
  return `**Not explained:** ${model} gave no usable answer. The verdict above stands without it; the button "Explain" asks again.`;
}

export function uploadFailed(reason: string): string {
  return `**Code scanning:** these findings could not be uploaded: ${reason}. The verdict above stands without it.`;
}

/** Why GitHub would not take the upload. */
export function uploadRefused(status: number): string {
  if (status === 403) return 'the App lacks the permission security_events (write), or code scanning is off for this repository';
  if (status === 404) return 'code scanning is not available for this repository';
  return status === 413 ? 'the result is too large for it' : `GitHub answered ${status}`;
}

export function more(hidden: number): string {
  return `… and ${hidden} more`;
}

/** Source to sink; the engine names a line once for each step on it. */
export function trace(lines: readonly number[]): string {
  const steps = lines.filter((line, index) => line !== lines[index - 1]);
  return steps.length < 2 ? '' : `Flow: line ${steps.join(' → line ')}`;
}

export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
