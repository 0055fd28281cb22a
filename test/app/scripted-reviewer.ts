/** What a model answers in these tests: one finding for each of the given lines that the diff shows, all of them real. */
import type { Asked } from '#test/model/scripted-server.ts';

export function answerAsReviewer({ body }: Asked, quotes: readonly string[]): unknown {
  const [instructions, data] = [body.messages[0]?.content ?? '', body.messages.at(-1)?.content ?? ''];
  if (instructions.includes('prove the claim wrong')) return { why: 'The lines do what the claim says.', verdict: 'real' };
  if (!instructions.includes('You review a change'))
    return { changes: 'Adds helpers for prices.', reason: '', sentence: 'Adds helpers for prices.' };
  const path = /## File: (\S+)/u.exec(data)?.[1] ?? '';
  return {
    findings: quotes
      .filter((quote) => data.includes(quote))
      .map((quote) => ({
        path,
        line_hint: 1,
        quote,
        reason: `When the list is empty, \`${quote}\` ends the request with an error.`,
        title: 'Fails for an empty list',
        category: 'bug',
        severity: 'high',
      })),
  };
}
