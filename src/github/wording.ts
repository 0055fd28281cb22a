/** What this room says to people: only where GitHub did not take what others said. */

export const cutNotes = {
  check: 'GitHub takes no longer text',
  comment: 'GitHub takes no longer comment',
  review: 'GitHub takes no longer review',
  annotation: 'the rest stands in the details',
} as const;

export const superseded = {
  title: 'Superseded by a newer push',
  summary: 'A newer commit was pushed before this one was looked at. The result stands on the newer commit.',
};

export function annotationsRefused(count: number): string {
  return `GitHub did not take ${count === 1 ? 'one annotation' : `${count} annotations`} at the lines of the code; the result counts all the same.`;
}

export const lineRefused = 'it shows no such line, so it stands in the text of the review';
export const lockedRefused = 'the conversation is locked';

export const tokenRefused = 'GitHub gave the App no token for this installation. It may have been suspended or removed.';
export const tokenLacksPermissions =
  'GitHub gave the App no token for this installation: it was not granted all permissions of app.yml. Compare them where the App is installed (`countersign doctor` does so for the App itself) and let an owner accept them. Open pull requests are looked at again within minutes after that.';
export const lacksPermission =
  'The App was not granted the permission for it there: compare what app.yml lists with what the installation shows.';

/** Buttons on the check. Source: https://docs.github.com/en/rest/checks/runs#create-a-check-run */
export const rerunAction = { label: 'Re-run', description: 'Look at this commit again', identifier: 're-run' } as const;
export const explainAction = { label: 'Explain', description: 'Ask the model why this blocks', identifier: 'explain' } as const;
