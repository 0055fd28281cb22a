import type { Commit, Comparison, PullRequest } from '#src/pull-request.ts';
import { composeDraft } from './compose-draft.ts';
import type { ComposedDraft } from './compose-draft.ts';
import { decideDraftUpdate } from './decide-draft-update.ts';
import type { DraftUpdate } from './decide-draft-update.ts';
import { MAX_COMMENT, renderAcceptedDraft, renderOpenDraft } from './draft-comment.ts';
import type { DraftRecord, DraftText } from './draft-record.ts';
import { frameWording } from './frame-wording.ts';
import { sameText } from './line-ends.ts';
import { withoutBlocks } from './own-blocks.ts';
import { parseDraftComment } from './parse-draft-comment.ts';
import type { DraftSummaryPorts } from './ports.ts';

interface BasedDraft extends ComposedDraft {
  readonly basedOn: string;
  readonly basedOnTitle: string;
}

export interface DraftSummaryRequest {
  readonly pull: PullRequest;
  /** A person asked for it (`/ai draft`, `/ai retry`): a deleted or rejected draft comes back. */
  readonly asked: boolean;
  readonly signal?: AbortSignal;
}

export type DraftSummaryEnding =
  | {
      readonly kind: 'drafted' | 'renewed' | 'kept-edits';
      readonly draft: DraftText;
      readonly drafter: 'rules' | 'model';
      readonly droppedSentences: number;
    }
  | { readonly kind: 'noted-later-commits' }
  | { readonly kind: 'skipped'; readonly reason: 'no-changes' | 'closed' | 'deleted' | 'rejected' | 'acceptance-pending' }
  /** Nothing was changed; people's text is safe, but the new draft has no room beside it. */
  | { readonly kind: 'held'; readonly reason: 'no-room' };

/**
 * One summary draft per pull request: gather the change, decide what may happen to the comment that stands there, write.
 * Rejects only when a port does (nothing half-done that a second run would not finish).
 */
export async function draftSummary(request: DraftSummaryRequest, ports: DraftSummaryPorts): Promise<DraftSummaryEnding> {
  const { pull } = request;
  if (pull.state === 'closed') return { kind: 'skipped', reason: 'closed' };
  const before = await ports.loadDraft();
  const early = await decideBeforeDrafting(request, before, ports);
  if (early?.kind === 'nothing') return { kind: 'skipped', reason: early.reason };

  const comparison = await ports.compare(pull);
  if (early?.kind === 'note-later-commits' && before?.acceptance?.headSha === pull.headSha)
    return noteLaterCommits(request, comparison, before, ports);
  if (comparison.files.length === 0) return { kind: 'skipped', reason: 'no-changes' };
  const basedOn = withoutBlocks(pull.body, before?.written ?? []);
  const next = {
    ...(await composeDraft({ ...pull, body: basedOn }, comparison, ports, request.signal)),
    basedOn,
    basedOnTitle: pull.title,
  };

  // Drafting takes a while, above all with a model: what people did meanwhile counts.
  const record = await ports.loadDraft();
  const comment = await ports.readDraftComment();
  const update = decideDraftUpdate({ ...question(request, record), current: comment, next });
  switch (update.kind) {
    case 'nothing':
      return { kind: 'skipped', reason: update.reason };
    case 'note-later-commits':
      return noteLaterCommits(request, comparison, record, ports, next);
    case 'create':
    case 'renew':
    case 'reopen':
      return post(pull, next, next, update.kind === 'create' ? 'drafted' : 'renewed', bodyOf(comment), ports);
    case 'keep-edits':
      return post(pull, next, update.current, 'kept-edits', bodyOf(comment), ports);
  }
}

function bodyOf(comment: { readonly body: string } | 'deleted' | undefined): string | undefined {
  return typeof comment === 'object' ? comment.body : undefined;
}

/** Endings that need no new draft are found before the work of drafting. */
async function decideBeforeDrafting(
  request: DraftSummaryRequest,
  record: DraftRecord | undefined,
  ports: DraftSummaryPorts,
): Promise<DraftUpdate | undefined> {
  const comment = await ports.readDraftComment();
  const update = decideDraftUpdate({
    ...question(request, record),
    current: comment,
    next: record?.posted ?? { title: '', text: '' },
  });
  return update.kind === 'nothing' || update.kind === 'note-later-commits' ? update : undefined;
}

function question(
  { asked, pull }: DraftSummaryRequest,
  record: DraftRecord | undefined,
): Pick<Parameters<typeof decideDraftUpdate>[0], 'posted' | 'state' | 'asked' | 'movedOn'> {
  const posted = [record?.posted, record?.pending].filter((text) => text !== undefined);
  return {
    posted,
    state: record?.state ?? 'open',
    asked,
    movedOn: record?.acceptance !== undefined && record.acceptance.headSha !== pull.headSha,
  };
}

async function post(
  pull: PullRequest,
  next: BasedDraft,
  shown: DraftText,
  kind: 'drafted' | 'renewed' | 'kept-edits',
  currentBody: string | undefined,
  ports: DraftSummaryPorts,
): Promise<DraftSummaryEnding> {
  const before = await ports.loadDraft();
  const since = before === undefined ? undefined : standing(before, currentBody);
  const accepted = before?.state === 'accepted' ? before.acceptance : undefined;
  const offer =
    kind === 'kept-edits' ? { offer: { title: next.title, text: next.text, headSha: pull.headSha, since: since?.text ?? '' } } : {};
  const foot = ports.pageUrl === undefined ? next.foot : `${next.foot}${frameWording.page(ports.pageUrl)}`;
  const frame = { foot, notRead: next.notRead };
  const body = renderOpenDraft({
    title: shown.title,
    text: shown.text,
    offersTitle: shown.title !== pull.title,
    ...frame,
    ...(accepted === undefined ? {} : { notice: frameWording.reopened(accepted.login) }),
    ...offer,
  });
  if (body.length > MAX_COMMENT) return { kind: 'held', reason: 'no-room' };
  const text: DraftText = { title: next.title, text: next.text };
  const basis = kind === 'kept-edits' && before !== undefined ? basisOf(before) : basisOf(next);
  const record: DraftRecord = {
    posted: since ?? text,
    commentBody: before?.commentBody ?? '',
    headSha: pull.headSha,
    state: 'open',
    provenance: next.provenance,
    frame,
    ...(before?.descriptionBefore === undefined ? {} : { descriptionBefore: before.descriptionBefore }),
    ...(before?.written === undefined ? {} : { written: before.written }),
    ...basis,
  };
  // Written down first: after a crash in between, the new text in the comment is known as ours and not as an edit.
  await ports.saveDraft({ ...record, pending: text });
  if (body !== currentBody) await ports.writeDraftComment(body);
  // With edits kept, what the comment was edited from stays the reference for how much was changed.
  await ports.saveDraft({ ...record, posted: kind === 'kept-edits' ? record.posted : text, commentBody: body });
  const drafter = next.provenance.model === undefined ? 'rules' : 'model';
  return { kind, draft: shown, drafter, droppedSentences: next.provenance.droppedSentences };
}

/** What people edited was based on what it was based on; a later draft does not change that. */
type Basis = Pick<DraftRecord, 'basedOn' | 'basedOnTitle' | 'fills'>;

function basisOf({ basedOn, basedOnTitle, fills }: Basis): Basis {
  return {
    ...(basedOn === undefined ? {} : { basedOn }),
    ...(basedOnTitle === undefined ? {} : { basedOnTitle }),
    ...(fills === undefined || fills.length === 0 ? {} : { fills }),
  };
}

/** Which of our texts the comment shows: after a crash between writing and recording it is the pending one. */
function standing({ posted, pending }: DraftRecord, body: string | undefined): DraftText {
  return pending !== undefined && body !== undefined && sameText(parseDraftComment(body).text, pending.text) ? pending : posted;
}

async function noteLaterCommits(
  { pull }: DraftSummaryRequest,
  { commits }: Comparison,
  record: DraftRecord | undefined,
  ports: DraftSummaryPorts,
  next?: DraftText,
): Promise<DraftSummaryEnding> {
  const acceptance = record?.acceptance;
  if (record === undefined || acceptance === undefined) return { kind: 'noted-later-commits' };
  const commitsAfter = commitsSince(acceptance.headSha, pull.headSha, commits);
  const noted = { acceptance, title: record.posted.title, commitsAfter };
  const isNews = next !== undefined && commitsAfter !== 0 && !sameText(next.text, acceptance.text);
  const whole = renderAcceptedDraft({
    ...noted,
    ...(isNews ? { refreshed: { title: next.title, text: next.text, headSha: pull.headSha } } : {}),
  });
  const body = whole.length <= MAX_COMMENT ? whole : renderAcceptedDraft(noted);
  if (body !== record.commentBody) {
    await ports.writeDraftComment(body);
    await ports.saveDraft({ ...record, commentBody: body, headSha: pull.headSha });
  }
  return { kind: 'noted-later-commits' };
}

function commitsSince(acceptedSha: string, headSha: string, commits: readonly Commit[]): number | 'rewritten' {
  if (acceptedSha === headSha) return 0;
  const index = commits.findIndex(({ sha }) => sha === acceptedSha);
  return index === -1 ? 'rewritten' : commits.length - 1 - index;
}
