/** `/<owner>/<repo>/queue`: what waits to be merged, on which commit, and what its checks say; then what left the queue. */
import { createHash } from 'node:crypto';
import type { CheckRun } from '#sandbox/state/check.ts';
import type { MergeGroup } from '#sandbox/state/merge-group.ts';
import type { Repository } from '#sandbox/state/repository.ts';
import type { World } from '#sandbox/state/world.ts';
import { checkIcon, checkLook } from './check-words.ts';
import { renderMarkdown } from './markdown.ts';
import { html, type Html } from './page-html.ts';
import { branchName, moment, personName } from './page-layout.ts';
import { breadcrumb } from './pull-header.ts';
import { repositoryPath } from './pull-view.ts';
import { shortSha, visibleLine } from './visible-text.ts';
import { aboutQueue, emptyQueue } from './wording.ts';

const shownLeft = 20;

export function queuePage(world: World, repository: Repository): Html {
  const waiting = world.mergeGroupsOf(repository, 'waiting');
  const left = world.mergeGroupsOf(repository, 'all').filter((group) => group.state !== 'waiting');
  return html`${breadcrumb({ repository, owner: world.ownerOf(repository) })}
    <h1>Merge queue</h1>
    <p class="quiet">${aboutQueue}</p>
    ${
      waiting.length === 0
        ? html`<p class="box empty">${emptyQueue}</p>`
        : waiting.map((group, index) => groupCard(world, repository, group, `${index + 1}.`))
    }
    ${left.length === 0 ? '' : html`<h2>Left the queue</h2>`}
    ${left.slice(0, shownLeft).map((group) => groupCard(world, repository, group, ''))}`;
}

/** Changes when the page would look different. */
export function queueVersion(world: World, repository: Repository): string {
  const parts = world
    .mergeGroupsOf(repository, 'all')
    .map((group) => [
      group.id,
      group.headSha,
      group.state,
      runsOf(world, repository, group).map((run) => [run.id, run.status, run.conclusion, run.title]),
    ]);
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

const stateWords = { waiting: 'Waiting', merged: 'Merged', removed: 'Removed' } as const;

function groupCard(world: World, repository: Repository, group: MergeGroup, position: string): Html {
  const pull = world.records.pulls.get(group.pullId);
  const reasons = group.state === 'waiting' ? world.groupDecision(group).reasons : [group.reason].filter((reason) => reason !== '');
  return html`<section class="box" data-testid="merge-group" data-state="${group.state}">
    <header class="box-head">
      <h2 class="grow">
        ${position}
        <a href="${repositoryPath(world, repository)}/pull/${pull?.number ?? 0}"><bdi>${visibleLine(pull?.title ?? '', 300)}</bdi></a>
        <span class="number">#${pull?.number ?? 0}</span>
      </h2>
      <span class="label">${stateWords[group.state]}</span>
    </header>
    <div class="run-body">
      <p class="quiet">
        <code>${shortSha(group.headSha)}</code> on <code>${shortSha(group.baseSha)}</code>, into ${branchName(group.baseRef)}; queued
        ${moment(group.enqueuedAt)} by ${personName(world.records.users.get(group.enqueuedById))}
      </p>
      ${
        reasons.length === 0
          ? ''
          : html`<ul class="reasons">
              ${reasons.map((reason) => html`<li>${visibleLine(reason, 1000)}</li>`)}
            </ul>`
      }
      ${runsOf(world, repository, group).map(runLine)}
    </div>
  </section>`;
}

function runLine(run: CheckRun): Html {
  return html`<details data-testid="check" data-name="${visibleLine(run.name)}">
    <summary>
      ${checkIcon(run)} <strong>${visibleLine(run.name, 200)}</strong> <span class="quiet">${checkLook(run).words}</span>
      ${visibleLine(run.title ?? '', 300)}
    </summary>
    <div class="markdown" dir="auto">${renderMarkdown(run.summary ?? '')}</div>
    <ul>
      ${run.annotations.slice(0, 50).map((one) => html`<li><code>${visibleLine(one.path, 300)}:${one.startLine}</code> ${visibleLine(one.title ?? one.message, 300)}</li>`)}
    </ul>
  </details>`;
}

function runsOf(world: World, repository: Repository, group: MergeGroup): readonly CheckRun[] {
  return world.checkRunsOf(repository, group.headSha, 'latest');
}
