/** The webhook's door on a real port, with a list in the place of the database. */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { receiveDelivery } from '#src/webhook/receive-delivery.ts';
import type { Delivery } from '#src/records/inbox.ts';

export const secret = 'b3f1c2a97d58e64f0c1b2a3948576fed';
export const previousSecret = '77aa0c9e1d3b5f2846e8c0d2b4f69717';

export interface Door extends AsyncDisposable {
  readonly port: number;
  readonly accepted: Delivery[];
  /** Makes storing fail from now on. */
  readonly breakStore: (broken: boolean) => void;
}

export async function openDoor(secrets: readonly string[] = [secret]): Promise<Door> {
  const accepted: Delivery[] = [];
  let storeBroken = false;
  const silent = (): void => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  const accept = (delivery: Delivery): Promise<void> =>
    storeBroken ? Promise.reject(new Error('no database')) : Promise.resolve(void accepted.push(delivery));
  const server = createServer((incoming, response) => void receiveDelivery(incoming, response, { secrets, accept, log }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    accepted,
    breakStore: (broken) => void (storeBroken = broken),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const sign = (body: string | Uint8Array, key: string = secret): string =>
  `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;

let lastDelivery = 0;
export interface Sent {
  readonly status: number;
  readonly text: string;
}

/** Sends one delivery, rightly signed unless `headers` say otherwise; a header set to `undefined` is left out. */
export function deliver(port: number, event: string, body: string | Uint8Array, headers: OutgoingHttpHeaders = {}): Promise<Sent> {
  lastDelivery += 1;
  const all: OutgoingHttpHeaders = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-github-event': event,
    'x-github-delivery': `door-${lastDelivery}`,
    'x-hub-signature-256': sign(body),
    ...headers,
  };
  const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return new Promise((resolve, reject) => {
    const call = request(
      { host: '127.0.0.1', port, method: 'POST', path: '/api/github/webhooks', headers: sent, agent: false },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.once('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }));
        response.once('error', reject);
      },
    );
    call.once('error', reject);
    call.end(body);
  });
}
