/** The check run `countersign/security` at each moment of its life. Pure. */
import type { CheckRun, SecurityConclusion } from '#src/check-run.ts';
import type { PullRequest } from '#src/pull-request.ts';
import { annotationsOf } from './annotations.ts';
import type { GateResult } from './outcome.ts';
import { detailsOf, summaryOf } from './summary.ts';
import * as wording from './wording.ts';

export function startedCheck(pull: PullRequest): CheckRun {
  return check(pull, undefined, wording.startedTitle, wording.startedSummary);
}

/** @param blockedElsewhere other pull requests with the same head commit, which this one check has to speak for too. */
export function finishedCheck(pull: PullRequest, result: GateResult, blockedElsewhere: readonly number[] = []): CheckRun {
  const blocking = result.fresh.filter((one) => one.blocks).length;
  const waived = [...result.fresh, ...result.unchecked].filter((one) => one.waiver !== undefined).length;
  const own = wording.title({
    blocking,
    advisory: result.fresh.filter((one) => !one.blocks && one.waiver === undefined).length,
    unchecked: result.unchecked.filter((one) => one.waiver === undefined).length,
    waived,
    scanned: result.scanned.length,
    outside: result.outside.length,
    changed: result.scanned.length + result.outside.length + result.setAside.length + result.unchecked.length,
  });
  const shared = result.conclusion === 'success' && blockedElsewhere.length > 0;
  const started = shared
    ? check(
        pull,
        'failure',
        wording.sharedTitle(blockedElsewhere),
        `${wording.sharedSummary(blockedElsewhere)}\n\n${summaryOf(pull, result)}`,
      )
    : check(pull, result.conclusion, own, summaryOf(pull, result));
  const text = detailsOf(result);
  return { ...started, output: { ...started.output, ...(text === '' ? {} : { text }), annotations: annotationsOf(result) } };
}

export function cancelledCheck(pull: PullRequest): CheckRun {
  return check(pull, 'cancelled', wording.cancelledTitle, wording.cancelledSummary);
}

/** For whoever runs the story: an exception anywhere ends as `failure` with its reason, never as silence. */
export function failedCheck(pull: PullRequest, error: unknown): CheckRun {
  return check(pull, 'failure', wording.failedTitle, wording.failedSummary(reasonOf(error)));
}

function check(
  pull: PullRequest,
  conclusion: SecurityConclusion | undefined,
  title: string,
  summary: string,
): CheckRun & { readonly name: 'countersign/security' } {
  return { name: 'countersign/security', headSha: pull.headSha, conclusion, output: { title, summary, annotations: [] } };
}

/** An error's message may hold an address with a token in it: whatever is long enough for one is cut out. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : 'an unknown error';
  return text
    .replace(/\/\/[^\s/@]*@/gu, '//')
    .replace(/[\w+/=.-]{30,}/gu, '[…]')
    .replace(/[^\P{C}]|[`<>@|[\]]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .slice(0, 300);
}
