/** A conversation on lines of code: the excerpt, the comments, reply and resolve. */
import type { ReviewComment, ReviewThread } from '#sandbox/state/conversation.ts';
import { commentCard } from './comment-card.ts';
import { diffTable } from './diff-table.ts';
import type { EditHistory } from './edit-history.ts';
import { html, type Html } from './page-html.ts';
import { personName } from './page-layout.ts';
import { patchRows, type PatchRow } from './parse-patch.ts';
import { userOf, type PullView } from './pull-view.ts';
import { textEditor } from './text-editor.ts';
import { visibleLine } from './visible-text.ts';
import { outdated } from './wording.ts';

export interface Thread {
  readonly thread: ReviewThread;
  /** Oldest first; the first one is what the others reply to. */
  readonly comments: readonly ReviewComment[];
}

export function threadsOf(view: PullView): readonly Thread[] {
  const comments = view.world.reviewCommentsOf(view.pull).filter((comment) => isSubmitted(view, comment));
  return view.world
    .threadsOf(view.pull)
    .map((thread) => ({ thread, comments: comments.filter((comment) => comment.threadId === thread.id) }))
    .filter((thread) => thread.comments.length > 0);
}

/** Comments of a review that was not submitted yet are seen by who writes it only. */
function isSubmitted(view: PullView, comment: ReviewComment): boolean {
  const review = view.world.records.reviews.get(comment.reviewId);
  return review?.state !== 'PENDING' || comment.authorId === view.actor.user.id;
}

export interface ThreadCardParts {
  readonly view: PullView;
  readonly thread: Thread;
  /** The files page has the code around it already. */
  readonly withCode: boolean;
  readonly edits: EditHistory;
}

export function threadCard(parts: ThreadCardParts): Html {
  const { view, thread } = parts;
  const first = thread.comments[0];
  if (first === undefined) return html``;
  const resolved = thread.thread.resolvedById !== null;
  const by = resolved ? html`<span class="label good">Resolved by ${personName(userOf(view, thread.thread.resolvedById))}</span>` : '';
  const old = first.subjectType === 'line' && first.line === null ? html`<span class="label" title="${outdated}">Outdated</span>` : '';
  return html`<details
    class="thread"
    id="thread-${thread.thread.id}"
    data-testid="thread"
    data-line="${first.line}"
    ${resolved ? '' : 'open'}
  >
    <summary>
      <span class="path"><bdi>${visibleLine(first.path)}</bdi>${lineWords(first)}</span> ${by} ${old}
    </summary>
    ${parts.withCode && first.subjectType === 'line' ? diffTable({ rows: commentedRows(first).slice(-5), marked: (row) => isCommented(first, row) }) : ''}
    ${thread.comments.map((comment) => card(parts, comment))}
    <div class="thread-foot">
      ${view.may.comment ? replyForm(view, thread) : ''}
      ${view.may.resolve ? html`<form method="post" action="${view.path}/resolve"><input type="hidden" name="thread" value="${thread.thread.id}" /><input type="hidden" name="resolved" value="${String(!resolved)}" /><button class="small">${resolved ? 'Reopen conversation' : 'Resolve conversation'}</button></form>` : ''}
    </div>
  </details>`;
}

function lineWords(comment: ReviewComment): string {
  if (comment.subjectType === 'file') return ' (whole file)';
  const end = comment.line ?? comment.originalLine;
  const start = comment.line === null ? comment.originalStartLine : comment.startLine;
  const side = comment.side === 'LEFT' ? ', old side' : '';
  return `:${start === null || start === end ? '' : `${start}–`}${end}${side}`;
}

function card(parts: ThreadCardParts, comment: ReviewComment): Html {
  const { view } = parts;
  const mayEdit = view.world.mayEdit(view.actor, comment);
  const target = { kind: 'review_comment', id: comment.id } as const;
  return commentCard({
    view,
    target,
    authorId: comment.authorId,
    body: comment.body,
    createdAt: comment.createdAt,
    editedById: null,
    edits: parts.edits(target),
    mayEdit,
    mayDelete: mayEdit,
    suggestionFor: commentedLines(comment),
  });
}

function replyForm(view: PullView, thread: Thread): Html {
  const first = thread.comments[0];
  return html`<details class="reply">
    <summary class="button small">Reply</summary>
    ${textEditor({
      action: `${view.path}/reply`,
      id: `reply-${thread.thread.id}`,
      label: 'Reply',
      button: 'Reply',
      rows: 3,
      hidden: { target: String(first?.id ?? 0) },
    })}
  </details>`;
}

/** The lines a comment stands on, as its hunk shows them: what its suggestion would replace. */
export function commentedLines(comment: ReviewComment): readonly string[] {
  return commentedRows(comment)
    .filter((row) => row.kind !== 'hunk' && row.kind !== 'note' && isCommented(comment, row))
    .map((row) => row.text);
}

/** The comment's hunk ends with its line, but begins later than its header says when it was long: so lines are counted from the end. */
export function commentedRows(comment: Pick<ReviewComment, 'diffHunk' | 'side' | 'originalLine'>): readonly PatchRow[] {
  const rows = patchRows(comment.diffHunk);
  const right = comment.side === 'RIGHT';
  const last = right ? rows.at(-1)?.newLine : rows.at(-1)?.oldLine;
  const shift = comment.originalLine - (last ?? comment.originalLine);
  if (shift === 0) return rows;
  // The other side cannot be told: what was cut off counts differently there.
  return rows.map(({ kind, text, oldLine, newLine }) => {
    const own = right ? newLine : oldLine;
    if (own === undefined) return { kind, text };
    return right ? { kind, text, newLine: own + shift } : { kind, text, oldLine: own + shift };
  });
}

function isCommented(comment: ReviewComment, row: { readonly oldLine?: number; readonly newLine?: number }): boolean {
  const line = comment.side === 'LEFT' ? row.oldLine : row.newLine;
  const start = comment.originalStartLine ?? comment.originalLine;
  return line !== undefined && line >= start && line <= comment.originalLine;
}
