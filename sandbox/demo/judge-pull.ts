/** Expected against observed. Pure. */
import type { ObservedCheckRun, ObservedPull } from './observed.ts';

export const SECURITY = 'countersign/security';
export const REVIEW = 'countersign/review';

export interface Place {
  readonly path: string;
  readonly line: number;
}

export interface ExpectedEffects {
  /** `null`: any conclusion is right, as long as there is one. */
  readonly gate: 'success' | 'failure' | null;
  /** Exactly these lines; `null`: any. */
  readonly annotations: readonly Place[] | null;
  readonly named: readonly string[];
  /** The description as its author wrote it: nobody has accepted anything yet. */
  readonly body: string;
  /** Without a model the review must say that it did not happen. */
  readonly withModel: boolean;
}

/** Has the App nothing more to do here? */
export function isSettled(pull: ObservedPull): boolean {
  return pull.draft !== null && [SECURITY, REVIEW].every((name) => runsOf(pull, name).some((run) => run.status === 'completed'));
}

/** What is missing or wrong, one text each; empty when every expected effect was observed. */
export function missingEffects(expected: ExpectedEffects, pull: ObservedPull): readonly string[] {
  return [
    ...draftFaults(pull),
    ...gateFaults(expected, pull),
    ...reviewFaults(expected, pull),
    ...mergeFaults(pull),
    ...untouchedFaults(expected, pull),
    ...nameFaults(expected, pull),
  ];
}

function draftFaults(pull: ObservedPull): readonly string[] {
  if (pull.draft === null) return ['no draft was posted'];
  return pull.draft_count > 1 ? [`${pull.draft_count} drafts were posted instead of one`] : [];
}

function gateFaults(expected: ExpectedEffects, pull: ObservedPull): readonly string[] {
  const run = onlyRun(pull, SECURITY);
  if (typeof run === 'string') return [run];
  const faults: string[] = [];
  if (run.conclusion !== 'success' && run.conclusion !== 'failure') faults.push(`${SECURITY} ended with ${run.conclusion ?? 'nothing'}`);
  else if (expected.gate !== null && run.conclusion !== expected.gate) {
    faults.push(`${SECURITY} is ${run.conclusion} instead of ${expected.gate} (${run.title ?? 'no title'})`);
  }
  if (expected.annotations === null) return faults;
  const wanted = expected.annotations;
  for (const place of wanted) {
    const marked = run.annotations.some((seen) => seen.path === place.path && seen.start_line <= place.line && place.line <= seen.end_line);
    if (!marked) faults.push(`no annotation on ${place.path}:${place.line}`);
  }
  for (const seen of run.annotations) {
    const known = wanted.some((place) => place.path === seen.path && seen.start_line <= place.line && place.line <= seen.end_line);
    if (!known) faults.push(`an annotation that nobody expects on ${seen.path}:${seen.start_line}`);
  }
  return faults;
}

function reviewFaults(expected: ExpectedEffects, pull: ObservedPull): readonly string[] {
  const run = onlyRun(pull, REVIEW);
  if (typeof run === 'string') return [run];
  if (run.conclusion !== 'success' && run.conclusion !== 'neutral')
    return [`${REVIEW} ended with ${run.conclusion ?? 'nothing'}, which would block`];
  if (expected.withModel) return [];
  const faults: string[] = [];
  if (run.conclusion === 'success') faults.push(`${REVIEW} is success although no model reviewed anything`);
  if (!`${run.title} ${run.summary}`.toLowerCase().includes('not reviewed')) faults.push(`${REVIEW} does not say "not reviewed"`);
  if (pull.review_comments.length > 0) faults.push('there are review comments although there is no model');
  return faults;
}

/** The merge button must agree with the gate. */
function mergeFaults(pull: ObservedPull): readonly string[] {
  const run = onlyRun(pull, SECURITY);
  const passed = typeof run !== 'string' && run.conclusion === 'success';
  if (!passed && pull.merge_allowed) return ['it could be merged although the gate did not pass'];
  if (passed && !pull.merge_allowed) return [`it cannot be merged although the gate passed: ${pull.merge_blocked_by.join(' ')}`];
  return [];
}

/** Whatever a pull request asks for: nothing is accepted, and nothing approved, by the App itself. */
function untouchedFaults(expected: ExpectedEffects, pull: ObservedPull): readonly string[] {
  const faults: string[] = [];
  if (pull.body !== expected.body) faults.push('the description was changed although nobody accepted the draft');
  if (pull.review_states.some((state) => state !== 'COMMENTED')) faults.push(`the App reviewed with ${pull.review_states.join(', ')}`);
  return faults;
}

function nameFaults(expected: ExpectedEffects, pull: ObservedPull): readonly string[] {
  const outputs = pull.check_runs.map(
    (run) => `${run.title} ${run.summary} ${run.text} ${run.annotations.map((seen) => seen.path).join(' ')}`,
  );
  const said = [pull.draft?.body ?? '', ...outputs].join('\n');
  return expected.named.filter((path) => !said.includes(path)).map((path) => `${path} is named neither in the draft nor in a check`);
}

function onlyRun(pull: ObservedPull, name: string): ObservedCheckRun | string {
  const runs = runsOf(pull, name);
  const [run] = runs;
  if (run === undefined) return `there is no ${name} check on the head`;
  if (runs.length > 1) return `there are ${runs.length} ${name} checks on the head instead of one`;
  return run.status === 'completed' ? run : `${name} is still ${run.status}`;
}

function runsOf(pull: ObservedPull, name: string): readonly ObservedCheckRun[] {
  return pull.check_runs.filter((run) => run.name === name && run.head_sha === pull.head_sha);
}
