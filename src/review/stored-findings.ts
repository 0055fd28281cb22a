/** Findings as the records give them back: what was said in earlier rounds. */
import { z } from 'zod';

const Finding = z.object({
  proposal: z.object({
    title: z.string(),
    reason: z.string(),
    category: z.string(),
    severity: z.string(),
    sign: z.object({ kind: z.string(), claim: z.string() }).optional().catch(undefined),
  }),
  place: z.object({ path: z.string(), startLine: z.number().optional(), line: z.number().optional(), code: z.string().optional() }),
  fingerprint: z.string(),
  verdict: z.object({ kind: z.string() }),
});
export type StoredFinding = z.infer<typeof Finding>;

/** One by one: a record of an older version loses no neighbor. */
const Outcome = z.object({ kind: z.string().catch(''), headSha: z.string().catch(''), findings: z.array(z.unknown()).catch([]) });
const reviewed: ReadonlySet<string> = new Set(['reviewed', 'partly-reviewed']);

/**
 * How often people had to look at a review before this one: the other heads that were reviewed, from the first that got
 * comments on, also those where there was nothing left to say.
 * @param outcomes newest first.
 */
export function roundsBefore(headSha: string, outcomes: readonly unknown[]): number {
  const rounds = outcomes.flatMap((outcome) => {
    const { success, data } = Outcome.safeParse(outcome);
    return success && reviewed.has(data.kind) && data.headSha !== headSha
      ? [{ head: data.headSha, spoke: postedFindings([outcome]).size > 0 }]
      : [];
  });
  const first = rounds.findLastIndex(({ spoke }) => spoke);
  return new Set(rounds.slice(0, first + 1).map(({ head }) => head)).size;
}

/** Of the outcomes of several runs, newest first: what was posted, each point once, as it was said last. */
export function postedFindings(outcomes: readonly unknown[]): ReadonlyMap<string, StoredFinding> {
  const posted = new Map<string, StoredFinding>();
  for (const outcome of outcomes) {
    const read = Outcome.safeParse(outcome);
    for (const one of read.success ? read.data.findings : []) {
      const finding = Finding.safeParse(one);
      if (finding.success && finding.data.verdict.kind === 'posted' && !posted.has(finding.data.fingerprint))
        posted.set(finding.data.fingerprint, finding.data);
    }
  }
  return posted;
}
