/** Qdrant's own client, as this house uses it. */
import { QdrantClient } from '@qdrant/js-client-rest';

export interface QdrantServer {
  /** With or without a path, for a server behind a proxy; 6333 where it names no port, as all clients of Qdrant have it. */
  readonly url: string;
  readonly apiKey?: string | undefined;
}

export function openQdrantClient({ url, apiKey }: QdrantServer, timeoutMilliseconds: number): QdrantClient {
  return new QdrantClient({
    ...readAddress(url),
    timeout: timeoutMilliseconds,
    // Its own check writes to the console; ours answers with an error.
    checkCompatibility: false,
    headers: {
      // Qdrant sends a compressed answer in two pieces, and the second waits 40 ms until the first is acknowledged.
      'accept-encoding': 'identity',
      // As `apiKey` it would be sent as well, with a line on the console where the address is http; `doctor` tells that.
      'api-key': apiKey,
    },
  });
}

/** The client itself takes neither a path nor the usual port of the scheme from an address. */
export function readAddress(url: string): { readonly url: string; readonly prefix: string; readonly port: number } {
  const { origin, pathname } = new URL(url);
  const named = /^[a-z]+:\/\/[^/?#]*:(\d+)(?:[/?#]|$)/iu.exec(url)?.[1];
  return { url: origin, prefix: pathname.replace(/\/+$/u, ''), port: Number(named ?? 6333) };
}
