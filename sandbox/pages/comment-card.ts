/** One text of one person: the description, a comment, a review comment; with everything that can be done to it. */
import { createHash } from 'node:crypto';
import type { ReactionTarget } from '#sandbox/state/conversation.ts';
import type { Edit } from './edit-history.ts';
import { renderMarkdown } from './markdown.ts';
import { html, type Html } from './page-html.ts';
import { avatar, moment, personName } from './page-layout.ts';
import { userOf, type PullView } from './pull-view.ts';
import { reactionBar } from './reactions.ts';
import { textEditor } from './text-editor.ts';
import { visibleText } from './visible-text.ts';
import { noBody } from './wording.ts';

export interface CardParts {
  readonly view: PullView;
  readonly target: ReactionTarget;
  readonly authorId: number;
  readonly body: string;
  readonly createdAt: Date;
  readonly editedById: number | null;
  readonly edits: readonly Edit[];
  readonly mayEdit: boolean;
  readonly mayDelete: boolean;
  readonly suggestionFor?: readonly string[];
}

export function anchorOf(target: ReactionTarget): string {
  return target.kind === 'pull' ? 'description' : `${target.kind === 'review_comment' ? 'discussion' : 'comment'}-${target.id}`;
}

/** Names one state of a text, so that a tick cannot land in another one. */
export function textVersion(body: string): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 16);
}

export function commentCard(parts: CardParts): Html {
  const { view, target, body } = parts;
  const author = userOf(view, parts.authorId);
  const anchor = anchorOf(target);
  return html`<article class="comment" id="${anchor}" data-testid="comment" data-author="${author?.login}">
    <header class="comment-head">
      ${avatar(author)} ${personName(author)}
      <span class="quiet"
        >${target.kind === 'pull' ? 'opened' : 'commented'} <a class="quiet" href="#${anchor}">${moment(parts.createdAt)}</a></span
      >${roleLabel(view, parts.authorId)}${edited(parts)}
    </header>
    <div class="markdown" dir="auto" ${parts.mayEdit ? 'data-tickable' : ''} data-testid="body">
      ${body.trim() === '' ? html`<p class="quiet"><em>${noBody}</em></p>` : markdownOf(parts)}
    </div>
    ${parts.mayEdit ? taskForm(view, target, body) : ''} ${reactionBar(view, target)} ${parts.mayEdit ? editForms(parts) : ''}
  </article>`;
}

function markdownOf(parts: CardParts): Html {
  return renderMarkdown(parts.body, {
    tickable: parts.mayEdit,
    ...(parts.suggestionFor === undefined ? {} : { suggestionFor: parts.suggestionFor }),
  });
}

function roleLabel(view: PullView, userId: number): Html {
  if (userId === view.pull.authorId) return html` <span class="label">Author</span>`;
  if (userId === view.owner.id) return html` <span class="label">Owner</span>`;
  return html``;
}

function edited(parts: CardParts): Html {
  const last = parts.edits.at(-1);
  const editorId = last?.editorId ?? parts.editedById;
  if (editorId === null) return html``;
  const words = html`edited by ${personName(userOf(parts.view, editorId))}`;
  if (parts.edits.length === 0) return html`<span class="quiet edited" data-testid="edited">· ${words}</span>`;
  return html`<details class="menu history">
    <summary class="quiet" data-testid="edited">· ${words}</summary>
    <div class="menu-items wide">
      ${parts.edits.toReversed().map(
        (edit) =>
          html`<details>
            <summary>${personName(userOf(parts.view, edit.editorId))} edited ${moment(edit.at)}</summary>
            <p class="quiet">The text before this edit:</p>
            <pre>${visibleText(edit.before)}</pre>
          </details>`,
      )}
    </div>
  </details>`;
}

function taskForm(view: PullView, target: ReactionTarget, body: string): Html {
  return html`<form method="post" action="${view.path}/task" data-task-form hidden>
    <input name="kind" value="${target.kind}" /><input name="target" value="${target.id}" /><input
      name="version"
      value="${textVersion(body)}"
    />
    <input name="index" value="" /><input name="checked" value="" />
  </form>`;
}

function editForms(parts: CardParts): Html {
  const { view, target } = parts;
  const hidden = { kind: target.kind, target: String(target.id), version: textVersion(parts.body) };
  return html`<details class="edit" data-testid="edit">
    <summary class="button small"><span class="when-closed">Edit</span><span class="when-open">Cancel</span></summary>
    ${textEditor({ action: `${view.path}/edit`, id: `edit-${anchorOf(target)}`, label: 'New text', button: 'Save', text: parts.body, hidden, rows: Math.min(30, parts.body.split('\n').length + 2), mayBeEmpty: target.kind === 'pull' })}
    ${parts.mayDelete ? html`<form method="post" action="${view.path}/delete" class="delete"><input type="hidden" name="kind" value="${target.kind}" /><input type="hidden" name="target" value="${target.id}" /><button class="danger small">Delete this comment</button></form>` : ''}
  </details>`;
}
