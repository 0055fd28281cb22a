/** What the App answers to commands, apart from the long answers of status, why and config (`*-wording.ts`). */
import { definitions } from './verbs.ts';
import type { DismissEnding, RejectEnding, UndoEnding } from './endings.ts';
import type { Rights, Rules } from './who-may.ts';
import type { Grants, Permission } from '#src/policy/permissions.ts';
import type { VerbName } from '#src/policy/verb-names.ts';
import { DRAFT_MARK, TEXT_CLOSE, TEXT_OPEN, TITLE_LABEL } from '#src/summary/draft-marks.ts';
import { inlineCode } from '#src/untrusted/inline-code.ts';
import { plainLine } from '#src/untrusted/plain-line.ts';

const usageOf = (verb: VerbName): string => `\`${definitions[verb].usage}\``;

/** @param narrow commands whose wider form (in brackets) is not for this person. */
export function helpText(allowed: readonly VerbName[], closed: boolean, narrow: ReadonlySet<VerbName> = new Set()): string {
  const rows = allowed.map((verb) => {
    const { usage, does, example } = definitions[verb];
    const plain = `/ai ${verb}`;
    const shown = narrow.has(verb) ? plain : usage;
    return `- \`${shown}\`: ${does}${shown === plain || example === plain || verb === 'help' ? '' : `. For example \`${example}\``}`;
  });
  return [
    `What you can ask here, on the first line of a comment${closed ? ' (this pull request is closed, so the rest is not offered)' : ''}:`,
    '',
    ...rows,
    ...(allowed.includes('accept')
      ? [
          '',
          'The draft can also be edited in place and accepted with its box. Nothing is written into the description before a person accepts it.',
        ]
      : []),
  ].join('\n');
}

export function unknownText(word: string, nearest: VerbName | undefined): string {
  const shown = word.replaceAll(/[^ -~]|[`<>@#\\]/gu, '?');
  return [
    `There is no command \`/ai ${shown}\`. Nothing was done.`,
    nearest === undefined ? 'See `/ai help`.' : `Did you mean ${usageOf(nearest)}?`,
  ].join(' ');
}

const idHints: Partial<Record<VerbName, string>> = {
  waive: ' The ID stands beside the finding in the security check (12 letters and digits).',
  unwaive: ' The ID stands beside the finding in the security check (12 letters and digits).',
  explain: ' PATH is a file of this repository, for example `src/app.ts:10-40`; it may be left out in the thread of a review comment.',
  memory: ' `/ai memory` lists the IDs (12 letters and digits).',
  why: ' An ID has 12 letters and digits; without one, everything is listed.',
  dismiss: ' The ID stands in `/ai why` (12 letters and digits).',
};

export function misusedText(verb: VerbName): string {
  return `Nothing was done. It is written like this, on one line: ${usageOf(verb)}.${idHints[verb] ?? ''}`;
}

export function deniedText(verb: VerbName, { table, waivers }: Rules, rights: Rights): string {
  if (verb === 'waive' && rights.isAuthor && !waivers.authorMay)
    return 'Nothing was done: the author of a pull request may not waive its findings. Ask somebody else who maintains this repository.';
  if (verb === 'waive' || verb === 'unwaive')
    return `\`/ai ${verb}\` is for people with the ${waivers.role} permission on this repository. Nothing was done.`;
  return `\`/ai ${verb}\` is for ${whoText(table.verbs[verb])}. Nothing was done.`;
}

export const deniedForRepositoryText = (wanted: Permission): string =>
  `What concerns every pull request of the repository is for people with the ${wanted} permission. Nothing was done.`;

/** "the author and people with write permission" */
export function whoText({ author, from, teams }: Grants): string {
  const parts = [
    ...(author ? ['the author of the pull request'] : []),
    ...(from === undefined ? [] : [`people with at least ${from} permission`]),
    ...teams.map((team) => `the team ${team}`),
  ];
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

export const conversationOnlyText = (verb: VerbName): string =>
  `\`/ai ${verb}\` is about the whole pull request: write it as a comment in the conversation, not in the thread of a review comment. Nothing was done.`;

export const notOurThreadText =
  'Nothing was done: this thread is not about a finding of the review. `/ai why` lists the findings; name the one you mean by its ID.';

export const offText = (verb: VerbName, origin: string): string =>
  `\`/ai ${verb}\` is switched off here by \`commands.off\` (${origin}). Nothing was done.`;

export function overBudgetText(scope: 'person' | 'pull'): string {
  return scope === 'person'
    ? 'Nothing was done: you have used up your commands of this hour in this repository. What you ask beyond them is left unanswered.'
    : 'Nothing was done: the commands of this hour on this pull request are used up. For this hour only people with the write permission are answered.';
}

export const permissionUnknownText = 'GitHub did not tell what you may do here, so nothing was done. Please ask again in a minute.';
export const closedText = 'This pull request is closed, so nothing was done. Reopen it and ask again.';
export const retriedText = 'Draft, review and security scan run again on the newest commit. The checks below show how it goes.';
export const acceptedText = 'The draft now stands in the description.';
export const draftAskedText = 'A draft is being written. What people edited in the present one stays.';
export const reviewAskedText = 'The newest commit is being reviewed. The check `countersign/review` shows how it goes.';
export const askOffText = (silence: string): string => `Nothing was done: this is ${silence}.`;

const heldReasons: Readonly<Record<string, string>> = {
  'no-draft': 'There is no draft to accept here. `/ai draft` makes one.',
  'not-permitted': 'You may not accept here. Nothing was done.',
  closed: closedText,
};

export function acceptanceHeldText(reason: string): string {
  return heldReasons[reason] ?? 'The draft could not be accepted. Nothing was done.';
}

export const rejectTexts: Readonly<Record<RejectEnding, string>> = {
  rejected: 'There will be no draft on this pull request, also not after later pushes. `/ai draft` brings it back.',
  already: 'The draft was rejected before. `/ai draft` brings it back.',
  accepted: 'Nothing was done: the draft is accepted already. `/ai undo` takes it out of the description first.',
  'no-draft': 'Nothing was done: there is no draft here yet.',
};

export const undoTexts: Readonly<Record<UndoEnding, string>> = {
  undone: 'The summary is out of the description again; every other character there stayed. The draft is open again.',
  'not-accepted': 'Nothing was done: no accepted summary of a draft stands here.',
  'block-edited':
    'Nothing was done: the summary in the description was edited since it was accepted, so it is yours. Remove it there by hand.',
  'block-repeated': 'Nothing was done: the accepted summary stands more than once in the description. Remove all but one and ask again.',
  'still-changing': 'Nothing was done: the description kept changing meanwhile. Ask again when it has settled.',
};

export function pausedText(scope: 'pull' | 'repository', paused: boolean, changed: boolean): string {
  const where = scope === 'repository' ? 'in this repository' : 'on this pull request';
  if (paused)
    return `${changed ? 'Paused' : 'It was paused before'}: no drafts and reviews ${where} by themselves. The security check goes on. \`/ai resume${scope === 'repository' ? ' repository' : ''}\` ends it.`;
  return changed ? `Resumed: drafts and reviews ${where} come again by themselves.` : `Nothing was paused ${where} by \`/ai pause\`.`;
}

export const dismissTexts: Readonly<Record<DismissEnding, string>> = {
  dismissed: 'Dismissed: it is not said again in this repository while the code stays as it is. The reason is kept; `/ai memory` shows it.',
  already: 'It was dismissed before; `/ai memory` shows by whom.',
  unknown: 'Nothing was done: the last review has no finding with that ID. `/ai why` lists them.',
  security: 'Nothing was done: that is a finding of the security check. Correct it, or ask somebody who may for `/ai waive`.',
  'no-reason': 'Nothing was done: give a reason of at least a few words. It is kept, and others will read it.',
};

export function rejectedDraft(
  { login, reason }: { readonly login: string; readonly reason?: string },
  { title, text }: { readonly title: string; readonly text: string },
): string {
  return [
    DRAFT_MARK,
    '### Summary draft rejected',
    '',
    `${inlineCode(login)} wants no draft here${reason === undefined ? '.' : `: ${plainLine(reason, 300)}`} \`/ai draft\` brings it back.`,
    '',
    '<details><summary>The draft as it was</summary>',
    '',
    `${TITLE_LABEL}${inlineCode(title)}`,
    '',
    TEXT_OPEN,
    '',
    text,
    '',
    TEXT_CLOSE,
    '',
    '</details>',
  ].join('\n');
}

export const undoneNotice = (login: string): string => `${inlineCode(login)} took the accepted text out of the description again.`;
