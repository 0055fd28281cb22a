/** The webhook's door: bound, verify raw bytes, check the shape, hand over, answer. Nothing is parsed before the signature holds. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isHintEvent, parseHint } from './hint.ts';
import { readBody } from './read-body.ts';
import { verifySignature } from './verify-signature.ts';
import type { Log } from '#src/log.ts';
import type { Delivery } from '#src/records/inbox.ts';

export interface ReceiveOptions {
  readonly secrets: readonly string[];
  /** Makes the delivery durable. Rejects when that is impossible; GitHub then sees a 503 and it can be redelivered. */
  readonly accept: (delivery: Delivery, payload: unknown) => Promise<void>;
  readonly log: Log;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

export async function receiveDelivery(request: IncomingMessage, response: ServerResponse, options: ReceiveOptions): Promise<void> {
  const answer = await decide(request, options);
  // A refused body may still be arriving; closing ends it.
  if (answer.status >= 400) response.setHeader('connection', 'close');
  response.writeHead(answer.status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${answer.text}\n`);
  if (!request.complete) request.destroy();
}

async function decide(request: IncomingMessage, { secrets, accept, log }: ReceiveOptions): Promise<Answer> {
  if (request.method !== 'POST') return { status: 405, text: 'Webhooks are delivered with POST.' };
  const event = single(request, 'x-github-event');
  const deliveryId = single(request, 'x-github-delivery');
  const signature = single(request, 'x-hub-signature-256');
  if (event === undefined || !/^[a-z][a-z0-9_]{0,59}$/u.test(event))
    return { status: 400, text: 'X-GitHub-Event is missing or malformed.' };
  if (deliveryId === undefined || !/^[0-9A-Za-z]{4,}(-[0-9A-Za-z]+){1,8}$/u.test(deliveryId) || deliveryId.length > 80)
    return { status: 400, text: 'X-GitHub-Delivery is missing or malformed.' };
  if (signature === undefined)
    return { status: 401, text: 'X-Hub-Signature-256 is missing. Set a webhook secret in the settings of the GitHub App.' };
  const reading = await readBody(request);
  if (reading.kind === 'refused') return { status: reading.status, text: reading.reason };
  if (!verifySignature(reading.body, signature, secrets)) return { status: 401, text: 'The signature does not fit the body.' };

  const payload = parseJson(reading.body);
  if (payload === undefined) return { status: 400, text: 'The body is not a JSON object in UTF-8.' };
  if (!isHintEvent(event)) return { status: 202, text: `Countersign does not use ${event} events.` };
  const parsed = parseHint(event, payload);
  if (parsed === undefined) return { status: 400, text: `The body does not have the shape of a ${event} event.` };
  const semanticKey = `${event}:${createHash('sha256').update(reading.body).digest('hex')}`;
  try {
    await accept({ deliveryId, event, semanticKey, hint: parsed.hint }, payload);
    return { status: 202, text: 'Accepted.' };
  } catch (error) {
    log.error({ err: error, event, deliveryId }, 'delivery not accepted');
    return { status: 503, text: 'The delivery could not be stored. Nothing was done. Redeliver it later.' };
  }
}

function single(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function parseJson(body: Buffer): object | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
