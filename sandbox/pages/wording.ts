/** All sentences that the pages say to people. */
import type { May } from './may.ts';

export const suggestionTitle = 'Suggested change';
export const crossSite =
  'Not done: this request did not come from one of these pages. Nothing was changed. Open the page and use its button.';
export const noBody = 'No description provided.';
export const nothingToSay = 'Not done: the text is empty. Nothing was changed.';
export const changedMeanwhile =
  'Not done: the text was edited meanwhile, so the box may stand elsewhere now. Nothing was changed. Go back, look at the new text and tick again.';
export const noSuchBox = 'Not done: there is no such box in the text. Nothing was changed. Go back and reload the page.';
export const headMoved =
  'Not merged: somebody pushed since this page was shown. Nothing was changed. Go back, look at the new commits and merge then.';
export const noBranch = 'Not done: there is no such branch to merge into. Nothing was changed. Go back and choose another one.';
export const emptyQueue = 'Nothing waits in the merge queue.';
export const aboutQueue =
  'Each entry is built on the one before it. The required checks run on the commit that the branch would become; it is merged when they pass and leaves the queue when one fails.';
export const notQueued = 'Not done: the pull request cannot be merged now, so it cannot wait for it either. Nothing was changed.';
export const notFoundTitle = 'There is nothing here';
export const tooLarge = 'Not done: the text is larger than 4 MB. Nothing was changed.';
export const noRepositories =
  'There are no repositories yet. The demo and the tests create them; this page shows them as soon as they exist.';
export const noPulls = 'No pull requests yet.';
export const noChecks = 'No checks have been reported for the latest commit yet.';
export const allChecksPassed = 'All required checks have passed.';
export const noRequiredChecks = 'No checks are required for this branch.';
export const noConflicts = 'There are no conflicts with the base branch.';
export const noChanges = 'There are no changes between the two branches.';
export const noFiles = 'This pull request does not change any file.';
export const binaryFile = 'Binary file: there is nothing to show line by line.';
export const outdated = 'Outdated: the line is no longer part of the diff.';
export const notInDiff = 'This line is outside of the changed parts.';

export const refusals: Readonly<Record<keyof May, string>> = {
  see: 'You may not see this repository.',
  comment: 'Only people who can read this repository may comment.',
  editPull: 'Only the author and people with write permission may edit this pull request.',
  closePull: 'Only the author and people with triage permission may close or reopen this pull request.',
  push: 'Only people with write permission to the repository of the branch may push to it.',
  merge: 'Only people with write permission may merge.',
  resolve: 'Only the author and people with write permission may resolve conversations.',
  approve: 'Nobody can approve or reject their own pull request.',
  runChecks: 'Only people with write permission may re-run checks or use their buttons.',
};

export const mayNotEdit = 'Only who wrote it and people with write permission may edit this.';

export function refused(reason: string, login: string): string {
  return `Not done. ${reason} You act as ${login}. Nothing was changed; choose another person at the top of the page to go on.`;
}

export function notHere(login: string | undefined): string {
  return `No such page, or ${login ?? 'nobody'} may not see it. GitHub answers the same for both. The list of repositories shows what can be seen.`;
}

export function unknownHost(url: string): string {
  return `Not shown: these pages answer only under their own address, ${url}`;
}

export function failed(detail: string): string {
  return `Something went wrong: ${detail} What was stored before is kept. Go back and try again; the terminal says more.`;
}

export function collapsedFile(changes: number): string {
  return changes > 0 ? `${changes} changed lines: load the diff` : 'Load the diff';
}

export const noOutput = 'This check has not said anything yet.';
export const emptyDiff = 'No lines changed: the file is empty, or only its name or mode is different.';
export const tooLongToShow = 'The diff of this file is too long to be shown here.';
export const alreadyPushed = 'Not done: this commit was pushed before. Nothing was changed.';

export function badForm(fields: readonly string[]): string {
  return `Not done: the form was incomplete (${fields.join(', ')}). Nothing was changed. Go back, reload the page and try again.`;
}

export const unreadableAppManifest = 'Not done: the manifest of the App is not JSON. Nothing was registered.';

export function badAppManifest(what: string): string {
  return `Not done: the manifest of the App is not right (${what}). Nothing was registered.`;
}

export const refusedTitle = 'Not done';
export const textKept = 'What you wrote is kept here, to copy:';
export const goBack = 'Go back';

export const badSignIn = 'This sign-in is not for an App that is registered here with that address to go back to. Nothing was done.';
