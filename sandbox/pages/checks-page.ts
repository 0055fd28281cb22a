/** What a check says: output, annotations with the code they speak of, its buttons. */
import type { CheckAnnotation, CheckRun } from '#sandbox/state/check.ts';
import type { DiffFile } from '#sandbox/state/diff-file.ts';
import { annotationCard } from './annotation-card.ts';
import { checkIcon, checkLook } from './check-words.ts';
import { renderMarkdown } from './markdown.ts';
import { html, type Html } from './page-html.ts';
import { moment } from './page-layout.ts';
import { patchRows, excerpt } from './parse-patch.ts';
import { pullHeader } from './pull-header.ts';
import type { PullView } from './pull-view.ts';
import { shortSha, visibleLine } from './visible-text.ts';
import { diffTable } from './diff-table.ts';
import { noChecks, noOutput, notInDiff } from './wording.ts';

const shownAnnotations = 200;

/** `runId`: left out, the first failing run is shown, else the newest. */
export function checksPage(view: PullView, files: readonly DiffFile[], runId: number | undefined): Html {
  const runs = view.world.checkRunsOf(view.repository, view.pull.headSha, 'latest');
  const asked = runId === undefined ? undefined : view.world.records.checkRuns.get(runId);
  const chosen = asked?.repositoryId === view.repository.id ? asked : (runs.find((run) => checkLook(run).tone === 'bad') ?? runs[0]);
  return html`${pullHeader(view, 'checks')}
  ${
    chosen === undefined
      ? html`<p class="box empty">${noChecks}</p>`
      : html`<div class="columns checks-columns">
          <nav class="run-list" aria-label="Checks on ${shortSha(view.pull.headSha)}">
            <ul class="box list">
              ${runs.map((run) => runLink(view, run, run.id === chosen.id))}
            </ul>
          </nav>
          <div>${runDetails(view, chosen, files)}</div>
        </div>`
  }`;
}

function runLink(view: PullView, run: CheckRun, current: boolean): Html {
  return html`<li>
    <a href="${view.path}/checks?run=${run.id}" ${current ? html`aria-current="page"` : ''}
      >${checkIcon(run)} ${visibleLine(run.name, 200)}</a
    >
  </li>`;
}

function runDetails(view: PullView, run: CheckRun, files: readonly DiffFile[]): Html {
  const app = view.world.records.apps.get(run.appId);
  const look = checkLook(run);
  const old = run.headSha === view.pull.headSha ? '' : html` <span class="label">Not the latest commit</span>`;
  const when = run.completedAt ?? run.startedAt;
  return html`<article class="box run" data-testid="run" data-name="${visibleLine(run.name)}">
    <header class="box-head">
      <div class="grow">
        <h2>${checkIcon(run)} ${visibleLine(run.name, 200)}</h2>
        <p class="quiet">
          <strong class="tone-${look.tone}" data-testid="conclusion">${look.words}</strong> on <code>${shortSha(run.headSha)}</code>${old},
          by ${visibleLine(app?.name ?? 'an App', 100)}${when === null ? '' : html` · ${moment(when)}`}
        </p>
      </div>
      ${view.may.runChecks ? html`<form method="post" action="${view.path}/rerun"><input type="hidden" name="run" value="${run.id}" /><button>Re-run</button></form>` : ''}
      ${view.may.runChecks ? run.actions.map((action) => html`<form method="post" action="${view.path}/action"><input type="hidden" name="run" value="${run.id}" /><input type="hidden" name="identifier" value="${action.identifier}" /><button title="${visibleLine(action.description)}">${visibleLine(action.label, 100)}</button></form>`) : ''}
    </header>
    <div class="run-body">
      ${
        run.title === null && run.summary === null
          ? html`<p class="quiet">${noOutput}</p>`
          : html`<h3 data-testid="output-title">${visibleLine(run.title ?? '')}</h3>
              <div class="markdown" dir="auto">${renderMarkdown(run.summary ?? '')}</div>`
      }
      ${annotations(view, run.annotations, files)}
      ${run.text === null ? '' : html`<div class="markdown" dir="auto">${renderMarkdown(run.text)}</div>`}
    </div>
  </article>`;
}

function annotations(view: PullView, all: readonly CheckAnnotation[], files: readonly DiffFile[]): Html {
  if (all.length === 0) return html``;
  const rows = new Map(files.map((file, index) => [file.path, { index, patch: file.patch }]));
  const cards = all.slice(0, shownAnnotations).map((annotation) => {
    const file = rows.get(annotation.path);
    const code = file?.patch ? excerpt(patchRows(file.patch), 'RIGHT', annotation.startLine, annotation.endLine) : [];
    const link = file ? `${view.path}/files#file-${file.index}-R${annotation.startLine}` : undefined;
    const inside = (row: { readonly newLine?: number }): boolean =>
      row.newLine !== undefined && row.newLine >= annotation.startLine && row.newLine <= annotation.endLine;
    return annotationCard(annotation, {
      ...(link === undefined ? {} : { link }),
      code: code.length > 0 ? diffTable({ rows: code, marked: inside }) : html`<p class="quiet">${notInDiff}</p>`,
    });
  });
  const more = all.length > cards.length ? html`<p class="quiet">${all.length - cards.length} more are not shown here.</p>` : '';
  return html`<h3>${all.length === 1 ? '1 annotation' : `${all.length} annotations`}</h3>
    ${cards}${more}`;
}
