/** The conversation: description, what happened since, the merge box, and the box to say something. */
import type { CommitSummary } from '#sandbox/state/world.ts';
import type { MergeDecision } from '#sandbox/merge/decide-merge.ts';
import { commentCard } from './comment-card.ts';
import type { EditHistory } from './edit-history.ts';
import { icon } from './icons.ts';
import { mergeBox } from './merge-box.ts';
import { html, type Html } from './page-html.ts';
import { pullHeader } from './pull-header.ts';
import type { PullView } from './pull-view.ts';
import { sideBar } from './side-bar.ts';
import { textEditor } from './text-editor.ts';
import { threadsOf } from './thread-card.ts';
import { timelineItem } from './timeline-items.ts';
import { timelineOf } from './timeline.ts';
import { visibleLine } from './visible-text.ts';
import { refusals } from './wording.ts';

export interface ConversationParts {
  readonly view: PullView;
  readonly commits: readonly CommitSummary[];
  readonly decision: MergeDecision;
  readonly edits: EditHistory;
  /** Of the repository it would be merged into. */
  readonly branches: readonly string[];
}

export function conversationPage(parts: ConversationParts): Html {
  const { view, commits, decision, edits, branches } = parts;
  const drawn = { view, edits, threads: threadsOf(view) };
  return html`${pullHeader(view, 'conversation')}
    <div class="columns">
      <div class="conversation">
        ${description(parts)} ${timelineOf(view, commits).map((item) => timelineItem(drawn, item))} ${preparedCommits(view)}
        ${mergeBox(view, decision)} ${commentBox(view)}
      </div>
      ${sideBar(view, branches)}
    </div>`;
}

function description({ view, edits }: ConversationParts): Html {
  const { pull } = view;
  const target = { kind: 'pull', id: pull.id } as const;
  return commentCard({
    view,
    target,
    authorId: pull.authorId,
    body: pull.body ?? '',
    createdAt: pull.createdAt,
    editedById: null,
    edits: edits(target),
    mayEdit: view.may.editPull,
    mayDelete: false,
  });
}

/** The sandbox's own: commits that lie ready, so that a demonstration can go on with a click. */
function preparedCommits(view: PullView): Html {
  const waiting = view.pull.state === 'open' ? view.pull.prepared.filter((prepared) => !prepared.pushed) : [];
  if (waiting.length === 0) return html``;
  return html`<section class="prepared" data-testid="prepared" aria-label="Prepared commits">
    ${waiting.map((prepared) =>
      view.may.push
        ? html`<form method="post" action="${view.path}/push">
            <input type="hidden" name="target" value="${prepared.id}" /><button>
              ${icon('push')} Push prepared commit: ${visibleLine(prepared.title, 200)}
            </button>
          </form>`
        : html`<p class="hint">${icon('push')} A commit lies ready: ${visibleLine(prepared.title, 200)}. ${refusals.push}</p>`,
    )}
  </section>`;
}

function commentBox(view: PullView): Html {
  if (!view.may.comment) return html`<p class="hint">${refusals.comment}</p>`;
  return html`<section class="new-comment" aria-label="Add a comment" data-testid="new-comment">
    ${textEditor({
      action: `${view.path}/comment`,
      id: 'new-comment',
      label: 'Comment',
      button: 'Comment',
      placeholder: 'Leave a comment. Commands such as /ai help stand on the first line.',
    })}
  </section>`;
}
