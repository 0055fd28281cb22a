/** Ports on the loopback address. */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A port that nothing listened on a moment ago; `wanted` when that is free. */
export async function freePort(wanted: number): Promise<number> {
  const server = createServer();
  try {
    server.listen(wanted, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  } finally {
    server.close();
  }
}

/** `preferred` when it is free, otherwise any. */
export async function preferPort(preferred: number): Promise<number> {
  try {
    return await freePort(preferred);
  } catch {
    return await freePort(0);
  }
}
