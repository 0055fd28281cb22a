/**
 * A model explains what blocks. Begins when the verdict is out, is given a result that it cannot change, and ends with text. No
 * file of the verdict imports this one (`test/gate/model-has-no-say.test.ts`).
 */
import { z } from 'zod';
import type { Model } from '#src/ask-model.ts';
import type { GateResult, NewFinding } from './outcome.ts';
import type { GatePorts } from './ports.ts';
import { isCleanWith } from './try-fix.ts';
import { scopeOfFinding, shortIdOf } from './waiver.ts';

export const Explanation = z.object({
  reach: z.string().max(4000),
  input: z.string().max(4000),
  fix: z.string().max(4000),
  /** Tried out: the file parses with it, and a scan shows nothing new and this finding no more. */
  replacement: z.string().max(4000).optional(),
});
export type Explanation = z.infer<typeof Explanation>;
const Answer = Explanation.extend({ replacement: z.string().max(4000).default('') });

export interface ExplainPorts {
  readonly ask: Model['ask'];
  /** The file on the head; undefined when it cannot be read. */
  readonly readHead: (path: string) => Promise<string | undefined>;
  readonly scan: GatePorts['scan'];
  /** By finding and content of its file, so that nothing is asked twice. */
  readonly recall: (finding: NewFinding, text: string) => Promise<Explanation | undefined>;
  readonly keep: (finding: NewFinding, text: string, explanation: Explanation) => Promise<void>;
}

/** More would cost minutes of a model's time, and nobody reads more at once. */
const MOST = 5;
const OUTPUT_TOKENS = 500;
const LINES_AROUND = 40;

/** By short id, in the order of the check. What the model could not answer is left out. */
export async function explainFindings(
  { fresh }: GateResult,
  ports: ExplainPorts,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Explanation>> {
  const explained = new Map<string, Explanation>();
  for (const one of fresh.filter(({ blocks }) => blocks)) {
    if (explained.size >= MOST || signal.aborted) break;
    const id = shortIdOf(scopeOfFinding(one));
    const text = await ports.readHead(one.finding.place.path);
    if (explained.has(id) || text === undefined) continue;
    const known = await ports.recall(one, text);
    const explanation = known ?? (await explain(one, text, ports, signal));
    // A model that is away or talks nonsense is not asked about the next ones.
    if (explanation === undefined) break;
    if (known === undefined) await ports.keep(one, text, explanation);
    explained.set(id, explanation);
  }
  return explained;
}

async function explain(one: NewFinding, text: string, ports: ExplainPorts, signal: AbortSignal): Promise<Explanation | undefined> {
  const { finding } = one;
  const answer = await ports.ask({
    task: 'review',
    prompt: 'gate-explain',
    data: [
      { label: 'finding', text: `${finding.place.path}, line ${finding.place.startLine}, rule ${finding.rule}: ${finding.message}` },
      { label: 'code', text: codeAround(finding.place, text) },
    ],
    schema: Answer,
    schemaName: 'explanation',
    maxOutputTokens: OUTPUT_TOKENS,
    signal,
  });
  if (answer.kind === 'failed') return undefined;
  const { replacement, ...words } = answer.value;
  const tried = replacement.trim() !== '' && (await isCleanWith(one, text, replacement, ports.scan, signal));
  return tried ? { ...words, replacement } : words;
}

function codeAround({ startLine, endLine }: NewFinding['finding']['place'], text: string): string {
  const from = Math.max(1, startLine - LINES_AROUND);
  return text
    .split('\n')
    .slice(from - 1, endLine + LINES_AROUND)
    .map((line, index) => `${from + index >= startLine && from + index <= endLine ? '>' : ' '}${from + index} ${line.slice(0, 400)}`)
    .join('\n');
}
