/** A second, independent look at each finding: the whole function, and the order to refute. Only what stands is posted. */
import { z } from 'zod';
import type { Model, ModelUsage } from '#src/ask-model.ts';
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { renderHunk } from '#src/diff/render-hunks.ts';
import { enclosingWindow, renderWindow } from './enclosing-window.ts';
import { drop, isOpen } from './finding-record.ts';
import type { Finding, PlacedFinding } from './finding-record.ts';
import { inParallel } from './in-parallel.ts';
import { verificationOutputTokens } from './limits.ts';
import { bySeverity } from './judge-findings.ts';

export const secondLook = z.object({ why: z.string(), verdict: z.enum(['real', 'refuted', 'unsure']) });

export interface Verified {
  readonly findings: readonly Finding[];
  readonly usage: readonly ModelUsage[];
}

const windowLines = 90;

/** Findings that are still open come back open only when the second look called them real. */
export async function verifyFindings(
  model: Model,
  findings: readonly Finding[],
  files: readonly ChangedFile[],
  headTexts: ReadonlyMap<string, string>,
  limits: { readonly maxVerifications: number; readonly parallelRequests: number },
  signal: AbortSignal | undefined,
): Promise<Verified> {
  const usage: ModelUsage[] = [];
  const chosen = new Set(findings.filter(isOpen).sort(bySeverity).slice(0, limits.maxVerifications));
  const looked = await inParallel(findings, limits.parallelRequests, async (finding) => {
    if (!isOpen(finding)) return finding;
    if (!chosen.has(finding)) return drop(finding, 'unverified', 'there were too many findings to look at each a second time');
    const answer = await model.ask({
      task: 'verify',
      prompt: 'review-verify',
      data: [
        { label: 'code', text: codeAround(finding, files, headTexts) },
        { label: 'claim', text: claimOf(finding) },
      ],
      schema: secondLook,
      schemaName: 'second_look',
      maxOutputTokens: verificationOutputTokens,
      ...(signal && { signal }),
    });
    if (answer.kind === 'failed') return drop(finding, 'unverified', answer.detail);
    usage.push(answer.usage);
    if (answer.value.verdict === 'real') return finding;
    return drop(finding, answer.value.verdict, answer.value.why);
  });
  return { findings: looked, usage };
}

function claimOf({ proposal, place }: PlacedFinding): string {
  const lines = place.startLine === place.line ? `line ${place.line}` : `lines ${place.startLine}-${place.line}`;
  const where = place.side === 'LEFT' ? `removed ${lines}` : lines;
  return `${place.path}, ${where}:\n${place.code}\n\nClaim: ${proposal.title.slice(0, 200)}. ${proposal.reason.slice(0, 1_000)}`;
}

/** The enclosing function on the head; for removed lines, or where the file could not be read, the hunk itself. */
function codeAround({ place }: PlacedFinding, files: readonly ChangedFile[], headTexts: ReadonlyMap<string, string>): string {
  const text = headTexts.get(place.path);
  if (text !== undefined && place.side === 'RIGHT') {
    const lines = text.split('\n');
    return `## File: ${place.path}\n${renderWindow(lines, enclosingWindow(lines, place.startLine, place.line, windowLines))}`;
  }
  const hunk = files
    .find((file) => file.path === place.path)
    ?.hunks.find(({ lines }) => lines.some((line) => (place.side === 'LEFT' ? line.oldLine : line.newLine) === place.line));
  return hunk ? renderHunk({ ...hunk, lines: hunk.lines.slice(0, windowLines * 2) }) : place.code;
}
