/** May it be merged, and if not, why not: the oracle's answer, with the button. */
import type { CheckRun } from '#sandbox/state/check.ts';
import type { MergeGroup } from '#sandbox/state/merge-group.ts';
import type { MergeDecision } from '#sandbox/merge/decide-merge.ts';
import { checkIcon, checkLook } from './check-words.ts';
import { icon } from './icons.ts';
import { html, type Html } from './page-html.ts';
import { moment, personName, branchName } from './page-layout.ts';
import { repositoryPath, userOf, type PullView } from './pull-view.ts';
import { shortSha, visibleLine } from './visible-text.ts';
import { allChecksPassed, noChecks, noConflicts, noRequiredChecks, refusals } from './wording.ts';

export type MergeTone = 'good' | 'bad' | 'waiting' | 'merged' | 'quiet';

/** Green when it may be merged, yellow while the only obstacles are checks that have not ended, else red. */
export function mergeTone(
  pull: { readonly merged: boolean; readonly state: string; readonly draft: boolean },
  decision: MergeDecision,
): MergeTone {
  if (pull.merged) return 'merged';
  if (pull.state === 'closed') return 'quiet';
  if (decision.allowed) return 'good';
  const open = decision.checks.filter((check) => check.state === 'pending' || check.state === 'expected');
  if (pull.draft && decision.reasons.length === 1) return 'quiet';
  return open.length > 0 && open.length === decision.reasons.length ? 'waiting' : 'bad';
}

export function mergeBox(view: PullView, decision: MergeDecision): Html {
  const { pull } = view;
  const tone = mergeTone(pull, decision);
  const runs = view.world.checkRunsOf(view.repository, pull.headSha, 'latest');
  const queued = view.world.waitingGroup(pull);
  return html`<section class="merge-box merge-${tone}" data-testid="merge-box" data-tone="${tone}" aria-label="Merging">
    ${checkList(view, runs, decision)}
    <div class="merge-row merge-verdict">
      <span class="merge-icon"
        >${icon(tone === 'good' ? 'success' : tone === 'merged' ? 'merged' : tone === 'waiting' ? 'pending' : 'failure')}</span
      >
      <div>
        <h3>${verdict(view, tone)}</h3>
        ${
          pull.merged
            ? mergedLine(view)
            : html`<ul class="reasons" data-testid="merge-reasons">
                ${reasons(decision).map((reason) => html`<li>${visibleLine(reason, 1000)}</li>`)}
              </ul>`
        }
      </div>
    </div>
    ${queued === undefined ? '' : queuedLine(view, queued)} ${pull.merged || queued ? '' : mergeForm(view, decision)}
  </section>`;
}

function reasons(decision: MergeDecision): readonly string[] {
  if (!decision.allowed) return decision.reasons;
  return decision.checks.length > 0 ? [allChecksPassed, noConflicts] : [noRequiredChecks, noConflicts];
}

function verdict(view: PullView, tone: MergeTone): string {
  if (tone === 'merged') return 'Pull request successfully merged and closed';
  if (tone === 'good') return 'This branch can be merged';
  if (tone === 'waiting') return 'Waiting for required checks';
  if (view.pull.state === 'closed') return 'Closed without merging';
  return view.pull.draft ? 'This pull request is still a draft' : 'Merging is blocked';
}

function mergedLine(view: PullView): Html {
  const { pull } = view;
  return html`<p>
    ${personName(userOf(view, pull.mergedById))} merged it into ${branchName(pull.baseRef)} as
    <code>${shortSha(pull.mergeCommitSha ?? '')}</code> ${pull.mergedAt ? moment(pull.mergedAt) : ''}
  </p>`;
}

function queuedLine(view: PullView, group: MergeGroup): Html {
  return html`<div class="merge-row merge-actions" data-testid="queued">
    <p class="grow">
      In the <a href="${repositoryPath(view.world, view.repository)}/queue">merge queue</a> since ${moment(group.enqueuedAt)}, as
      <code>${shortSha(group.headSha)}</code>
    </p>
    ${view.may.merge ? html`<form method="post" action="${view.path}/dequeue"><button>Remove from queue</button></form>` : ''}
  </div>`;
}

function mergeForm(view: PullView, decision: MergeDecision): Html {
  const { pull, may } = view;
  const close = may.closePull
    ? html`<form method="post" action="${view.path}/state">
        <input type="hidden" name="state" value="${pull.state === 'open' ? 'closed' : 'open'}" /><button>
          ${pull.state === 'open' ? 'Close pull request' : 'Reopen pull request'}
        </button>
      </form>`
    : '';
  const ready =
    may.editPull && pull.draft && pull.state === 'open'
      ? html`<form method="post" action="${view.path}/ready"><button>Ready for review</button></form>`
      : '';
  const merge = may.merge
    ? html`<form method="post" action="${view.path}/merge" data-testid="merge-form">
        <input type="hidden" name="sha" value="${pull.headSha}" />
        <button class="primary" ${decision.allowed ? '' : 'disabled'}>Merge pull request</button>
        <button formaction="${view.path}/enqueue" ${decision.allowed ? '' : 'disabled'}>Add to merge queue</button>
      </form>`
    : html`<span class="hint">${refusals.merge}</span>`;
  return html`<div class="merge-row merge-actions">${pull.state === 'open' ? merge : ''} ${ready} ${close}</div>`;
}

/** Runs on the latest commit, then required checks about which nothing is known yet. */
function checkList(view: PullView, runs: readonly CheckRun[], decision: MergeDecision): Html {
  const missing = decision.checks.filter((check) => check.state === 'expected');
  const required = new Map(decision.checks.map((check) => [check.context, check.appId]));
  if (runs.length + missing.length === 0) return html`<div class="merge-row"><p class="quiet">${noChecks}</p></div>`;
  return html`<ul class="checks" data-testid="checks">
    ${[...runs].sort(worstFirst).map((run) => checkLine(view, run, required.has(run.name) && [null, run.appId].includes(required.get(run.name) ?? null)))}
    ${missing.map((check) => html`<li class="check-line"><span class="tone-waiting">${icon('pending')}</span> <strong>${visibleLine(check.context, 200)}</strong> <span class="quiet">Expected: waiting for it to be reported</span> <span class="label">Required</span></li>`)}
  </ul>`;
}

const urgency = { bad: 0, waiting: 1, quiet: 2, good: 3 } as const;

function worstFirst(a: CheckRun, b: CheckRun): number {
  return urgency[checkLook(a).tone] - urgency[checkLook(b).tone] || (a.name < b.name ? -1 : 1);
}

function checkLine(view: PullView, run: CheckRun, isRequired: boolean): Html {
  const title = run.title === null ? '' : ` — ${visibleLine(run.title, 300)}`;
  return html`<li class="check-line" data-testid="check" data-name="${visibleLine(run.name)}">
    ${checkIcon(run)} <strong>${visibleLine(run.name, 200)}</strong>
    <span class="quiet grow">${checkLook(run).words}${title}</span> ${isRequired ? html`<span class="label">Required</span>` : ''}
    <a href="${view.path}/checks?run=${run.id}">Details</a>
  </li>`;
}
