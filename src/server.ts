/** Starts what the role asks for, and stops it in order. Wiring only. */
import { existsSync } from 'node:fs';
import { createWorld } from '#workers/create-world.ts';
import { startWorkers } from '#workers/start-workers.ts';
import type { RunningWorkers } from '#workers/start-workers.ts';
import { forgetSecrets, readConfig } from './config.ts';
import type { Config } from './config.ts';
import { createLog } from './log.ts';
import { openRecords } from './open-records.ts';
import { createProducer } from './queue/enqueue.ts';
import { readStartOptions } from './register/read-start-options.ts';
import { startRegister } from './start-register.ts';
import { startWeb } from './start-web.ts';

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const start = readStartOptions(process.argv.slice(2));
  if (start.kind !== 'start') return void (process.exitCode = await startRegister(start));
  const reading = readConfig();
  if (reading.kind === 'invalid') return refuse(reading.problems, reading.unregistered);
  forgetSecrets();
  await run(reading.config);
}

function refuse(problems: readonly string[], unregistered: boolean): void {
  const hint = unregistered ? ['', 'No GitHub App yet? `npm start -- --register` registers one. `npm run demo` needs none.'] : [];
  console.error(
    [
      'Countersign did not start. Correct these settings (environment or .env):',
      ...problems.map((problem) => `  - ${problem}`),
      ...hint,
    ].join('\n'),
  );
  process.exitCode = 1;
}

async function run(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  const stopping = new AbortController();
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(event, () => stopping.abort());
  const records = await openRecords(config, log);
  const producer = createProducer(records.queues, (error) => log.warn({ err: error }, 'queue connection trouble'));
  let workers: RunningWorkers | undefined;
  const probes = {
    database: async () => void (await records.database.query('select 1')),
    queue: producer.ping,
    ...(config.role === 'web'
      ? {}
      : { scanner: () => (workers === undefined ? Promise.reject(new Error('not started')) : Promise.resolve()) }),
  };
  const web = await startWeb({ config, database: records.database, log, probes, stored: () => workers?.wake(), enqueue: producer.enqueue });
  log.info({ host: config.http.host, port: config.http.port, role: config.role }, 'listening');
  if (config.role !== 'web')
    workers = startWorkers(await createWorld(config, records, producer.enqueue, log, stopping.signal), records.queues);
  log.info({ role: config.role }, 'ready');

  const lost = await Promise.race([
    new Promise<undefined>((resolve) =>
      stopping.signal.aborted ? resolve(undefined) : stopping.signal.addEventListener('abort', () => resolve(undefined)),
    ),
    records.lost,
  ]);
  if (lost !== undefined) log.error({ reason: lost }, 'the embedded database ended; stopping');
  const overdue = setTimeout(() => process.exit(1), 25_000);
  overdue.unref();
  web.close();
  web.closeAllConnections();
  await workers?.stop();
  await producer.close();
  await records.close();
  log.info('stopped');
  process.exit(lost === undefined ? 0 : 1);
}

main().catch((error: unknown) => {
  console.error(`Countersign did not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
