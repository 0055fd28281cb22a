/** Sends deliveries one after the other, in order of creation per App, once each; GitHub never retries by itself. */
import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { App } from '#sandbox/state/app.ts';
import type { Delivery } from '#sandbox/state/delivery.ts';

export interface SendOptions {
  /** GitHub's patience; 10 s on github.com. */
  readonly timeoutMs: number;
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
      for (let seen: readonly Promise<void>[] = []; ;) {
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
  const timeout = AbortSignal.timeout(options.timeoutMs);
  try {
    const answer = await post(new URL(app.webhookUrl), delivery, AbortSignal.any([timeout, closing]));
    delivery.responseBody = answer.body;
    delivery.responseHeaders = answer.headers;
    delivery.statusCode = answer.status;
    delivery.status = answer.status >= 200 && answer.status < 300 ? 'OK' : `Invalid HTTP Response: ${answer.status}`;
  } catch {
    delivery.status = timeout.aborted ? 'timed out' : 'failed to connect';
  }
  delivery.duration = Math.round(performance.now() - started) / 1000;
}

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A fresh connection each time: a kept one may just be closing, and nobody would send the delivery again. Redirects are not followed. */
function post(url: URL, delivery: Delivery, signal: AbortSignal): Promise<Reply> {
  const bytes = Buffer.from(delivery.body);
  const headers = { ...delivery.requestHeaders, 'content-length': String(bytes.length) };
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, { method: 'POST', agent: false, headers, signal }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        if (body.length < RESPONSE_KEPT) body = (body + chunk).slice(0, RESPONSE_KEPT);
      });
      response.on('error', reject);
      response.on('end', () => {
        const all = Object.entries(response.headers).map(([name, value]) => [
          name,
          Array.isArray(value) ? value.join(', ') : (value ?? ''),
        ]);
        resolve({ status: response.statusCode ?? 0, headers: Object.fromEntries(all) as Record<string, string>, body });
      });
    });
    request.on('error', reject);
    request.end(bytes);
  });
}
