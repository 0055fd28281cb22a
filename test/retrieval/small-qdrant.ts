/** As much of Qdrant's HTTP interface as the store uses, with the meaning its documents give: exact search, idf over the collection, RRF. */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Sparse {
  readonly indices: readonly number[];
  readonly values: readonly number[];
}
interface Point {
  readonly id: string;
  readonly vector: { readonly terms?: Sparse; readonly dense?: readonly number[] };
  readonly payload: Readonly<Record<string, unknown>>;
}
interface Condition {
  readonly key: string;
  readonly match: { readonly value?: unknown; readonly any?: readonly unknown[] };
}
interface Filter {
  readonly must: readonly Condition[];
}
interface Leg {
  readonly query: Sparse | readonly number[] | { readonly fusion: 'rrf' };
  readonly using?: 'terms' | 'dense';
  readonly filter: Filter;
  readonly limit: number;
  readonly prefetch?: readonly Leg[];
}
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  readonly answer: unknown;
}

export interface SmallQdrant extends AsyncDisposable {
  readonly url: string;
  readonly seen: SeenRequest[];
  /** What the next requests are answered with, instead of an answer. */
  fault: { readonly status: number; readonly body: unknown } | undefined;
  version: string;
  readonly dropCollections: () => void;
}

interface Collection {
  readonly size: number | undefined;
  readonly points: Map<string, Point>;
}

export async function startSmallQdrant(): Promise<SmallQdrant> {
  const collections = new Map<string, Collection>();
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const { pathname: path, searchParams } = new URL(request.url ?? '/', 'http://qdrant');
      const [status, answer] = small.fault === undefined ? route(request.method ?? '', path, body) : [small.fault.status, small.fault.body];
      small.seen.push({
        method: request.method ?? '',
        path,
        query: Object.fromEntries(searchParams),
        headers: request.headers,
        body,
        answer,
      });
      // The server answers a refused key in plain text.
      if (typeof answer === 'string') response.writeHead(status, { 'content-type': 'text/plain' }).end(answer);
      else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });

  function route(method: string, path: string, body: never): readonly [number, unknown] {
    if (path === '/') return [200, { title: 'qdrant', version: small.version }];
    if (path === '/collections') return ok({ collections: [...collections.keys()].map((name) => ({ name })) });
    const [, , name = '', ...rest] = path.split('/');
    const action = `${method} ${rest.join('/')}`;
    if (action === 'GET exists') return ok({ exists: collections.has(name) });
    if (action === 'PUT ') {
      const { vectors } = body as { readonly vectors: { readonly dense?: { readonly size: number } } };
      collections.set(name, { size: vectors.dense?.size, points: new Map() });
      return ok(true);
    }
    const collection = collections.get(name);
    if (collection === undefined) return [404, { status: { error: `Not found: Collection \`${name}\` doesn't exist!` }, time: 0 }];
    const { points } = collection;
    const matching = (filter: Filter): readonly Point[] => [...points.values()].filter((point) => matches(point, filter));
    switch (action) {
      case 'PUT index':
        return ok({ operation_id: 1, status: 'completed' });
      case 'PUT points': {
        const added = (body as { readonly points: readonly Point[] }).points;
        const wrong = added.find(({ vector }) => vector.dense !== undefined && vector.dense.length !== collection.size);
        if (wrong !== undefined)
          return [
            400,
            {
              status: { error: `Wrong input: Vector dimension error: expected dim: ${collection.size}, got ${wrong.vector.dense?.length}` },
            },
          ];
        for (const point of added) points.set(point.id, point);
        return ok({ operation_id: 2, status: 'completed' });
      }
      case 'POST points/delete':
        for (const { id } of matching((body as { readonly filter: Filter }).filter)) points.delete(id);
        return ok({ operation_id: 3, status: 'completed' });
      case 'POST points/count':
        return ok({ count: matching((body as { readonly filter: Filter }).filter).length });
      case 'POST points/query':
        return ok({ points: answer([...points.values()], body) });
      default:
        return [404, {}];
    }
  }

  const small: SmallQdrant = {
    url: '',
    seen: [],
    fault: undefined,
    version: '1.18.0',
    dropCollections: () => collections.clear(),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return Object.assign(small, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

function ok(result: unknown): readonly [number, unknown] {
  return [200, { result, status: 'ok', time: 0.001 }];
}

function answer(points: readonly Point[], leg: Leg): readonly (Point & { readonly score: number })[] {
  const scores = new Map<Point, number>();
  if (leg.prefetch === undefined) for (const point of points) scores.set(point, scoreOf(points, point, leg));
  else
    for (const part of leg.prefetch)
      for (const [rank, found] of answer(points, part).entries()) {
        const point = points.find(({ id }) => id === found.id) ?? found;
        scores.set(point, (scores.get(point) ?? 0) + 1 / (2 + rank));
      }
  return [...scores]
    .filter(([point, score]) => (score > 0 || leg.using === 'dense') && matches(point, leg.filter))
    .sort((a, b) => b[1] - a[1])
    .slice(0, leg.limit)
    .map(([point, score]) => ({ ...point, version: 0, score }));
}

function scoreOf(points: readonly Point[], { vector }: Point, { query, using }: Leg): number {
  if (using === 'dense') {
    const [left, right] = [vector.dense ?? [], query as readonly number[]];
    const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
    return dot(left, right) / Math.sqrt(dot(left, left) * dot(right, right) || 1);
  }
  const wanted = query as Sparse;
  return wanted.indices.reduce((sum, id, at) => {
    const own = vector.terms?.values[vector.terms.indices.indexOf(id)];
    if (own === undefined) return sum;
    const having = points.filter(({ vector }) => vector.terms?.indices.includes(id)).length;
    return sum + own * (wanted.values[at] ?? 0) * Math.log(1 + (points.length - having + 0.5) / (having + 0.5));
  }, 0);
}

function matches({ payload }: Point, { must }: Filter): boolean {
  return must.every(({ key, match }) => (match.any === undefined ? payload[key] === match.value : match.any.includes(payload[key])));
}

async function readBody(request: IncomingMessage): Promise<never> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return (parts.length === 0 ? undefined : JSON.parse(Buffer.concat(parts).toString('utf8'))) as never;
}
