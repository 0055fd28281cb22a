/** Binds the registration's server, or says why not. */
import type { Server } from 'node:http';
import { codeOf } from './env-file.ts';
import { cannotListen, portTaken } from './wording.ts';

type Listening =
  | { readonly kind: 'listening'; readonly port: number; readonly address: string }
  | { readonly kind: 'refused'; readonly reason: string };

export async function listen(server: Server, { host, port }: { readonly host: string; readonly port: number }): Promise<Listening> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    const code = codeOf(error);
    return { kind: 'refused', reason: code === 'EADDRINUSE' ? portTaken(port) : cannotListen(host, port, code) };
  }
  const bound = server.address();
  const real = typeof bound === 'object' && bound !== null ? bound.port : port;
  return { kind: 'listening', port: real, address: `http://${host.includes(':') ? `[${host}]` : host}:${real}/` };
}
