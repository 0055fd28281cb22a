/** From findings to one review of GitHub's, and from its answer back to verdicts (pure). */
import { drop, isOpen } from './finding-record.ts';
import type { Finding, FindingRecord } from './finding-record.ts';
import type { Coverage } from './outcome.ts';
import type { PublishedReview, ReviewComment, ReviewPlan } from './ports.ts';
import { commentBody, reviewBody } from './wording.ts';

/** `undefined` when there is nothing to say: no review is posted then. */
export function planReview(headSha: string, attempt: string, findings: readonly Finding[], coverage: Coverage): ReviewPlan | undefined {
  const open = findings.filter(isOpen);
  if (open.length === 0) return undefined;
  const comments = open.map((finding): ReviewComment => {
    const { path, side, startLine, line } = finding.place;
    return { key: finding.fingerprint, path, side, ...(startLine < line && { startLine }), line, body: commentBody(finding) };
  });
  return { key: `${headSha}:${attempt}`, headSha, body: reviewBody(comments.length, coverage), comments };
}

/** `undefined`: no review was needed, so nothing is open. */
export function settleFindings(findings: readonly Finding[], published: PublishedReview | undefined): FindingRecord[] {
  const refused = new Map(published?.kind === 'posted' ? published.refused.map(({ key, reason }) => [key, reason]) : []);
  return findings.map((finding) => {
    const { verdict } = finding;
    if (verdict !== undefined) return { ...finding, verdict };
    if (published?.kind !== 'posted') return drop(finding, 'already-reviewed');
    const reason = refused.get(finding.fingerprint);
    return reason === undefined ? { ...finding, verdict: { kind: 'posted' } } : drop(finding, 'refused-by-github', reason);
  });
}
