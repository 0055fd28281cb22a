/** Sends deliveries one after the other, in order of creation per App, once each; GitHub never retries by itself. */
import { createHmac } from 'node:crypto';
import type { App } from '#sandbox/state/app.ts';
import type { Delivery } from '#sandbox/state/delivery.ts';

export interface SendOptions {
  /** GitHub's patience; 10 s on github.com. */
  readonly timeoutMs: number;
  readonly fetch: typeof fetch;
}

export interface Sender {
  /** Puts a delivery at the end of its App's queue. */
  send(app: App, delivery: Delivery): void;
  /** When all that was queued so far, and what that caused, has an answer. */
  settled(): Promise<void>;
  /** Forgets what is queued and gives up what is under way. */
  close(): void;
}

const RESPONSE_KEPT = 64 * 1024;

/** `sha256=…` over the raw bytes. */
export function sign(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

export function createSender(options: SendOptions): Sender {
  const queues = new Map<number, Promise<void>>();
  const closing = new AbortController();
  return {
    send(app, delivery) {
      const before = queues.get(app.id) ?? Promise.resolve();
      queues.set(
        app.id,
        before.then(() => (closing.signal.aborted ? undefined : deliver(app, delivery, options, closing.signal))),
      );
    },
    async settled() {
      for (let seen: readonly Promise<void>[] = []; ; ) {
        const now = [...queues.values()];
        if (now.every((one) => seen.includes(one))) return;
        await Promise.all(now);
        seen = now;
      }
    },
    close() {
      closing.abort();
    },
  };
}

async function deliver(app: App, delivery: Delivery, options: SendOptions, closing: AbortSignal): Promise<void> {
  if (app.webhookUrl === null) {
    delivery.status = 'failed to connect';
    return;
  }
  const started = performance.now();
  try {
    const response = await options.fetch(app.webhookUrl, {
      method: 'POST',
      headers: { ...delivery.requestHeaders },
      body: delivery.body,
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(options.timeoutMs), closing]),
    });
    delivery.responseBody = (await response.text()).slice(0, RESPONSE_KEPT);
    delivery.responseHeaders = Object.fromEntries(response.headers);
    delivery.statusCode = response.status;
    delivery.status = response.ok ? 'OK' : `Invalid HTTP Response: ${response.status}`;
  } catch (error) {
    delivery.status = error instanceof Error && error.name === 'TimeoutError' ? 'timed out' : 'failed to connect';
  }
  delivery.duration = Math.round(performance.now() - started) / 1000;
}
