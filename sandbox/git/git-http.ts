/** Smart HTTP: `/<owner>/<repo>.git`, with a token as password. Source: https://git-scm.com/docs/http-protocol */
import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Context } from 'hono';
import type { Caller } from '#sandbox/auth/caller.ts';
import { findCaller } from '#sandbox/auth/caller.ts';
import type { SandboxEnv } from '#sandbox/faults/fault-layer.ts';
import { checkAccess } from '#sandbox/rest/check-access.ts';
import { Refusal } from '#sandbox/state/refusal.ts';
import type { Repository } from '#sandbox/state/repository.ts';
import type { Actor, World } from '#sandbox/state/world.ts';
import { listRefs } from './refs.ts';
import { gitEnvironment } from './run-git.ts';

const PATH = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;
const READ = { app: ['contents:read'], person: 'read' } as const;
const WRITE = { app: ['contents:write'], person: 'write' } as const;

/** `undefined`: not an address of git's. */
export function createGitHttp(world: World): (c: Context<SandboxEnv>) => Promise<Response | undefined> {
  return async (c) => {
    const url = new URL(c.req.url);
    const match = PATH.exec(url.pathname);
    if (!match) return undefined;
    const [, owner = '', name = '', what = ''] = match;
    const service = what === 'info/refs' ? url.searchParams.get('service') : what;
    if (service !== 'git-upload-pack' && service !== 'git-receive-pack')
      return new Response('Please upgrade your git client.', { status: 403 });
    try {
      const caller = await findCaller(world, c.req.header('authorization'));
      c.get('logged').caller = caller.kind;
      const { repository, actor } = access(world, caller, decodeURIComponent(owner), decodeURIComponent(name), service);
      if (what === 'info/refs') return advertise(repository, service, c.req.header('git-protocol'));
      if (service === 'git-upload-pack') return await exchange(c, repository, service);
      return await world.exclusively(async () => {
        const before = await listRefs(repository.gitFolder);
        const response = await exchange(c, repository, service);
        await world.headsMoved(actor, repository, before);
        return response;
      });
    } catch (error) {
      return refuse(error);
    }
  };
}

function access(world: World, caller: Caller, owner: string, name: string, service: string): { repository: Repository; actor: Actor } {
  if (caller.kind === 'anonymous') throw new Refusal(401, 'Authentication required');
  const repository = world.findRepository(owner, name);
  const { actor } = checkAccess(world, caller, repository, service === 'git-receive-pack' ? WRITE : READ);
  if (!repository) throw new Refusal(404, 'Repository not found.');
  return { repository, actor };
}

function refuse(error: unknown): Response {
  if (!(error instanceof Refusal)) {
    console.error('sandbox: git over HTTP', error);
    return new Response('Sandbox error\n', { status: 500 });
  }
  const headers: Record<string, string> = { 'content-type': 'text/plain; charset=utf-8' };
  if (error.status === 401) headers['www-authenticate'] = 'Basic realm="GitHub"';
  return new Response(error.status === 404 ? 'Repository not found.\n' : `${error.message}\n`, { status: error.status, headers });
}

async function advertise(repository: Repository, service: string, protocol: string | undefined): Promise<Response> {
  const head = Buffer.from(packetLine(`# service=${service}\n`) + '0000');
  const refs = await runService(repository, service, ['--http-backend-info-refs'], protocol, Readable.from([]));
  return new Response(new Uint8Array(Buffer.concat([head, refs])), {
    headers: { 'content-type': `application/x-${service}-advertisement`, 'cache-control': 'no-cache' },
  });
}

async function exchange(c: Context<SandboxEnv>, repository: Repository, service: string): Promise<Response> {
  const raw = Readable.from(bodyChunks(c.req.raw));
  const input = c.req.header('content-encoding') === 'gzip' ? raw.pipe(createGunzip()) : raw;
  const out = await runService(repository, service, [], c.req.header('git-protocol'), input);
  return new Response(new Uint8Array(out), { headers: { 'content-type': `application/x-${service}-result`, 'cache-control': 'no-cache' } });
}

async function* bodyChunks(request: Request): AsyncGenerator<Uint8Array> {
  if (request.body) yield* request.body;
}

async function runService(
  repository: Repository,
  service: string,
  flags: readonly string[],
  protocol: string | undefined,
  input: Readable,
): Promise<Buffer> {
  const child = spawn('git', [service.slice('git-'.length), '--stateless-rpc', ...flags, repository.gitFolder], {
    env: { ...gitEnvironment(), ...(protocol && /^[\w=:.-]{1,100}$/.test(protocol) ? { GIT_PROTOCOL: protocol } : {}) },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const out: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stdin.on('error', () => undefined);
  // A broken body (not gzip, cut off) ends the child's input; git then says what it misses.
  input.on('error', () => child.stdin.end());
  input.pipe(child.stdin);
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve());
  });
  return Buffer.concat(out);
}

function packetLine(text: string): string {
  return (text.length + 4).toString(16).padStart(4, '0') + text;
}
