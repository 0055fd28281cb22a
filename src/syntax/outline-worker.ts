/** Runs in a worker thread: grammars are native code over hostile text, so a crash or a hang must not be the App's. */
import { parentPort } from 'node:worker_threads';
import type { CodeSymbol, Language } from './code-symbol.ts';
import { parseOutline } from './parse-outline.ts';

export interface OutlineQuestion {
  readonly id: number;
  readonly language: Language;
  readonly source: string;
  readonly limitMilliseconds: number;
}

export interface OutlineReply {
  readonly id: number;
  /** Absent when the file could not be parsed within the limit. */
  readonly symbols?: readonly CodeSymbol[];
  /** Something in it is not of the language. */
  readonly broken?: boolean;
}

async function answer({ id, language, source, limitMilliseconds }: OutlineQuestion): Promise<OutlineReply> {
  return { id, ...(await parseOutline(language, source, limitMilliseconds)) };
}

parentPort?.on('message', (question: OutlineQuestion) => {
  answer(question).then(
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
    (reply) => parentPort?.postMessage(reply),
    // A trap inside WebAssembly leaves its memory in doubt: end the thread, the next file gets a fresh one.
    () => process.exit(1),
  );
});
