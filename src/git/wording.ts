/** What a failure of git says to people: they meet it in a check that could not be decided, and in the log. */
import type { GitFailure } from './git-error.ts';

const later = 'It is tried again by itself.';

export const failures: Readonly<Record<GitFailure, string>> = {
  'not-offered': `The server has no such commit or branch (yet, or no more). ${later}`,
  unreachable: `The repository's server did not answer as it should. ${later}`,
  'no-repository': `The server knows no repository under this name; it may have been renamed or deleted. ${later}`,
  locked: `Another git was writing to the same mirror. ${later}`,
  damaged: `The local mirror of the repository was damaged; it is made anew. ${later}`,
  'disk-full': `The disk is full. Nothing was decided; make room below COUNTERSIGN_DATA. ${later}`,
  timeout: `git took longer than allowed. ${later}`,
  'too-much-output': 'The change is larger than can be read at once. A smaller pull request can be looked at.',
  'not-started': 'git could not be started. Is it installed?',
  invalid: 'What git was asked for is no commit or branch.',
  other: `git failed. ${later}`,
};

export function commitMissing(sha: string): string {
  return `Commit ${sha.slice(0, 12)} is not on the server (yet, or no more): it may have been replaced by a force push. ${later}`;
}
