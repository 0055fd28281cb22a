/** Threads that read blobs for the index. A file that breaks or holds up its thread is read by lines instead; the thread is made anew. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { DefinedSymbol } from './chunk.ts';
import type { ChunkQuestion, ChunkReply } from './chunk-worker.ts';
import { readContent } from './read-content.ts';
import type { BlobToRead, ReadChunk, ReadContent } from './read-content.ts';

export type ReadBlob = (blob: BlobToRead) => Promise<ReadContent>;

/** A second of its own time is what a file gets; this is for one that does not even look at its clock, on a busy machine. */
const KILL_AFTER_MS = 60_000;

interface Waiting {
  readonly blob: BlobToRead;
  readonly answer: (content: ReadContent | Promise<ReadContent>) => void;
}

interface Thread {
  worker: Worker | undefined;
  active: (Waiting & { readonly id: number; readonly timer: NodeJS.Timeout }) | undefined;
}

/** As `chunk-worker.ts` writes them; its module belongs to another thread. */
const PLACE_FIELDS = 4;

/** One core stays for everything else, where there is more than one. */
export const threadsBeside = (): number => Math.max(1, Math.min(4, availableParallelism() - 1));

/** Threads start with the first blob and do not keep the process alive. Never rejects. */
export function openChunkPool(threads: number): ReadBlob {
  const pool = Array.from({ length: threads }, (): Thread => ({ worker: undefined, active: undefined }));
  const queue: Waiting[] = [];
  let lastId = 0;

  function next(thread: Thread): void {
    if (thread.active !== undefined) return;
    const waiting = queue.shift();
    if (waiting === undefined) {
      thread.worker?.unref();
      return;
    }
    thread.worker ??= start(thread);
    thread.worker.ref();
    const id = (lastId += 1);
    thread.active = { ...waiting, id, timer: setTimeout(() => replace(thread), KILL_AFTER_MS) };
    // A copy of its own: a view would take the whole batch along.
    const bytes = new Uint8Array(waiting.blob.bytes);
    const question: ChunkQuestion = { id, path: waiting.blob.path, bytes, withTexts: waiting.blob.withTexts };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
    thread.worker.postMessage(question, [bytes.buffer]);
  }

  function start(thread: Thread): Worker {
    const worker = new Worker(new URL('chunk-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 512 },
      // The thread reads hostile text; it has no business with the secrets of the process.
      env: {},
      stdout: true,
      stderr: true,
    });
    worker.on('message', (reply: ChunkReply) => {
      if (thread.worker === worker && reply.id === thread.active?.id) settle(thread, toContent(reply));
    });
    const gone = (): void => {
      if (thread.worker === worker) replace(thread);
    };
    worker.on('error', gone);
    worker.on('exit', gone);
    return worker;
  }

  function replace(thread: Thread): void {
    const broken = thread.worker;
    thread.worker = undefined;
    void broken?.terminate();
    const { active } = thread;
    if (active !== undefined)
      settle(
        thread,
        readContent(active.blob, () => Promise.resolve(undefined)),
      );
  }

  function settle(thread: Thread, content: ReadContent | Promise<ReadContent>): void {
    const { active } = thread;
    thread.active = undefined;
    clearTimeout(active?.timer);
    active?.answer(content);
    next(thread);
  }

  return (blob) =>
    new Promise((answer) => {
      queue.push({ blob, answer });
      for (const thread of pool) next(thread);
    });
}

function toContent({ skipped, lines, by, symbols, places, texts, ids, weights }: ChunkReply): ReadContent {
  if (skipped !== undefined) return { kind: 'skipped', reason: skipped };
  let at = 0;
  const chunks = Array.from({ length: places.length / PLACE_FIELDS }, (_, index): ReadChunk => {
    const [startLine = 1, endLine = 1, isText, terms = 0] = places.subarray(index * PLACE_FIELDS, (index + 1) * PLACE_FIELDS);
    const from = at;
    at += terms;
    const text = texts?.[index];
    return {
      startLine,
      endLine,
      content: isText === 1 ? 'text' : 'code',
      terms: { ids: ids.subarray(from, at), weights: weights.subarray(from, at) },
      ...(text === undefined ? {} : { text }),
    };
  });
  return { kind: 'read', lines, by, symbols: JSON.parse(symbols) as DefinedSymbol[], chunks };
}
