import { Worker } from 'node:worker_threads';
import type { CodeSymbol, Language } from './code-symbol.ts';
import type { OutlineQuestion, OutlineReply } from './outline-worker.ts';

/** Characters. Hand-written source is far below; what is above is generated, and slow to parse. */
const MAX_SOURCE = 512 * 1024;
const PARSE_LIMIT_MS = 1_000;
/** A parser that does not even look at its clock is stopped from outside. */
const KILL_AFTER_MS = 10_000;

interface Waiting {
  readonly answer: (reply: OutlineReply | undefined) => void;
  readonly question: OutlineQuestion;
}

const queue: Waiting[] = [];
let worker: Worker | undefined;
let active: Waiting | undefined;
let timer: NodeJS.Timeout | undefined;
let lastId = 0;

/**
 * Declarations of one source file, in order. `undefined` when it is too large (512 Ki characters), takes longer than a
 * second, or breaks the parser; syntax errors inside are survived. Never rejects. Runs beside the event loop, one file
 * at a time, in a thread that does not keep the process alive.
 */
export async function outlineOf(language: Language, source: string): Promise<readonly CodeSymbol[] | undefined> {
  return (await ask(language, source))?.symbols;
}

/** Whether all of it is of the language; `undefined` under the same conditions as above. Never rejects. */
export async function parsesWholly(language: Language, source: string): Promise<boolean | undefined> {
  const broken = (await ask(language, source))?.broken;
  return broken === undefined ? undefined : !broken;
}

function ask(language: Language, source: string): Promise<OutlineReply | undefined> {
  if (source.length > MAX_SOURCE) return Promise.resolve(undefined);
  return new Promise((answer) => {
    lastId += 1;
    // Lone surrogates cannot cross into the engine's UTF-8 and back; their replacement has the same length.
    const question = { id: lastId, language, source: source.toWellFormed(), limitMilliseconds: PARSE_LIMIT_MS };
    queue.push({ answer, question });
    next();
  });
}

function next(): void {
  if (active !== undefined) return;
  active = queue.shift();
  if (active === undefined) {
    worker?.unref();
    return;
  }
  worker ??= startWorker();
  worker.ref();
  timer = setTimeout(giveUp, KILL_AFTER_MS);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
  worker.postMessage(active.question);
}

function startWorker(): Worker {
  const started = new Worker(new URL('outline-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    // The thread parses hostile text; it has no business with the secrets of the process.
    env: {},
    stdout: true,
    stderr: true,
  });
  started.on('message', (reply: OutlineReply) => {
    if (worker === started && reply.id === active?.question.id) settle(reply);
  });
  started.on('error', () => drop(started));
  started.on('exit', () => drop(started));
  return started;
}

function settle(reply: OutlineReply | undefined): void {
  clearTimeout(timer);
  const done = active;
  active = undefined;
  done?.answer(reply);
  next();
}

function drop(dead: Worker): void {
  if (worker !== dead) return;
  worker = undefined;
  settle(undefined);
}

function giveUp(): void {
  const hung = worker;
  worker = undefined;
  void hung?.terminate();
  settle(undefined);
}
