/** The App's one comment on a pull request, in each of its states. Pure: structure in, Markdown out. */
import * as marks from './draft-marks.ts';
import type { Acceptance, DraftText } from './draft-record.ts';
import { inlineCode } from './show-text.ts';
import { frameWording } from './frame-wording.ts';
import { quoted } from './untick-box.ts';

/** Characters; GitHub refuses 65,536 and more in a comment, and the frame must always fit. */
export const MAX_COMMENT = 65_536;

export interface OpenDraftComment extends DraftText {
  /** How it was made and what was read: one line, already safe. */
  readonly foot: string;
  /** Files that were not read, one safe line each. */
  readonly notRead?: readonly string[];
  /** One safe line, e.g. why a box was un-ticked. */
  readonly notice?: string;
  /** What a later push would say, while people's edits stand. */
  readonly offer?: DraftText & { readonly headSha: string };
}

export function renderOpenDraft(draft: OpenDraftComment): string {
  return [
    marks.DRAFT_MARK,
    frameWording.openHeading,
    '',
    frameWording.openIntroduction,
    '',
    '---',
    '',
    `${marks.TITLE_LABEL}${inlineCode(draft.title, 256)}`,
    '',
    ...framedText(draft.text),
    '',
    '---',
    '',
    `- [ ] ${marks.ACCEPT_LABEL}`,
    '',
    ...(draft.notice === undefined ? [] : [quoted(draft.notice), '']),
    ...(draft.offer === undefined ? [] : [...offered(draft.offer), '']),
    ...folded(frameWording.notReadHeading, draft.notRead ?? []),
    `<sub>${draft.foot} ${frameWording.openHelp}</sub>`,
  ].join('\n');
}

export interface AcceptedDraftComment {
  readonly acceptance: Acceptance;
  readonly title: string;
  /** Commits on the head that came after the acceptance. */
  readonly commitsAfter: number | 'rewritten';
}

export function renderAcceptedDraft({ acceptance, title, commitsAfter }: AcceptedDraftComment): string {
  return [
    marks.DRAFT_MARK,
    frameWording.acceptedHeading,
    '',
    frameWording.acceptedBy(acceptance),
    ...(commitsAfter === 0 ? [] : ['', frameWording.commitsAfter(commitsAfter)]),
    '',
    `<details><summary>${frameWording.acceptedText}</summary>`,
    '',
    `${marks.TITLE_LABEL}${inlineCode(title, 256)}`,
    '',
    ...framedText(acceptance.text),
    '',
    '</details>',
  ].join('\n');
}

function framedText(text: string): string[] {
  return [marks.TEXT_OPEN, '', text, '', marks.TEXT_CLOSE];
}

function offered({ title, text, headSha }: DraftText & { readonly headSha: string }): string[] {
  return [
    marks.OFFER_OPEN,
    `<details><summary>${frameWording.offer(headSha.slice(0, 8))}</summary>`,
    '',
    `${marks.TITLE_LABEL}${inlineCode(title, 256)}`,
    '',
    marks.disarmMarks(text),
    '',
    '</details>',
    marks.OFFER_CLOSE,
  ];
}

function folded(heading: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return [`<details><summary>${heading}</summary>`, '', ...lines.map((line) => `- ${line}`), '', '</details>', ''];
}
