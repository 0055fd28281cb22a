/** OpenAI's embeddings interface with vectors that everybody can compute: words that mean the same share an axis. */
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OpenAI } from 'openai';

export interface EmbeddingFault {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SmallEmbeddingServer extends AsyncDisposable {
  /** Ends in `/v1`. */
  readonly url: string;
  readonly asked: (OpenAI.EmbeddingCreateParams & { readonly input: readonly string[] })[];
  readonly keys: (string | undefined)[];
  /** What a request gets instead of vectors; asked for each. */
  fault: (texts: readonly string[], request: number) => EmbeddingFault | undefined;
  dimension: number;
}

/** Groups of words with one meaning; any other word has a place of its own by its letters. */
const MEANINGS = ['login sign authenticate credentials password', 'parcel ship deliver freight', 'price cost total sum'].map((group) =>
  group.split(' '),
);

export function vectorOf(text: string, dimension: number): number[] {
  const vector = Array.from({ length: dimension }, () => 0);
  for (const word of text.toLowerCase().match(/[a-z]{3,}/gu) ?? []) {
    const meaning = MEANINGS.findIndex((group) => group.some((one) => word.startsWith(one)));
    const letters = [...word].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 1_009, 7);
    const axis = meaning === -1 ? MEANINGS.length + (letters % (dimension - MEANINGS.length)) : meaning;
    vector[axis] = (vector[axis] ?? 0) + (meaning === -1 ? 0.2 : 1);
  }
  return vector;
}

export async function startSmallEmbeddingServer(): Promise<SmallEmbeddingServer> {
  const server = createServer((request, response) => {
    void readJson(request).then((body) => {
      const asked = body as SmallEmbeddingServer['asked'][number];
      small.asked.push(asked);
      small.keys.push(request.headers.authorization);
      const fault = request.url === '/v1/embeddings' ? small.fault(asked.input, small.asked.length) : { status: 404, body: {} };
      if (fault !== undefined) {
        response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
        response.end(typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body ?? { error: { message: 'no' } }));
        return;
      }
      const data = asked.input.map((text, index): OpenAI.Embedding => ({
        object: 'embedding',
        index,
        embedding: vectorOf(text, small.dimension),
      }));
      // The order is told by `index` alone.
      const answer: OpenAI.CreateEmbeddingResponse = {
        object: 'list',
        data: data.toReversed(),
        model: asked.model,
        usage: { prompt_tokens: 1, total_tokens: 1 },
      };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const small: SmallEmbeddingServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked: [],
    keys: [],
    fault: () => undefined,
    dimension: 32,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return small;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += String(part);
  return JSON.parse(text) as unknown;
}
