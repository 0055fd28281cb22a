import type { PullRequest } from '#src/pull-request.ts';
import { MAX_COMMENT, renderAcceptedDraft, renderOpenDraft } from './draft-comment.ts';
import { ticksBox } from './box-edit.ts';
import type { BoxEdit } from './box-edit.ts';
import type { Acceptance, DraftRecord, DraftText } from './draft-record.ts';
import { editedShare } from './edited-share.ts';
import { conflictNotice } from './conflict-notice.ts';
import { frameOf } from './draft-frame.ts';
import { frameWording } from './frame-wording.ts';
import { sameText } from './line-ends.ts';
import { mergeIntoDescription } from './merge-into-description.ts';
import type { Conflict, MergedDescription } from './merge-into-description.ts';
import { parseDraftComment } from './parse-draft-comment.ts';
import type { ParsedDraftComment } from './parse-draft-comment.ts';
import type { AcceptSummaryPorts } from './ports.ts';
import { untickBox } from './untick-box.ts';

const MOST_MERGES = 3;

export interface AcceptSummaryRequest {
  readonly pull: PullRequest;
  readonly person: { readonly id: number; readonly login: string };
  /** Decided by the caller at this moment: author, or write permission. */
  readonly permitted: boolean;
  /** An edit signs only if it ticked the box, the box is still ticked, and the text is still the one that was signed. */
  readonly by: 'command' | BoxEdit;
  /** As if the title's box were ticked. */
  readonly setTitle?: true;
}

export type AcceptSummaryEnding =
  | { readonly kind: 'accepted'; readonly acceptance: Acceptance; readonly description: string }
  | { readonly kind: 'already-accepted'; readonly acceptance: Acceptance }
  | { readonly kind: 'not-permitted' }
  | { readonly kind: 'skipped'; readonly reason: 'no-draft' | 'not-ticked' | 'other-edit' | 'closed' }
  /** Nothing was written into the description; `notice` says why and what to do, in Markdown. */
  | {
      readonly kind: 'held';
      readonly reason: 'empty' | 'changed-since' | 'frame-lost' | Conflict['reason'] | 'too-long' | 'still-changing';
      readonly notice: string;
    };

/** Writes the draft, as people left it, between the markers in the description; every other character there stays. */
export async function acceptSummary(request: AcceptSummaryRequest, ports: AcceptSummaryPorts): Promise<AcceptSummaryEnding> {
  if (request.by !== 'command' && !ticksBox(request.by)) return { kind: 'skipped', reason: 'other-edit' };
  if (request.pull.state === 'closed') return { kind: 'skipped', reason: 'closed' };
  const record = await ports.loadDraft();
  const comment = await ports.readDraftComment();
  if (record === undefined || typeof comment !== 'object') return { kind: 'skipped', reason: 'no-draft' };
  if (record.state === 'accepted' && record.acceptance !== undefined) {
    await showAccepted(record, record.acceptance, comment.body, ports);
    return { kind: 'already-accepted', acceptance: record.acceptance };
  }
  const current = parseDraftComment(comment.body);
  if (request.by !== 'command' && !current.ticked) return { kind: 'skipped', reason: 'not-ticked' };
  if (!request.permitted) {
    await untick(comment.body, frameWording.notPermitted(request.person.login), record, ports);
    return { kind: 'not-permitted' };
  }
  if (request.by !== 'command' && !isSigned(request.by.after, current))
    return hold('changed-since', frameWording.changedSince, comment.body, record, ports);
  if (current.text === '') return hold('empty', frameWording.emptyText, comment.body, record, ports);
  if (current.frame === 'lost') return mendFrame(current, record, ports);

  const written = await writeMerged(current.text, record, ports);
  if (written.kind === 'held') return hold(written.reason, written.notice, comment.body, record, ports);
  const title = current.titleTicked || request.setTitle === true ? await setTitle(current.title, record, ports) : undefined;
  const acceptance: Acceptance = {
    login: request.person.login,
    personId: request.person.id,
    at: ports.now().toISOString(),
    headSha: request.pull.headSha,
    text: current.text,
    editedShare: editedShare(record.posted.text, current.text),
    ...(title === undefined ? {} : { title }),
  };
  const { pending: _pending, ...settled } = written.record;
  const accepted: DraftRecord = {
    ...settled,
    state: 'accepted',
    acceptance,
    posted: { ...record.posted, title: current.title || record.posted.title },
  };
  await ports.saveDraft(accepted);
  await showAccepted(accepted, acceptance, comment.body, ports);
  return { kind: 'accepted', acceptance, description: written.description };
}

/** Only with a box of its own, and only over the title that people saw beside it. */
async function setTitle(wanted: string, { basedOnTitle }: DraftRecord, ports: AcceptSummaryPorts): Promise<Acceptance['title']> {
  const title = wanted
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 256);
  const before = await ports.readTitle();
  if (title === '' || title === before) return undefined;
  if (basedOnTitle !== undefined && before !== basedOnTitle) return { before };
  await ports.writeTitle(title);
  return { before, after: title };
}

type Held = Extract<AcceptSummaryEnding, { kind: 'held' }>;
type Written = { readonly kind: 'written'; readonly description: string; readonly record: DraftRecord } | Held;

/** GitHub has no compare-and-set for a description: read, merge, look again, write; a change in between starts over. */
async function writeMerged(text: string, record: DraftRecord, ports: AcceptSummaryPorts): Promise<Written> {
  let description = await ports.readDescription();
  for (let attempt = 0; attempt < MOST_MERGES; attempt += 1) {
    const merged = mergeIntoDescription({ ...record, description, text });
    if (merged.kind === 'conflict' || merged.kind === 'too-long') return { kind: 'held', ...whyHeld(merged) };
    const next: DraftRecord = { ...record, written: merged.blocks, descriptionBefore: record.descriptionBefore ?? description };
    // Recorded before it is written: a second run after a crash finds its own block instead of adding another.
    await ports.saveDraft(next);
    if (merged.kind === 'unchanged') return { kind: 'written', description, record: next };
    const again = await ports.readDescription();
    if (again === description) {
      await ports.writeDescription(merged.description);
      return { kind: 'written', description: merged.description, record: next };
    }
    description = again;
  }
  return { kind: 'held', reason: 'still-changing', notice: frameWording.stillChanging };
}

function whyHeld(merged: Extract<MergedDescription, { kind: 'conflict' | 'too-long' }>): Pick<Held, 'reason' | 'notice'> {
  if (merged.kind === 'too-long') return { reason: 'too-long', notice: frameWording.tooLong(merged.length, merged.limit) };
  return { reason: merged.reason, notice: conflictNotice(merged) };
}

async function hold(reason: Held['reason'], notice: string, body: string, record: DraftRecord, ports: AcceptSummaryPorts): Promise<Held> {
  await untick(body, notice, record, ports);
  return { kind: 'held', reason, notice };
}

/** The words that stand there are those that were ticked; the title too, where its box counts. */
function isSigned(after: string, current: ParsedDraftComment): boolean {
  const signed = parseDraftComment(after);
  return sameText(signed.text, current.text) && (!current.titleTicked || sameText(signed.title, current.title));
}

/** What people wrote, in a new frame: they see what would be accepted, and tick again. */
async function mendFrame(current: DraftText, record: DraftRecord, ports: AcceptSummaryPorts): Promise<Held> {
  const notice = frameWording.frameLost;
  const body = renderOpenDraft({
    title: current.title || record.posted.title,
    text: current.text,
    ...frameOf(record),
    notice,
  });
  if (body.length <= MAX_COMMENT) {
    await ports.writeDraftComment(body);
    await ports.saveDraft({ ...record, commentBody: body });
  }
  return { kind: 'held', reason: 'frame-lost', notice };
}

async function untick(body: string, notice: string, record: DraftRecord, ports: AcceptSummaryPorts): Promise<void> {
  const noted = untickBox(body, notice);
  // People's words come first where there is no room for ours.
  const unticked = noted.length <= MAX_COMMENT ? noted : untickBox(body, '');
  if (unticked === body) return;
  await ports.writeDraftComment(unticked);
  await ports.saveDraft({ ...record, commentBody: unticked });
}

async function showAccepted(record: DraftRecord, acceptance: Acceptance, current: string, ports: AcceptSummaryPorts): Promise<void> {
  const body = renderAcceptedDraft({ acceptance, title: record.posted.title, commitsAfter: 0 });
  // Later notes ("N commits came after") are not ours to take back.
  if (current.includes(frameWording.acceptedHeading)) return;
  await ports.writeDraftComment(body);
  await ports.saveDraft({ ...record, commentBody: body });
}
