/** What is answered about waivers. */

const refusals: Readonly<Record<string, string>> = {
  'no-reason': 'Give a reason of at least a few words: it is kept, and others will read it.',
  'bad-date': 'That is no date. Write it as YYYY-MM-DD.',
  'date-passed': 'That day has passed.',
  'too-long': 'That is longer than the policy allows.',
  'no-result': 'There was no finished security check when you wrote this. Look at its result first, then ask again.',
  'unknown-finding':
    'The security check that you could see when you wrote this has no finding with that ID. IDs change when the code changes: look at the newest check.',
};

export function waiverRefusedText(why: string, mostDays: number): string {
  return `Nothing was waived. ${refusals[why] ?? ''}${why === 'too-long' ? ` The most is ${mostDays} days.` : ''}`;
}

export function waivedText(grant: {
  readonly rule: string;
  readonly path: string;
  readonly baseRef: string;
  readonly expiresAt: Date;
}): string {
  const code = (text: string): string => `\`${text.replaceAll(/[^ -~]|`/gu, '?')}\``;
  const until = `${grant.expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `Waived until ${until}: ${code(grant.rule)} in ${code(grant.path)}, for pull requests into ${code(grant.baseRef)}. It ends earlier when that code changes, or with \`/ai unwaive\`. The check runs again now.`;
}

export const unwaivedText = 'Taken back. The check runs again now.';
export const nothingToUnwaiveText = 'Nothing was done: no waiver with that ID is in force here.';
