/** The review: gather, propose, judge, verify, choose, act. It never blocks anybody, and never claims what it did not do. */
import { packFiles } from '#src/diff/pack-files.ts';
import type { Model } from '#src/ask-model.ts';
import type { Comparison, PullRequest } from '#src/pull-request.ts';
import { chooseComments, judgeFindings } from './judge-findings.ts';
import { conventionsText } from './conventions.ts';
import { followThreads } from './follow-threads.ts';
import { hiddenPlaces } from './hidden-places.ts';
import { defaultReviewLimits, fitToModel, readsFreely } from './limits.ts';
import type { ReviewLimits } from './limits.ts';
import { coverageOf, endingOf } from './outcome.ts';
import type { ReviewOutcome } from './outcome.ts';
import { leftUseFindings } from './left-uses.ts';
import { placeFinding } from './place-finding.ts';
import { settleFindings, planReview } from './plan-review.ts';
import type { ReviewPorts } from './ports.ts';
import { proposeFindings } from './propose-findings.ts';
import { readHeadTexts } from './read-head-texts.ts';
import { suggest } from './suggest.ts';
import { suspectFindings } from './suspect-findings.ts';
import { verifyFindings } from './verify-findings.ts';
import { checkOfOutcome, failedCheck, startedCheck } from './wording.ts';

export interface ReviewOptions {
  readonly limits?: ReviewLimits;
  readonly signal?: AbortSignal;
  /** Part of the review's identity: a person's retry brings a new one, a job that starts again does not. */
  readonly attempt?: string;
}

/**
 * Ends with the check `countersign/review` completed and the outcome recorded. When a port fails, the check says that
 * nothing was reviewed and the error goes on to the queue, which may try again.
 */
export async function reviewPullRequest(pull: PullRequest, ports: ReviewPorts, options: ReviewOptions = {}): Promise<ReviewOutcome> {
  try {
    await ports.publishCheck(pull, startedCheck(pull.headSha));
    const outcome = await review(pull, ports, options);
    await ports.record(pull, outcome);
    await ports.publishCheck(pull, checkOfOutcome(outcome));
    return outcome;
  } catch (error) {
    const ending = options.signal?.aborted ? checkOfOutcome({ kind: 'superseded', headSha: pull.headSha }) : failedCheck(pull.headSha);
    await ports.publishCheck(pull, ending).catch(() => undefined);
    throw error;
  }
}

async function review(pull: PullRequest, ports: ReviewPorts, options: ReviewOptions): Promise<ReviewOutcome> {
  const comparison = await ports.compare(pull);
  if (comparison.headSha !== pull.headSha) return { kind: 'superseded', headSha: pull.headSha };
  const outcome = ports.model
    ? await reviewWith(ports.model, pull, comparison, ports, options)
    : endingOf(pull.headSha, { why: 'no-model', files: comparison.files });
  const hidden = hiddenPlaces(comparison.files);
  return outcome.kind === 'superseded' || hidden.length === 0 ? outcome : { ...outcome, hidden };
}

async function reviewWith(
  model: Model,
  pull: PullRequest,
  comparison: Comparison,
  ports: ReviewPorts,
  options: ReviewOptions,
): Promise<ReviewOutcome> {
  const { signal, attempt = 'first' } = options;
  const limits = fitToModel(options.limits ?? defaultReviewLimits, model);
  const superseded: ReviewOutcome = { kind: 'superseded', headSha: pull.headSha };

  const packing = packFiles(comparison.files, limits);
  const files = [...new Set(packing.groups.flatMap((group) => group.parts.map((part) => part.file)))];
  const headTexts = await readHeadTexts(files, ports.readBlobs, limits.maxFileBytes);
  const leftUses = await ports.findLeftUses?.(pull, comparison);
  const facts = leftUseFindings(leftUses ?? []);
  const stillUsed = leftUses && new Set(facts.map(({ fingerprint }) => fingerprint));
  // First what was said before: people's replies decide what is said again.
  const threads = ports.threads
    ? await followThreads({ headSha: pull.headSha, files: comparison.files, headTexts, leftUses: stillUsed }, ports.threads, model, signal)
    : [];
  const ownComments = await ports.listOwnComments(pull);
  const rounds = (await ports.countRounds?.(pull)) ?? 0;

  const suspected = await suspectFindings(files, headTexts);
  const free = readsFreely(model);
  const said = free
    ? await ports.readConventions?.(
        pull,
        comparison.files.map(({ path }) => path),
      )
    : undefined;
  const conventions = conventionsText(said ?? []);
  const proposed = await proposeFindings(
    model,
    { pull, signs: suspected, conventions },
    free ? packing.groups : [],
    limits.parallelRequests,
    signal,
  );
  // A model that reads freely was shown the signs and has said what it thinks of them.
  const placed = free ? proposed.findings.map(({ proposal, files }) => placeFinding(proposal, files, headTexts)) : suspected;
  // Asked only now: the model takes longer than the scanner.
  const scanFindings = await ports.readScanFindings(pull);
  const posted = [...((await ports.threads?.posted()) ?? new Map()).values()];
  const fixed = new Set(threads.filter(({ kind }) => kind === 'fixed').map(({ fingerprint }) => fingerprint));
  const judged = judgeFindings([...facts, ...placed], { headTexts, ownComments, scanFindings, rounds, posted, fixed });
  const verified = await verifyFindings(model, judged, files, headTexts, limits, signal);
  const chosen = await suggest(chooseComments(verified.findings, limits.maxComments), headTexts, ports.suggestions);
  if (signal?.aborted) return superseded;

  const coverage = coverageOf(packing, proposed.failures);
  const plan = planReview(pull.headSha, attempt, chosen, coverage);
  const published = plan ? await ports.publishReview(pull, plan) : undefined;
  if (published?.kind === 'superseded') return superseded;
  const findings = settleFindings(chosen, published);
  const usage = [...proposed.usage, ...verified.usage];
  const failures = [...proposed.failures.values(), ...verified.failures];
  return endingOf(pull.headSha, { why: 'ran', coverage, findings, usage, failures, way: free ? 'read' : 'signs', threads });
}
