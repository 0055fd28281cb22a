/** What one gets from Probot as it comes: its own middleware, and a handler that does nothing. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createNodeMiddleware, createProbot } from 'probot';

const middleware = await createNodeMiddleware((app) => app.onAny(() => undefined), { probot: createProbot() });
const server = createServer((request, response) => {
  void middleware(request, response, () => response.writeHead(404).end());
});
server.listen(0, '127.0.0.1', () => console.log(`port ${(server.address() as AddressInfo).port}`));
process.once('disconnect', () => process.exit(0));
