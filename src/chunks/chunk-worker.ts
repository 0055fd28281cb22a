/** Runs in a worker thread: reading for the index must never hold up what people wait for. */
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { SkipReason } from './choose-file.ts';
import { readContent } from './read-content.ts';
import { parseOutline } from '#src/syntax/parse-outline.ts';

export interface ChunkQuestion {
  readonly id: number;
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly withTexts: boolean;
}

/** Flat: thousands of small objects and arrays cross threads slowly. */
export interface ChunkReply {
  readonly id: number;
  readonly skipped?: SkipReason;
  readonly lines: number;
  readonly by: string;
  /** `DefinedSymbol[]` as JSON. */
  readonly symbols: string;
  /** Per chunk: first line, last line, 1 for documentation, number of terms. */
  readonly places: Int32Array<ArrayBuffer>;
  readonly texts?: readonly string[];
  /** Terms of all chunks, one after the other. */
  readonly ids: Uint32Array<ArrayBuffer>;
  readonly weights: Float32Array<ArrayBuffer>;
}

/** As `chunk-pool.ts` reads them. */
const PLACE_FIELDS = 4;

const PARSE_LIMIT_MS = 1_000;

async function answer({ id, path, bytes, withTexts }: ChunkQuestion): Promise<ChunkReply> {
  const content = await readContent({ path, bytes: Buffer.from(bytes.buffer), withTexts }, (language, source) =>
    parseOutline(language, source.toWellFormed(), PARSE_LIMIT_MS).then((parsed) => parsed?.symbols),
  );
  if (content.kind === 'skipped')
    return {
      id,
      skipped: content.reason,
      lines: 0,
      by: 'none',
      symbols: '[]',
      places: new Int32Array(),
      ids: new Uint32Array(),
      weights: new Float32Array(),
    };
  const { lines, by, symbols, chunks } = content;
  const total = chunks.reduce((sum, { terms }) => sum + terms.ids.length, 0);
  const [ids, weights] = [new Uint32Array(total), new Float32Array(total)];
  const places = new Int32Array(chunks.length * PLACE_FIELDS);
  let at = 0;
  for (const [index, { terms, startLine, endLine, content: kind }] of chunks.entries()) {
    places.set([startLine, endLine, kind === 'text' ? 1 : 0, terms.ids.length], index * PLACE_FIELDS);
    ids.set(terms.ids, at);
    weights.set(terms.weights, at);
    at += terms.ids.length;
  }
  const texts = withTexts ? { texts: chunks.map(({ text = '' }) => text) } : {};
  return { id, lines, by, symbols: JSON.stringify(symbols), places, ids, weights, ...texts };
}

// On Linux the priority is the thread's own: what people wait for goes first when the machine is busy.
if (process.platform === 'linux') setPriority(0, 10);

parentPort?.on('message', (question: ChunkQuestion) => {
  answer(question).then(
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
    (reply) => parentPort?.postMessage(reply, [reply.ids.buffer, reply.weights.buffer, reply.places.buffer]),
    // A trap inside WebAssembly leaves its memory in doubt: end the thread, the next file gets a fresh one.
    () => process.exit(1),
  );
});
