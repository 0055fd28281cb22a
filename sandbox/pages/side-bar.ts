/** Beside the conversation: who reviewed, which labels, who takes part. */
import { icon } from './icons.ts';
import { html, type Html } from './page-html.ts';
import { avatar, branchName, personName } from './page-layout.ts';
import { userOf, type PullView } from './pull-view.ts';
import { visibleLine } from './visible-text.ts';

/** `branches`: those that it could be merged into. */
export function sideBar(view: PullView, branches: readonly string[]): Html {
  return html`<aside class="side" aria-label="About this pull request">
    <section>
      <h2>Reviewers</h2>
      ${reviewers(view)}
    </section>
    <section>
      <h2>Labels</h2>
      ${labels(view)}
    </section>
    <section>
      <h2>Base branch</h2>
      ${baseBranch(view, branches)}
    </section>
    <section>
      <h2>Participants</h2>
      <p class="people">
        ${participants(view).map((id) => html`<span title="${visibleLine(userOf(view, id)?.login ?? 'ghost', 60)}">${avatar(userOf(view, id))}</span>`)}
      </p>
    </section>
  </aside>`;
}

function reviewers(view: PullView): Html {
  const last = new Map<number, string>();
  for (const review of view.world.reviewsOf(view.pull)) {
    if (review.state === 'PENDING' || review.authorId === view.pull.authorId) continue;
    // A later comment does not take an approval back.
    if (review.state !== 'COMMENTED' || !last.has(review.authorId)) last.set(review.authorId, review.state);
  }
  if (last.size === 0) return html`<p class="quiet">No reviews yet</p>`;
  return html`<ul>
    ${[...last].map(([id, state]) => {
      const [name, tone, words] =
        state === 'APPROVED'
          ? (['success', 'good', 'approved'] as const)
          : state === 'CHANGES_REQUESTED'
            ? (['failure', 'bad', 'requested changes'] as const)
            : (['comment', 'quiet', 'commented'] as const);
      return html`<li>
        ${personName(userOf(view, id))} <span class="tone-${tone}" title="${words}">${icon(name)}<span class="hidden">${words}</span></span>
      </li>`;
    })}
  </ul>`;
}

function labels(view: PullView): Html {
  const chosen = view.repository.labels.filter((label) => view.pull.labelIds.has(label.id));
  if (chosen.length === 0) return html`<p class="quiet">None yet</p>`;
  return html`<p>
    ${chosen.map((label) => html`<span class="label" title="${visibleLine(label.description ?? '')}">${visibleLine(label.name, 60)}</span> `)}
  </p>`;
}

function baseBranch(view: PullView, branches: readonly string[]): Html {
  const { pull, may } = view;
  const others = branches.filter(
    (name) => name !== pull.baseRef && !(name === pull.headRef && pull.headRepositoryId === pull.repositoryId),
  );
  if (!may.editPull || pull.state !== 'open' || others.length === 0) return html`<p>${branchName(pull.baseRef)}</p>`;
  return html`<p>${branchName(pull.baseRef)}</p>
    <details class="edit-base">
      <summary class="button small">Change base</summary>
      <form method="post" action="${view.path}/base" class="inline-form" data-testid="base-form">
        <label class="hidden" for="new-base">Base branch</label>
        <select id="new-base" name="base">
          ${others.map((name) => html`<option value="${name}">${visibleLine(name, 300)}</option>`)}
        </select>
        <button class="primary">Change</button>
      </form>
    </details>`;
}

function participants(view: PullView): readonly number[] {
  const { world, pull } = view;
  const all = [
    pull.authorId,
    ...world.commentsOf(pull).map((comment) => comment.authorId),
    ...world.reviewsOf(pull).map((review) => review.authorId),
    ...world.reviewCommentsOf(pull).map((comment) => comment.authorId),
  ];
  return [...new Set(all)];
}
