/** What is usual: one question with the whole diff, a free text as the answer. */
import { z } from 'zod';
import type { Model } from '#src/ask-model.ts';
import { estimateTokens } from '#src/diff/estimate-tokens.ts';
import { commitsForModel } from '#src/summary/model-material.ts';
import type { RealChange } from './real-changes.ts';

const Answer = z.object({ changes: z.string(), reason: z.string() });
const INSTRUCTIONS = 900;

export function wholeDiff({ comparison }: RealChange): string {
  return comparison.files
    .map(({ path, hunks }) =>
      [
        `diff --git a/${path} b/${path}`,
        ...hunks.flatMap((hunk) => [
          `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@ ${hunk.section}`,
          ...hunk.lines.map(({ kind, text }) => `${kind === 'added' ? '+' : kind === 'deleted' ? '-' : ' '}${text}`),
        ]),
      ].join('\n'),
    )
    .join('\n');
}

/** Tokens of the prompt; it may be far more than any context holds. */
export function oneCallTokens(change: RealChange): number {
  return INSTRUCTIONS + estimateTokens(wholeDiff(change)) + estimateTokens(commitsForModel(change.comparison.commits, change.pull));
}

export async function askOnce(
  model: Model,
  change: RealChange,
): Promise<{ readonly text: string; readonly tokens: number; readonly seconds: number } | undefined> {
  const answer = await model.ask({
    task: 'summary',
    prompt: 'summary',
    data: [
      { label: 'words of the author', text: commitsForModel(change.comparison.commits, change.pull) },
      { label: 'changed lines', text: wholeDiff(change) },
    ],
    schema: Answer,
    schemaName: 'change_summary',
    maxOutputTokens: 320,
  });
  if (answer.kind === 'failed') return undefined;
  const { value, usage } = answer;
  return {
    text: `${value.changes}\n${value.reason}`,
    tokens: usage.promptTokens + usage.completionTokens,
    seconds: usage.milliseconds / 1000,
  };
}
