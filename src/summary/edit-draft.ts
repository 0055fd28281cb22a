import type { Model } from '#src/ask-model.ts';
import type { Comparison, PullRequest } from '#src/pull-request.ts';
import { MAX_COMMENT } from './draft-comment.ts';
import { disarmMarks } from './draft-marks.ts';
import type { DraftText } from './draft-record.ts';
import { frameWording } from './frame-wording.ts';
import { sameText, withLf } from './line-ends.ts';
import { mergeThree } from './merge-three.ts';
import { parseDraftComment } from './parse-draft-comment.ts';
import type { DraftCommentPorts, DraftRecordPorts } from './ports.ts';
import { replaceText } from './replace-text.ts';
import { rewriteText } from './rewrite-text.ts';

export type EditWish =
  | { readonly kind: 'instruction'; readonly instruction: string }
  /** `seen`: what the person had before them; edits of others since then are merged. Absent: the text replaces what is there. */
  | { readonly kind: 'text'; readonly text: string; readonly title?: string; readonly seen?: DraftText };

export interface EditDraftRequest {
  readonly pull: PullRequest;
  readonly person: { readonly login: string };
  readonly wish: EditWish;
  readonly signal?: AbortSignal;
}

export type EditDraftEnding =
  | { readonly kind: 'edited' | 'unchanged'; readonly draft: DraftText }
  | {
      readonly kind: 'held';
      readonly reason:
        | 'no-draft'
        | 'accepted'
        | 'rejected'
        | 'empty'
        | 'no-room'
        | 'no-model'
        | 'model-failed'
        | 'nothing-usable'
        | 'changed-since';
      /** For `changed-since`: the place where both differ. */
      readonly mine?: string;
      readonly theirs?: string;
    };

export interface EditDraftPorts extends DraftCommentPorts, DraftRecordPorts {
  readonly compare: (pull: PullRequest) => Promise<Comparison>;
  /** Absent: instructions cannot be followed. */
  readonly model?: Model;
}

/** Changes the open draft as a person asked: their own text, or a model's rewriting of what stands there. Signs nothing. */
export async function editDraft(request: EditDraftRequest, ports: EditDraftPorts): Promise<EditDraftEnding> {
  const record = await ports.loadDraft();
  const comment = await ports.readDraftComment();
  if (record === undefined || typeof comment !== 'object') return held('no-draft');
  if (record.state === 'accepted' || record.state === 'rejected') return held(record.state);
  const current = parseDraftComment(comment.body);
  const wished = await wishedText(request, current, ports);
  if (wished.kind === 'held') return wished;
  const { draft } = wished;
  if (draft.text === '') return held('empty');
  if (sameText(draft.text, current.text) && sameText(draft.title, current.title)) return { kind: 'unchanged', draft };

  // A model takes a while: what people did meanwhile counts.
  const now = await ports.readDraftComment();
  if (typeof now !== 'object') return held('no-draft');
  if ((await ports.loadDraft())?.state !== record.state) return held('no-draft');
  const standing = parseDraftComment(now.body);
  const merged = mergeDraft(current, standing, draft);
  if (merged.kind === 'held') return merged;
  const body = replaceText(now.body, merged.draft, frameWording.editedBy(request.person.login), record);
  if (body.length > MAX_COMMENT) return held('no-room');
  await ports.writeDraftComment(body);
  await ports.saveDraft({ ...((await ports.loadDraft()) ?? record), commentBody: body });
  return { kind: 'edited', draft: merged.draft };
}

type Wished = { readonly kind: 'wished'; readonly draft: DraftText } | Extract<EditDraftEnding, { kind: 'held' }>;

async function wishedText({ pull, wish, signal }: EditDraftRequest, current: DraftText, ports: EditDraftPorts): Promise<Wished> {
  if (wish.kind === 'instruction') {
    if (ports.model === undefined) return held('no-model');
    const answer = await rewriteText({
      pull,
      comparison: await ports.compare(pull),
      text: current.text,
      instruction: wish.instruction,
      model: ports.model,
      ...(signal === undefined ? {} : { signal }),
    });
    return answer.kind === 'held' ? answer : { kind: 'wished', draft: { title: current.title, text: answer.text } };
  }
  const draft = { title: oneLine(wish.title ?? current.title), text: safeText(wish.text) };
  return wish.seen === undefined ? { kind: 'wished', draft } : mergeDraft(wish.seen, current, draft);
}

function mergeDraft(seen: DraftText, current: DraftText, wished: DraftText): Wished {
  const text = mergeThree(withLf(seen.text).trim(), current.text, wished.text);
  if (text.kind === 'conflict') return { kind: 'held', reason: 'changed-since', mine: text.mine, theirs: text.theirs };
  return { kind: 'wished', draft: { title: wished.title === seen.title ? current.title : wished.title, text: text.text } };
}

/** A person's words as they wrote them; only what would be read as our own marks is made visible. */
function safeText(text: string): string {
  return disarmMarks(withLf(text.toWellFormed()).replaceAll('\u0000', '\uFFFD')).trim();
}

function oneLine(title: string): string {
  return title
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 256);
}

function held(reason: Extract<EditDraftEnding, { kind: 'held' }>['reason']): Extract<EditDraftEnding, { kind: 'held' }> {
  return { kind: 'held', reason };
}
