/** What scripts read (`scan --json`). Names are a contract. Pure. */
import type { GateResult } from '#src/gate/outcome.ts';
import { securityDocument } from './review-document.ts';
import type { ScanSubject } from './scan-subject.ts';

export function scanDocument(subject: ScanSubject, result: GateResult, failed: boolean): object {
  const { range } = subject;
  return {
    base: range?.base ?? null,
    head: range?.head ?? null,
    merge_base_sha: range?.mergeBaseSha ?? null,
    ...securityDocument(result),
    outside: result.outside,
    set_aside: [...result.setAside, ...result.withoutBase].map(({ path, reason }) => ({ path, reason })),
    left_out: subject.leftOut,
    engine: result.scan.engineVersion,
    rules: result.scan.ruleCount,
    pack: result.scan.packDigest,
    failed,
  };
}
