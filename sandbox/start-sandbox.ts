/** GitHub in miniature, in this process; what it serves is reached over HTTP only. Laid out as GitHub Enterprise Server. */
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { ServerType } from '@hono/node-server';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createControlRoutes } from './faults/control-routes.ts';
import type { Fault, NewFault } from './faults/fault.ts';
import { createFaultSwitch } from './faults/fault.ts';
import type { SandboxEnv } from './faults/fault-layer.ts';
import { createFaultLayer } from './faults/fault-layer.ts';
import type { LoggedRequest } from './faults/request-log.ts';
import { createRequestLog } from './faults/request-log.ts';
import { createGitHttp } from './git/git-http.ts';
import { createGraphql } from './graphql/create-graphql.ts';
import { createRest } from './rest/create-rest.ts';
import type { AddedApp, NewApp } from './state/app.ts';
import { createWorld } from './state/create-world.ts';
import type { World } from './state/world.ts';

export interface SandboxOptions {
  /** Default 0: any free one. */
  readonly port?: number;
  /** Default 127.0.0.1; the sandbox protects nothing. */
  readonly hostname?: string;
  /** Folder for the bare repositories; made when missing. */
  readonly dataFolder: string;
  readonly now?: () => Date;
  /** Requests an hour and caller; default 15,000. */
  readonly rateLimit?: number;
  /** Default 10,000, GitHub's patience. */
  readonly webhookTimeoutMs?: number;
  /** Pages for people, mounted at `/` after everything else. */
  readonly pages?: (world: World) => Hono;
}

export interface Sandbox {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  /** Host and port, as GHE_HOST wants it. */
  readonly host: string;
  readonly world: World;
  addApp(app: NewApp): AddedApp;
  setFault(fault: NewFault): Fault;
  clearFaults(): void;
  requests(): readonly LoggedRequest[];
  /** Ends the server, what hangs, and the webhooks under way. */
  close(): Promise<void>;
}

/** Throws when the port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const dataFolder = resolve(options.dataFolder);
  await mkdir(dataFolder, { recursive: true });
  const now = options.now ?? (() => new Date());
  const closing = new AbortController();
  const handle = createWorld({ dataFolder, now, webhookTimeoutMs: options.webhookTimeoutMs ?? 10_000 });
  const { world } = handle;
  const faults = createFaultSwitch();
  const log = createRequestLog();

  const server = new Hono<SandboxEnv>();
  server.route('/_sandbox', createControlRoutes({ faults, log, settled: () => world.deliveriesSettled() }));
  server.use('*', createFaultLayer({ faults, log, now, closing: closing.signal }));
  server.post('/api/graphql', createGraphql(world));
  const rest = createRest(world, options.rateLimit ?? 15_000);
  server.all('/api/v3', rest);
  server.all('/api/v3/*', rest);
  const gitHttp = createGitHttp(world);
  server.use('*', async (c, next) => (await gitHttp(c)) ?? next());
  if (options.pages) server.route('/', options.pages(world));

  const hostname = options.hostname ?? '127.0.0.1';
  const listening = await listen(server, options.port ?? 0, hostname);
  const host = `${hostname}:${listening.port}`;
  handle.setUrl(`http://${host}`);
  return {
    url: `http://${host}`,
    host,
    world,
    addApp: (wanted) => world.addApp(wanted),
    setFault: (fault) => faults.set(fault),
    clearFaults: () => faults.clear(),
    requests: () => log.list(),
    async close() {
      closing.abort();
      handle.close();
      await new Promise<void>((done) => {
        listening.server.close(() => done());
        if ('closeAllConnections' in listening.server) listening.server.closeAllConnections();
      });
      await world.deliveriesSettled();
    },
  };
}

function listen(app: Hono<SandboxEnv>, port: number, hostname: string): Promise<{ server: ServerType; port: number }> {
  return new Promise((done, failed) => {
    const server = serve({ fetch: app.fetch, port, hostname }, (info: AddressInfo) => done({ server, port: info.port }));
    // A connection that closes while a client reuses it looks like a fault that nobody switched on.
    if ('keepAliveTimeout' in server) server.keepAliveTimeout = 120_000;
    server.once('error', failed);
  });
}
