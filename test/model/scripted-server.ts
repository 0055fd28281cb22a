/** An OpenAI-compatible server that does what a script says: the hostile and broken servers of real life, over HTTP. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Asked {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: {
    readonly model?: string;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly response_format?: { readonly type: string; readonly json_schema?: { readonly schema: unknown } };
    readonly max_tokens?: number;
  };
}

export type Step =
  /** A stream with this text in pieces; `as` chooses the field. */
  | {
      readonly do: 'answer';
      readonly text: string;
      readonly as?: 'content' | 'reasoning_content' | 'reasoning';
      readonly finish?: 'stop' | 'length';
      readonly usage?: boolean;
      readonly pieces?: number;
    }
  /** The answer as one JSON document, as servers without streaming give it. */
  | { readonly do: 'whole'; readonly text: string }
  | { readonly do: 'status'; readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly do: 'raw'; readonly type: string; readonly body: string }
  | { readonly do: 'hang' }
  | { readonly do: 'reset' }
  /** Half an answer, then the connection breaks or nothing more comes. */
  | { readonly do: 'stall'; readonly text: string }
  | { readonly do: 'break'; readonly text: string }
  /** Pieces without end. */
  | { readonly do: 'endless'; readonly piece: string; readonly everyMs: number };

/** What to do with the nth chat request (from 0). */
export type Script = (asked: Asked, index: number) => Step;

export interface ScriptedServer extends AsyncDisposable {
  /** Ends in `/v1`. */
  readonly url: string;
  readonly asked: readonly Asked[];
  /** Answers of `GET /v1/models` and `/props`; undefined answers 404. */
  models: unknown;
  props: unknown;
  /** Chat requests that are open right now: an aborted one must vanish. */
  readonly open: () => number;
  readonly close: () => Promise<void>;
}

/** @param port any free one when it is 0 */
export async function startScriptedServer(script: Script | readonly Step[], port = 0): Promise<ScriptedServer> {
  const asked: Asked[] = [];
  const open = new Set<ServerResponse>();
  const next: Script = typeof script === 'function' ? script : (_, index) => script[Math.min(index, script.length - 1)] ?? { do: 'hang' };
  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '';
    if (request.method === 'GET') {
      const content = path.endsWith('/models') ? self.models : path.endsWith('/props') ? self.props : undefined;
      response.writeHead(content === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(content ?? {}));
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const entry: Asked = { path, headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) as Asked['body'] };
    asked.push(entry);
    open.add(response);
    response.on('close', () => open.delete(response));
    await perform(next(entry, asked.length - 1), response);
  };
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const self: ScriptedServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    models: { object: 'list', data: [{ id: 'scripted', max_model_len: 4096 }] },
    props: undefined,
    open: () => open.size,
    close,
    [Symbol.asyncDispose]: close,
  };
  return self;
}

async function perform(step: Step, response: ServerResponse): Promise<void> {
  switch (step.do) {
    case 'answer':
      return stream(response, step);
    case 'whole':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          choices: [{ index: 0, message: { role: 'assistant', content: step.text }, finish_reason: 'stop' }],
          usage: { prompt_tokens: 10, completion_tokens: 5 },
        }),
      );
      return;
    case 'status':
      response.writeHead(step.status, { 'content-type': 'application/json', ...step.headers });
      response.end(JSON.stringify(step.body ?? { error: { message: 'scripted' } }));
      return;
    case 'raw':
      response.writeHead(200, { 'content-type': step.type }).end(step.body);
      return;
    case 'hang':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'stall':
    case 'break':
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(event({ choices: [{ index: 0, delta: { content: step.text }, finish_reason: null }] }));
      await sleep(20);
      if (step.do === 'break') response.socket?.resetAndDestroy();
      return;
    case 'endless':
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      while (!response.destroyed) {
        response.write(event({ choices: [{ index: 0, delta: { content: step.piece }, finish_reason: null }] }));
        await sleep(step.everyMs);
      }
  }
}

function stream(response: ServerResponse, step: Extract<Step, { do: 'answer' }>): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const size = Math.max(1, Math.ceil(step.text.length / (step.pieces ?? 5)));
  for (let at = 0; at < step.text.length; at += size) {
    const delta = { content: null, [step.as ?? 'content']: step.text.slice(at, at + size) };
    response.write(event({ choices: [{ index: 0, delta, finish_reason: null }] }));
  }
  response.write(event({ choices: [{ index: 0, delta: {}, finish_reason: step.finish ?? 'stop' }] }));
  if (step.usage !== false) response.write(event({ choices: [], usage: { prompt_tokens: 123, completion_tokens: 45 } }));
  response.end('data: [DONE]\n\n');
}

function event(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}
