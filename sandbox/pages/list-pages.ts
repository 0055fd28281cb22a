/** The list of repositories, and of the pull requests in each. */
import { permits, type User } from '#sandbox/state/person.ts';
import type { Pull } from '#sandbox/state/pull.ts';
import type { Repository } from '#sandbox/state/repository.ts';
import type { World } from '#sandbox/state/world.ts';
import type { MergeDecision } from '#sandbox/merge/decide-merge.ts';
import { overallLook } from './check-words.ts';
import { icon } from './icons.ts';
import { mergeTone } from './merge-box.ts';
import { html, type Html } from './page-html.ts';
import { moment, personName } from './page-layout.ts';
import { pullState } from './pull-header.ts';
import { repositoryPath } from './pull-view.ts';
import { visibleLine } from './visible-text.ts';
import { noPulls, noRepositories } from './wording.ts';

export interface ListedRepository {
  readonly repository: Repository;
  readonly pulls: readonly ListedPull[];
}

export interface ListedPull {
  readonly pull: Pull;
  readonly decision: MergeDecision;
}

/** What the person may see, with the oracle's answer for each pull request. */
export async function listRepositories(world: World, person: User | undefined, only?: Repository): Promise<readonly ListedRepository[]> {
  const all = only === undefined ? [...world.records.repositories.values()] : [only];
  const seen = all.filter((repository) => person !== undefined && permits(world.permissionOf(repository, person), 'read'));
  return Promise.all(
    seen.map(async (repository) => ({
      repository,
      pulls: await Promise.all(world.pullsOf(repository).map(async (pull) => ({ pull, decision: await world.mergeDecision(pull) }))),
    })),
  );
}

export function repositoriesPage(world: World, listed: readonly ListedRepository[]): Html {
  if (listed.length === 0)
    return html`<h1>Repositories</h1>
      <p class="box empty">${noRepositories}</p>`;
  return html`<h1>Pull requests</h1>
    ${listed.map((one) => repositorySection(world, one))}`;
}

function repositorySection(world: World, { repository, pulls }: ListedRepository): Html {
  const path = repositoryPath(world, repository);
  const sorted = [...pulls].sort((a, b) => b.pull.number - a.pull.number);
  return html`<section class="box" data-testid="repository" aria-labelledby="repository-${repository.id}">
    <header class="box-head">
      <h2 id="repository-${repository.id}">
        ${icon('repository')}
        <a href="${path}/pulls">${visibleLine(world.ownerOf(repository).login, 100)}/${visibleLine(repository.name, 100)}</a>
      </h2>
      <span class="label">${repository.private ? 'Private' : 'Public'}</span>
      <span class="quiet grow">${visibleLine(repository.description ?? '', 300)}</span>
      <a href="${path}/queue">Merge queue</a>
    </header>
    <ul class="list">
      ${sorted.length === 0 ? html`<li class="quiet">${noPulls}</li>` : sorted.map((one) => pullLine(world, path, repository, one))}
    </ul>
  </section>`;
}

const mergeWords = {
  good: ['good', 'Ready to merge'],
  bad: ['bad', 'Merging is blocked'],
  waiting: ['waiting', 'Waiting for checks'],
  merged: ['quiet', 'Merged'],
  quiet: ['quiet', 'Not ready'],
} as const;

function pullLine(world: World, path: string, repository: Repository, { pull, decision }: ListedPull): Html {
  const state = pullState(pull);
  const look = overallLook(world.checkRunsOf(repository, pull.headSha, 'latest'));
  const [tone, words] = mergeWords[mergeTone(pull, decision)];
  return html`<li class="pull-item" data-testid="pull">
    <span class="state-icon state-icon-${pull.draft && state.icon === 'open' ? 'draft' : state.icon}" title="${state.words}"
      >${icon(state.icon)}<span class="hidden">${state.words}</span></span
    >
    <div class="grow">
      <a class="pull-title" href="${path}/pull/${pull.number}"><bdi>${visibleLine(pull.title, 300) || '(no title)'}</bdi></a>
      <p class="quiet">#${pull.number} opened ${moment(pull.createdAt)} by ${personName(world.records.users.get(pull.authorId))}</p>
    </div>
    <span class="pull-checks"
      >${look ? html`<span class="tone-${look.tone}">${icon(look.icon)}</span> ${look.words}` : html`<span class="quiet">No checks yet</span>`}</span
    >
    <span class="pull-merge label ${tone}" title="${decision.reasons.map((reason) => visibleLine(reason)).join('\n')}">${words}</span>
  </li>`;
}
