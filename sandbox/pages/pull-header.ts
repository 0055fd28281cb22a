/** Title, state and tabs: the same on every page of a pull request. */
import type { Pull } from '#sandbox/state/pull.ts';
import { icon } from './icons.ts';
import { html, type Html } from './page-html.ts';
import { branchName, personName } from './page-layout.ts';
import { userOf, type PullView } from './pull-view.ts';
import { visibleLine } from './visible-text.ts';

export type Tab = 'conversation' | 'commits' | 'checks' | 'files';

export function pullState(pull: Pull): { readonly icon: 'open' | 'merged' | 'closed'; readonly words: string } {
  if (pull.merged) return { icon: 'merged', words: 'Merged' };
  if (pull.state === 'closed') return { icon: 'closed', words: 'Closed' };
  return { icon: 'open', words: pull.draft ? 'Draft' : 'Open' };
}

export function pullHeader(view: PullView, tab: Tab): Html {
  const { pull, path, world } = view;
  const state = pullState(pull);
  const runs = world.checkRunsOf(view.repository, pull.headSha, 'latest').length;
  const talk = world.commentsOf(pull).length + world.reviewCommentsOf(pull).length;
  const tabs: readonly (readonly [Tab, string, Html, string, number])[] = [
    ['conversation', '', icon('comment'), 'Conversation', talk],
    ['commits', '/commits', icon('commit'), 'Commits', pull.commits],
    ['checks', '/checks', icon('checks'), 'Checks', runs],
    ['files', '/files', icon('file'), 'Files changed', pull.changedFiles],
  ];
  return html`${breadcrumb(view)}
    <div class="pull-head">
      <h1><bdi data-testid="title">${visibleLine(pull.title, 1000) || '(no title)'}</bdi> <span class="number">#${pull.number}</span></h1>
      ${view.may.editPull ? titleForm(view) : ''}
      <p class="pull-line">
        <span class="state state-${pull.draft && state.icon === 'open' ? 'draft' : state.icon}" data-testid="state"
          >${icon(state.icon)} ${state.words}</span
        >
        <span>${wants(view)}</span>
      </p>
    </div>
    <nav class="tabs" aria-label="Pull request">
      ${tabs.map(([id, suffix, picture, words, count]) => html`<a href="${path}${suffix}" ${id === tab ? html`aria-current="page"` : ''}>${picture} ${words} <span class="count">${count}</span></a>`)}
      <span class="diffstat" title="Lines added and deleted"
        ><span class="plus">+${pull.additions}</span> <span class="minus">−${pull.deletions}</span></span
      >
    </nav>`;
}

function wants(view: PullView): Html {
  const { pull } = view;
  const commits = pull.commits === 1 ? '1 commit' : `${pull.commits} commits`;
  const fork = pull.headRepositoryId !== pull.repositoryId ? view.world.records.repositories.get(pull.headRepositoryId) : undefined;
  const head = html`${fork ? html`<bdi>${visibleLine(view.world.ownerOf(fork).login)}</bdi>:` : ''}${branchName(pull.headRef)}`;
  const who = personName(userOf(view, pull.merged ? pull.mergedById : pull.authorId));
  return html`${who} ${pull.merged ? 'merged' : 'wants to merge'} ${commits} into ${branchName(pull.baseRef)} from ${head}`;
}

export function breadcrumb(view: Pick<PullView, 'repository' | 'owner'>): Html {
  const { owner, repository } = view;
  const base = `/${encodeURIComponent(owner.login)}/${encodeURIComponent(repository.name)}`;
  return html`<p class="breadcrumb">
    <a href="/">${visibleLine(owner.login, 100)}</a> / <a href="${base}/pulls"><strong>${visibleLine(repository.name, 100)}</strong></a>
    <span class="label">${repository.private ? 'Private' : 'Public'}</span>
  </p>`;
}

function titleForm(view: PullView): Html {
  return html`<details class="edit-title">
    <summary class="button small">Edit title</summary>
    <form method="post" action="${view.path}/title" class="inline-form">
      <label class="hidden" for="new-title">Title</label>
      <input id="new-title" name="newTitle" value="${view.pull.title}" required maxlength="1000" /> <button class="primary">Save</button>
    </form>
  </details>`;
}
