/** The sandbox as a process of its own: `node sandbox/main.ts [--port N] [--data FOLDER]`. Wiring only. */
import { parseArgs } from 'node:util';
import { createPages } from './pages/create-pages.ts';
import { startSandbox } from './start-sandbox.ts';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '8098' }, data: { type: 'string', default: '.countersign/sandbox' } },
});
const sandbox = await startSandbox({ port: Number(values.port), dataFolder: values.data, pages: createPages });
console.log(`The sandbox answers at ${sandbox.url} (Ctrl-C ends it; what it remembers is kept in memory only).`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
}
