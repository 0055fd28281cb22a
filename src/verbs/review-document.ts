/** What scripts read (`--json`). Names are a contract. Pure. */
import type { GateResult } from '#src/gate/outcome.ts';
import type { LocalChange, Look } from './look-at-change.ts';

export function reviewDocument(change: LocalChange, look: Look, failed: boolean): object {
  const { comparison, draft, review, security } = look;
  const { result } = security;
  return {
    base: change.base,
    head: change.head,
    merge_base_sha: comparison.mergeBaseSha,
    files: comparison.files.map(({ path, status }) => ({ path, status })),
    summary: draft === undefined ? null : { title: draft.title, body: draft.text, notes: [draft.foot, ...draft.notRead] },
    security: { title: security.title, ...securityDocument(result) },
    review: {
      kind: review.kind,
      title: review.title,
      comments: review.comments.map(({ key, path, side, startLine, line, body }) => ({
        fingerprint: key,
        path,
        side,
        start_line: startLine ?? line,
        line,
        body,
      })),
    },
    failed,
  };
}

/** The gate's part, which `scan` has too. */
export function securityDocument(result: GateResult): object {
  return {
    conclusion: result.conclusion,
    findings: result.fresh.map(({ finding, blocks }) => ({
      rule: finding.rule,
      severity: finding.severity,
      blocks,
      path: finding.place.path,
      start_line: finding.place.startLine,
      end_line: finding.place.endLine,
      message: finding.message,
      code: finding.code,
      fix: finding.fix ?? null,
      cwe: finding.cwe,
    })),
    unchecked: result.unchecked.map(({ path, reason }) => ({ path, reason })),
    scanned: result.scanned,
  };
}
