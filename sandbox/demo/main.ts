/** `npm run demo`: the whole main job on this machine, without GitHub. Exit codes: 0 good, 1 not, 2 wrong usage. */
import { once } from 'node:events';
import { dirname, resolve } from 'node:path';
import { DemoProblem } from './demo-problem.ts';
import { explainError } from './explain-error.ts';
import type { ObservedPull } from './observed.ts';
import { readOptions, type DemoOptions } from './read-options.ts';
import { runDemo } from './run-demo.ts';
import * as wording from './wording.ts';

const root = dirname(dirname(import.meta.dirname));

/** Ctrl-C and its like; not a failure when somebody ends a demo that stays up. */
class Interrupted extends Error {
  readonly retryable = false;
}

async function main(): Promise<number> {
  const reading = readOptions(process.argv.slice(2));
  if (reading.kind === 'help') {
    process.stdout.write(wording.usage);
    return 0;
  }
  if (reading.kind === 'invalid') {
    process.stderr.write(wording.invalidOptions(reading.problems));
    return 2;
  }
  return await run(reading.options);
}

async function run(options: DemoOptions): Promise<number> {
  const progress = options.json ? process.stderr : process.stdout;
  const say = (text: string) => void progress.write(`${text}\n`);
  const stop = new AbortController();
  listenForStop(stop, say);
  const dataFolder = resolve(root, process.env['COUNTERSIGN_DATA'] || '.countersign');
  let mainJobDone = false;
  try {
    const finished = async (pulls: readonly ObservedPull[]) => {
      mainJobDone = true;
      if (options.json) await print(`${JSON.stringify({ pulls }, undefined, 2)}\n`);
    };
    return (await runDemo(options, { root, dataFolder, env: process.env, say, finished, signal: stop.signal })) ? 0 : 1;
  } catch (error) {
    if (error instanceof Interrupted || stop.signal.aborted) {
      say(wording.stopped);
      return mainJobDone && !options.once ? 0 : 130;
    }
    const explained = explainError(error, dataFolder);
    if (!(explained instanceof DemoProblem)) throw explained;
    process.stderr.write(`\ndemo: ${explained.message}\n`);
    return 1;
  }
}

function listenForStop(stop: AbortController, say: (text: string) => void): void {
  const end = () => {
    if (!stop.signal.aborted) say(wording.stopping);
    stop.abort(new Interrupted('interrupted'));
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, end);
  // Whoever read our output is gone (`| head`): end in order instead of crashing.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => stop.abort(new Interrupted('output closed')));
}

async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

process.exit(await main());
