/** A second, independent look at each finding: the whole function, and the order to refute. Only what stands is posted. */
import { z } from 'zod';
import type { Model, ModelAnswer, ModelRequest, ModelUsage } from '#src/ask-model.ts';
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { codeAround } from './code-around.ts';
import { drop, isOpen } from './finding-record.ts';
import type { Finding, PlacedFinding } from './finding-record.ts';
import { inParallel } from './in-parallel.ts';
import { bySeverity } from './judge-findings.ts';
import { signOutputTokens, verificationOutputTokens } from './limits.ts';
import type { ModelFailure } from './outcome.ts';

export const secondLook = z.object({ why: z.string(), verdict: z.enum(['real', 'refuted', 'unsure']) });

/**
 * Yes and no: a small model takes "refuted" for "confirmed". And no words of its own: what a rule says about the code is
 * right, what a small model adds mostly is not; on a processor each word costs a second.
 */
const signLook = z.object({ line: z.number().int(), defect: z.enum(['yes', 'no', 'unsure']) });

export interface Verified {
  readonly findings: readonly Finding[];
  readonly usage: readonly ModelUsage[];
  readonly failures: readonly ModelFailure[];
}

export interface VerifyLimits {
  readonly maxVerifications: number;
  readonly parallelRequests: number;
  readonly maxComments: number;
  readonly maxOfAKind: number;
}

/** Findings that are still open come back open only when the second look called them real. The worst are asked about first. */
export async function verifyFindings(
  model: Model,
  findings: readonly Finding[],
  files: readonly ChangedFile[],
  headTexts: ReadonlyMap<string, string>,
  limits: VerifyLimits,
  signal: AbortSignal | undefined,
): Promise<Verified> {
  const usage: ModelUsage[] = [];
  const failures: ModelFailure[] = [];
  const stood = new Map<string, number>();
  let [asked, all] = [0, 0];
  const ranked = findings
    .filter(isOpen)
    .filter(({ proposal }) => proposal.sign?.proven !== true)
    .sort(bySeverity);
  const lookAt = async (finding: PlacedFinding, kind: string): Promise<Finding> => {
    if (all >= limits.maxComments) return drop(finding, 'over-limit', 'enough graver findings stood');
    if ((stood.get(kind) ?? 0) >= limits.maxOfAKind)
      return drop(finding, 'over-limit', 'enough findings of the same kind stood in this file');
    if (asked >= limits.maxVerifications) return drop(finding, 'unverified', 'there were too many findings to look at each a second time');
    asked += 1;
    const answer = await look(model, finding, {
      // The code first: questions about the same function then begin alike, and a server reads that beginning once.
      data: [
        { label: 'code', text: codeAround(finding, files, headTexts) },
        { label: 'claim', text: claimOf(finding) },
      ],
      maxOutputTokens: finding.proposal.sign ? signOutputTokens : verificationOutputTokens,
      ...(signal && { signal }),
    });
    if (answer.kind === 'failed') {
      failures.push({ reason: answer.reason, detail: answer.detail });
      return drop(finding, 'unverified', answer.detail);
    }
    usage.push(answer.usage);
    const { verdict, why } = answer.value;
    if (verdict !== 'real') return drop(finding, verdict, why);
    stood.set(kind, (stood.get(kind) ?? 0) + 1);
    all += 1;
    return confirmed(finding, answer.usage);
  };
  const answers = new Map<Finding, Finding>();
  // Of one kind one after the other: whether the third is worth asking depends on the first two.
  await inParallel([...Map.groupBy(ranked, kindOf)], limits.parallelRequests, async ([kind, alike]) => {
    for (const finding of alike) answers.set(finding, await lookAt(finding, kind));
  });
  return { findings: findings.map((finding) => answers.get(finding) ?? finding), usage, failures };
}

type Look = Pick<ModelRequest<unknown>, 'data' | 'maxOutputTokens' | 'signal'>;

async function look(model: Model, { proposal }: PlacedFinding, asked: Look): Promise<ModelAnswer<z.infer<typeof secondLook>>> {
  const request = { task: 'verify', ...asked } as const;
  if (!proposal.sign) return await model.ask({ ...request, prompt: 'review-verify', schema: secondLook, schemaName: 'second_look' });
  const answer = await model.ask({ ...request, prompt: 'review-sign', schema: signLook, schemaName: 'sign_look' });
  if (answer.kind === 'failed') return answer;
  const { line, defect } = answer.value;
  return {
    ...answer,
    value: { why: `it names line ${line}`, verdict: ({ yes: 'real', no: 'refuted', unsure: 'unsure' } as const)[defect] },
  };
}

/** A rule's point gets the name of the model that agreed; a model's own point has one already. */
function confirmed(finding: PlacedFinding, usage: ModelUsage): Finding {
  const { proposal } = finding;
  return proposal.sign ? { ...finding, proposal: { ...proposal, model: usage.model, promptVersion: usage.promptVersion } } : finding;
}

/** Points of the model's own have no kind: each is one of its kind. */
function kindOf({ proposal, place, fingerprint }: PlacedFinding): string {
  return proposal.sign ? `${place.path} ${proposal.sign.kind}` : fingerprint;
}

function claimOf({ proposal, place }: PlacedFinding): string {
  const lines = place.startLine === place.line ? `line ${place.line}` : `lines ${place.startLine}-${place.line}`;
  if (proposal.sign) return `${lines}: ${proposal.reason}\nPossible defect: ${proposal.sign.claim}`;
  const where = place.side === 'LEFT' ? `removed ${lines}` : lines;
  return `${place.path}, ${where}:\n${place.code}\n\nClaim: ${proposal.title.slice(0, 200)}. ${proposal.reason.slice(0, 1_000)}`;
}
