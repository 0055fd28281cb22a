/**
 * An open-loop generator in a thread of its own: delivery `n` is due `n / rate` seconds after the start, whether the ones
 * before were answered or not, and its latency counts from when it was due. A slow server cannot slow the schedule down.
 */
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { makeDelivery } from './deliveries.ts';
import type { SignedDelivery, Target } from './deliveries.ts';

export interface Load {
  readonly url: string;
  readonly secret: string;
  readonly target: Target;
  readonly run: string;
  readonly perSecond: number;
  readonly count: number;
  readonly pushEvery: number;
}

export interface Answers {
  /** Milliseconds from when it was due to the end of its answer, one for each delivery. */
  readonly latencies: readonly number[];
  readonly statuses: Readonly<Record<string, number>>;
  /** Indexes of the deliveries answered with 2xx. */
  readonly accepted: readonly number[];
  /** Milliseconds that the generator itself was behind its schedule, at worst. */
  readonly lateness: number;
}

export function sendInThread(load: Load): Promise<Answers> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL(import.meta.url), { workerData: load });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`The generator ended with ${code}.`)));
  });
}

async function sendSteadily(load: Load): Promise<Answers> {
  const deliveries = Array.from({ length: load.count }, (_, index) =>
    makeDelivery(load.target, load.secret, load.run, index, load.pushEvery),
  );
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const latencies: number[] = [];
  const statuses: Record<string, number> = {};
  const accepted: number[] = [];
  const open: Promise<void>[] = [];
  let lateness = 0;
  const began = performance.now();
  for (const [index, delivery] of deliveries.entries()) {
    const due = began + (index * 1000) / load.perSecond;
    const wait = due - performance.now();
    if (wait > 1) await sleep(wait);
    lateness = Math.max(lateness, performance.now() - due);
    open.push(
      send(load.url, agent, delivery).then((status) => {
        latencies.push(performance.now() - due);
        statuses[status] = (statuses[status] ?? 0) + 1;
        if (status.startsWith('2')) accepted.push(index);
      }),
    );
  }
  await Promise.all(open);
  agent.destroy();
  return { latencies, statuses, accepted, lateness };
}

function send(url: string, agent: Agent, { body, headers }: SignedDelivery): Promise<string> {
  return new Promise((resolve) => {
    const call = request(url, {
      method: 'POST',
      agent,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      timeout: 30_000,
    });
    call.once('response', (response) => {
      response.resume();
      response.once('end', () => resolve(String(response.statusCode)));
      response.once('error', () => resolve('broken off'));
    });
    call.once('timeout', () => call.destroy(new Error('timed out')));
    call.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    call.end(body);
  });
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- between threads there is no origin.
if (!isMainThread && parentPort !== null) parentPort.postMessage(await sendSteadily(workerData as Load));
