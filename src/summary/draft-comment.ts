/** The App's one comment on a pull request, in each of its states. Pure: structure in, Markdown out. */
import * as marks from './draft-marks.ts';
import type { Acceptance, DraftText } from './draft-record.ts';
import { changedBetween, diffFence } from './diff-fence.ts';
import { inlineCode } from './show-text.ts';
import { frameWording } from './frame-wording.ts';
import { quoted } from './untick-box.ts';

/** Characters; GitHub refuses 65,536 and more in a comment, and the frame must always fit. */
export const MAX_COMMENT = 65_536;

export interface OpenDraftComment extends DraftText {
  /** Whether the title differs from the one that the pull request has. */
  readonly offersTitle?: boolean;
  /** How it was made and what was read: one line, already safe. */
  readonly foot: string;
  /** Files that were not read, one safe line each. */
  readonly notRead?: readonly string[];
  /** One safe line, e.g. why a box was un-ticked. */
  readonly notice?: string;
  /** What a later push would say, while people's edits stand. */
  readonly offer?: OfferedDraft;
}

export interface OfferedDraft extends DraftText {
  readonly headSha: string;
  /** The draft of ours that people edited. */
  readonly since: string;
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
    ...(draft.offersTitle === true ? [`- [ ] ${marks.TITLE_BOX_LABEL}`] : []),
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
  /** What a draft of the new head would say. */
  readonly refreshed?: Omit<OfferedDraft, 'since'>;
}

export function renderAcceptedDraft({ acceptance, title, commitsAfter, refreshed }: AcceptedDraftComment): string {
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
    ...(refreshed === undefined ? [] : ['', ...folding(frameWording.refreshed(refreshed.headSha.slice(0, 8)), refreshed)]),
  ].join('\n');
}

function framedText(text: string): string[] {
  return [marks.TEXT_OPEN, '', text, '', marks.TEXT_CLOSE];
}

/** First what changed since, then the whole of it. */
function offered({ since, headSha, ...draft }: OfferedDraft): string[] {
  const { gone, fresh } = changedBetween(since, draft.text);
  const fence = diffFence(gone, fresh);
  const short = headSha.slice(0, 8);
  if (fence === undefined) return folding(frameWording.offer(short), draft);
  const [open = '', ...rest] = folding(frameWording.offerWhole, draft);
  return [open, frameWording.changedSinceEdit(short), '', fence, '', ...rest];
}

function folding(heading: string, { title, text }: DraftText): string[] {
  return [
    marks.OFFER_OPEN,
    `<details><summary>${heading}</summary>`,
    '',
    `${marks.TITLE_LABEL}${inlineCode(title, 256)}`,
    '',
    marks.disarmMarks(text),
    '',
    '</details>',
    marks.OFFER_CLOSE,
  ];
}

/** What the comment offers since people edited it or accepted it; empty when nothing. */
export function offerIn(body: string): string {
  const lines = body.split(/\r?\n/u);
  const open = lines.findLastIndex((line) => line.trim() === marks.OFFER_OPEN);
  const close = lines.findLastIndex((line) => line.trim() === marks.OFFER_CLOSE);
  const inner = open === -1 || close < open ? [] : lines.slice(open + 1, close);
  return inner
    .filter((line) => !/^<\/?details/u.test(line))
    .join('\n')
    .trim();
}

function folded(heading: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return [`<details><summary>${heading}</summary>`, '', ...lines.map((line) => `- ${line}`), '', '</details>', ''];
}
