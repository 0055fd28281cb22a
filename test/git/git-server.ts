/** A git server over HTTP as strict, as old or as broken as a test wants it. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGunzip } from 'node:zlib';

export interface GitServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: { readonly url: string; readonly authorization: string | undefined }[];
  /** How it behaves from now on. */
  manners: Manners;
}

export interface Manners {
  /** Speaks version 0, in which only ids of refs are handed out. */
  readonly onlyAdvertised?: boolean;
  /** Answers everything with this status. */
  readonly status?: number;
  readonly location?: string;
  /** Of the pack: never begins, or breaks off after so many bytes and stands still or hangs up. */
  readonly pack?: { readonly bytes: number; readonly ending: 'stand-still' | 'hang-up' };
}

export async function startGitServer(folder: string): Promise<GitServer> {
  const requests: { readonly url: string; readonly authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    requests.push({ url: request.url ?? '', authorization: request.headers.authorization });
    answer(folder, made.manners, request, response);
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const made: GitServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/shop/store.git`,
    requests,
    manners: {},
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise<void>((done) => void server.close(() => done()));
    },
  };
  return made;
}

function answer(folder: string, manners: Manners, request: IncomingMessage, response: ServerResponse): void {
  if (manners.status !== undefined) {
    response.writeHead(manners.status, manners.location === undefined ? {} : { location: manners.location }).end('No.\n');
    return;
  }
  const isList = request.url?.includes('/info/refs') === true;
  const protocol = request.headers['git-protocol'];
  const child = spawn('git', ['upload-pack', '--stateless-rpc', ...(isList ? ['--http-backend-info-refs'] : []), folder], {
    env: {
      PATH: process.env['PATH'],
      ...(manners.onlyAdvertised !== true && typeof protocol === 'string' ? { GIT_PROTOCOL: protocol } : {}),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdin.on('error', () => undefined);
  (request.headers['content-encoding'] === 'gzip' ? request.pipe(createGunzip()) : request).pipe(child.stdin);
  const out: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.on('close', () => {
    response.writeHead(200, { 'content-type': `application/x-git-upload-pack-${isList ? 'advertisement' : 'result'}` });
    const body = Buffer.concat([...(isList ? [Buffer.from('001e# service=git-upload-pack\n0000')] : []), ...out]);
    if (manners.pack === undefined || body.indexOf('PACK') === -1) response.end(body);
    else
      response.write(body.subarray(0, manners.pack.bytes), () => {
        if (manners.pack?.ending === 'hang-up') response.destroy();
      });
  });
}
