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

/** A button on the check. Source: https://docs.github.com/en/rest/checks/runs#create-a-check-run */
export const rerunAction = { label: 'Re-run', description: 'Look at this commit again', identifier: 're-run' } as const;
