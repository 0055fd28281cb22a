/** An outcome as the records give it back: JSON of this version or an older one. Pure. */
import { z } from 'zod';
import type { SarifSource } from './sarif.ts';

const Range = z.object({
  path: z.string(),
  startLine: z.number().int().positive(),
  endLine: z.number().int().positive(),
  startColumn: z.number().int().positive().exactOptional(),
  endColumn: z.number().int().positive().exactOptional(),
});
const Waiver = z.object({ id: z.number(), login: z.string(), reason: z.string(), expiresAt: z.string() });
const Listed = z.object({ path: z.string(), reason: z.string() });
const Stored = z.object({
  kind: z.literal('decided'),
  headSha: z.string(),
  startedAt: z.coerce.date(),
  finishedAt: z.coerce.date(),
  result: z.object({
    conclusion: z.enum(['success', 'failure']),
    blockAt: z.enum(['error', 'warning', 'info']).default('error'),
    // Results of before there was a choice.
    submodules: z.enum(['block', 'list']).default('list'),
    mergeBaseSha: z.string(),
    fresh: z.array(
      z.object({
        finding: z.object({
          rule: z.string(),
          severity: z.enum(['error', 'warning', 'info']),
          message: z.string(),
          place: Range,
          code: z.string(),
          cwe: z.array(z.string()),
          fix: z.string().exactOptional(),
          references: z.array(z.string()),
          trace: z.array(Range),
        }),
        blocks: z.boolean(),
        identity: z.string(),
        replanted: z.literal(true).exactOptional(),
        waiver: Waiver.exactOptional(),
      }),
    ),
    known: z.object({ kept: z.number(), moved: z.number(), gone: z.number() }),
    unchecked: z.array(
      Listed.extend({
        retry: z.boolean(),
        blobId: z.string().exactOptional(),
        submodule: z.literal(true).exactOptional(),
        waiver: Waiver.exactOptional(),
      }),
    ),
    scanned: z.array(z.string()),
    outside: z.array(z.string()),
    setAside: z.array(Listed),
    withoutBase: z.array(Listed),
    secretsSearched: z.number(),
    scan: z.object({ engineVersion: z.string(), packDigest: z.string(), ruleCount: z.number() }),
  }),
});

/** Undefined for an outcome that says nothing about its commit (superseded), or that a too different version wrote. */
export function readStoredOutcome(outcome: unknown): SarifSource | undefined {
  return Stored.safeParse(outcome).data;
}
