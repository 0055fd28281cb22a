/** What a model answers in these tests: one finding for each of the given lines that the diff shows, all of them real. */
import type { Asked } from '#test/model/scripted-server.ts';

export function answerAsReviewer({ body }: Asked, quotes: readonly string[]): unknown {
  const [instructions, data] = [body.messages[0]?.content ?? '', body.messages.at(-1)?.content ?? ''];
  if (instructions.includes('prove the claim wrong')) return { why: 'The lines do what the claim says.', verdict: 'real' };
  if (instructions.includes('command line for a POSIX shell'))
    return {
      plan: 'Deletes build, lists what is left.',
      command: 'rm -rf build && ls',
      parts: [{ text: 'rm -rf build', does: 'deletes build @maya-maintainer' }],
    };
  if (instructions.includes('Write tests for one file'))
    return {
      code: `def test_mean():\n    assert ${/style: (\S+)/u.exec(data)?.[1] === 'tests/test_prices.py' ? 'mean([1])' : 'False'} == 1\n`,
      covers: ['one price'],
    };
  if (/one to (?:three|five) claims/u.test(instructions)) {
    const source = Number(/source (\d+): orders\/mean\.py/u.exec(data)?.[1] ?? 1);
    return { claims: [{ source, quote: 'return prices[1]', claim: 'Returns an entry of `prices`.' }] };
  }
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
