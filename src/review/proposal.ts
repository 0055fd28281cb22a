/** What the model is asked to answer. Flat and short, in the order in which a small model can think: place, reason, label. */
import { z } from 'zod';
import type { Severity } from '#src/finding/finding.ts';
import type { ModelUsage } from '#src/ask-model.ts';
import { categories } from './category.ts';
import type { ProposedFinding } from './finding-record.ts';

const finding = z.object({
  path: z.string(),
  line_hint: z.number().int(),
  quote: z.string(),
  reason: z.string(),
  title: z.string(),
  category: z.enum(categories),
  severity: z.enum(['high', 'medium', 'low']),
});

export const proposals = z.object({ findings: z.array(finding).max(8) });
export type Proposals = z.infer<typeof proposals>;

const severities: Readonly<Record<'high' | 'medium' | 'low', Severity>> = { high: 'error', medium: 'warning', low: 'info' };

export function readProposals(answer: Proposals, usage: ModelUsage): ProposedFinding[] {
  return answer.findings.map(({ path, quote, line_hint: lineHint, title, reason, category, severity }) => ({
    path,
    quote,
    lineHint,
    title,
    reason,
    category,
    severity: severities[severity],
    model: usage.model,
    promptVersion: usage.promptVersion,
  }));
}
