/** All that the App answers to commands. */
import type { Verb } from './parse-command.ts';
import type { StatusFacts } from './ports.ts';
import type { Rights, WaiverRights } from './who-may.ts';

const help: Readonly<Record<Verb, string>> = {
  help: 'this list',
  status: 'what was drafted, reviewed and scanned on the newest commit, and what was not',
  accept: 'write the draft (with your edits) into the description',
  retry: 'draft, review and scan the newest commit again',
  waive: 'let one finding of the security check pass until a day, with a reason that is kept',
  unwaive: 'take such a waiver back',
};

const usage: Readonly<Record<Verb, string>> = {
  help: '/ai help',
  status: '/ai status',
  accept: '/ai accept',
  retry: '/ai retry',
  waive: '/ai waive ID until:YYYY-MM-DD reason: why it is safe',
  unwaive: '/ai unwaive ID',
};

export function helpText(allowed: readonly Verb[]): string {
  const rows = allowed.map((verb) => `- \`${usage[verb]}\`: ${help[verb]}`);
  return [
    'What you can ask here, on the first line of a comment:',
    '',
    ...rows,
    '',
    'The draft can also be edited in place and accepted with its box. Nothing is written into the description before a person accepts it.',
  ].join('\n');
}

export function unknownText(word: string, nearest: Verb | undefined): string {
  const shown = word.replaceAll(/[^ -~]|[`<>@#\\]/gu, '?');
  return [
    `There is no command \`/ai ${shown}\`. Nothing was done.`,
    nearest === undefined ? 'See `/ai help`.' : `Did you mean \`${usage[nearest]}\`?`,
  ].join(' ');
}

export function misusedText(verb: Verb): string {
  const ids =
    verb === 'waive' || verb === 'unwaive' ? ' The ID stands beside the finding in the security check (12 letters and digits).' : '';
  return `Nothing was done. It is written like this, on one line: \`${usage[verb]}\`.${ids}`;
}

export function deniedText(verb: Verb, waivers?: WaiverRights, rights?: Rights): string {
  if (verb === 'waive' && rights?.isAuthor === true && waivers?.authorMay === false)
    return 'Nothing was done: the author of a pull request may not waive its findings. Ask somebody else who maintains this repository.';
  if (verb === 'waive' || verb === 'unwaive')
    return `\`/ai ${verb}\` is for people with the ${waivers?.role ?? 'maintain'} permission on this repository. Nothing was done.`;
  return `\`/ai ${verb}\` is for the author of this pull request and for people who may write to the repository. Nothing was done.`;
}

export const permissionUnknownText = 'GitHub did not tell what you may do here, so nothing was done. Please ask again in a minute.';
export const closedText = 'This pull request is closed, so nothing was done. Reopen it and ask again.';
export const retriedText = 'Draft, review and security scan run again on the newest commit. The checks below show how it goes.';
export const acceptedText = 'The draft now stands in the description.';

const heldReasons: Readonly<Record<string, string>> = {
  'no-draft': 'There is no draft to accept here. `/ai retry` makes one.',
  'not-permitted': deniedText('accept'),
  closed: closedText,
};

export function acceptanceHeldText(reason: string): string {
  return heldReasons[reason] ?? 'The draft could not be accepted. Nothing was done.';
}

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

const stateWords: Readonly<Record<string, string>> = {
  queued: 'waiting',
  running: 'running',
  done: 'done',
  failed: 'failed; `/ai retry` tries again',
};

export function statusText(facts: StatusFacts): string {
  const row = (part: string, words: string): string => `| ${part} | ${words} |`;
  const work = (kind: string): string => {
    const found = facts.work.find((state) => state.kind === kind);
    return found === undefined ? 'not asked for yet' : (stateWords[found.state] ?? found.state);
  };
  const onHead = (run: StatusFacts['gate'], kind: string): string =>
    run === undefined
      ? work(kind)
      : run.headSha === facts.headSha
        ? `${run.conclusion} on this commit (${work(kind)})`
        : `${run.conclusion} on ${run.headSha.slice(0, 8)}, not yet on this commit (${work(kind)})`;
  return [
    `Newest commit: ${facts.headSha.slice(0, 8)}`,
    '',
    '| part | state |',
    '|---|---|',
    row('draft', `${facts.draftState ?? 'none yet'} (${work('summary')})`),
    row('review', onHead(facts.review, 'review')),
    row('security', onHead(facts.gate, 'gate')),
    row('model', facts.model ?? 'none configured: drafts come from rules, nothing is reviewed'),
    '',
    'What was not reviewed or not scanned is listed, with the reason, in the checks.',
  ].join('\n');
}
