/** The form that ends a review: a comment, an approval, or a request for changes. */
import { html, type Html } from './page-html.ts';
import type { PullView } from './pull-view.ts';
import { textEditor } from './text-editor.ts';
import { refusals } from './wording.ts';

export function reviewForm(view: PullView): Html {
  if (!view.may.comment || view.pull.state === 'closed') return html``;
  const choices = html`<fieldset class="choices">
    <legend class="hidden">Verdict</legend>
    <label><input type="radio" name="event" value="COMMENT" checked /> Comment</label>
    <label><input type="radio" name="event" value="APPROVE" ${view.may.approve ? '' : 'disabled'} /> Approve</label>
    <label><input type="radio" name="event" value="REQUEST_CHANGES" ${view.may.approve ? '' : 'disabled'} /> Request changes</label>
    ${view.may.approve ? '' : html`<span class="hint">${refusals.approve}</span>`}
  </fieldset>`;
  return html`<details class="review-form box" data-testid="review-form">
    <summary class="box-head">Review changes</summary>
    <div class="run-body">
      ${textEditor({
        action: `${view.path}/review`,
        id: 'review-body',
        label: 'Review',
        button: 'Submit review',
        placeholder: 'Leave a comment',
        beside: choices,
        mayBeEmpty: true,
      })}
    </div>
  </details>`;
}
