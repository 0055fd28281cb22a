/** Runs in a worker thread: reading for the index must never hold up what people wait for. */
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { DefinedSymbol } from './chunk.ts';
import type { SkipReason } from './choose-file.ts';
import { readContent } from './read-content.ts';
import { parseOutline } from '#src/syntax/parse-outline.ts';

export interface ChunkQuestion {
  readonly id: number;
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly withTexts: boolean;
}

/** Terms of all chunks one after the other: thousands of small arrays cross threads slowly. */
export interface ChunkReply {
  readonly id: number;
  readonly skipped?: SkipReason;
  readonly lines: number;
  readonly by: string;
  readonly symbols: readonly DefinedSymbol[];
  readonly chunks: readonly {
    readonly startLine: number;
    readonly endLine: number;
    readonly content: 'code' | 'text';
    readonly terms: number;
    readonly text?: string;
  }[];
  readonly ids: Uint32Array<ArrayBuffer>;
  readonly weights: Float32Array<ArrayBuffer>;
}

const PARSE_LIMIT_MS = 1_000;

async function answer({ id, path, bytes, withTexts }: ChunkQuestion): Promise<ChunkReply> {
  const content = await readContent({ path, bytes: Buffer.from(bytes.buffer), withTexts }, (language, source) =>
    parseOutline(language, source.toWellFormed(), PARSE_LIMIT_MS),
  );
  const nothing = { id, lines: 0, by: 'none', symbols: [], chunks: [], ids: new Uint32Array(), weights: new Float32Array() };
  if (content.kind === 'skipped') return { ...nothing, skipped: content.reason };
  const { lines, by, symbols, chunks } = content;
  const total = chunks.reduce((sum, { terms }) => sum + terms.ids.length, 0);
  const [ids, weights] = [new Uint32Array(total), new Float32Array(total)];
  let at = 0;
  for (const { terms } of chunks) {
    ids.set(terms.ids, at);
    weights.set(terms.weights, at);
    at += terms.ids.length;
  }
  return { id, lines, by, symbols, ids, weights, chunks: chunks.map(({ terms, ...chunk }) => ({ ...chunk, terms: terms.ids.length })) };
}

// On Linux the priority is the thread's own: what people wait for goes first when the machine is busy.
if (process.platform === 'linux') setPriority(0, 10);

parentPort?.on('message', (question: ChunkQuestion) => {
  answer(question).then(
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
    (reply) => parentPort?.postMessage(reply, [reply.ids.buffer, reply.weights.buffer]),
    // A trap inside WebAssembly leaves its memory in doubt: end the thread, the next file gets a fresh one.
    () => process.exit(1),
  );
});
