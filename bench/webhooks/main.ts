/** `npm run bench:webhooks`: how fast deliveries are acknowledged, beside a bare Probot handler that does nothing. */
import { generateKeyPairSync } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { deliveryId } from './deliveries.ts';
import type { Target } from './deliveries.ts';
import { sendInThread } from './send-steadily.ts';
import type { Answers } from './send-steadily.ts';
import { startBareProbot } from './start-bare-probot.ts';
import { formatTable } from '#bench/format-table.ts';
import { percentile } from '#bench/percentile.ts';
import { isSettled, setStage } from '#test/app/stage.ts';
import type { Stage } from '#test/app/stage.ts';
import { startTestDatabase } from '#test/records/test-database.ts';
import type { Database } from '#src/records/database.ts';

const usage = `Deliveries acknowledged by the App (row durable) and by a bare Probot handler, alternating.

  npm run bench:webhooks -- [--seconds N] [--rate N] [--pushes N] [--json]

  --seconds N  seconds of load on each of the two (30)
  --rate N     deliveries a second (100)
  --pushes N   of them, pushes to a pull request, which the App works on meanwhile (0); the others are comments
  --json       one JSON document on stdout`;
const sliceSeconds = 5;

const whole = (text: string): number => (/^\d{1,5}$/u.test(text) ? Number(text) : Number.NaN);
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    rate: { type: 'string', default: '100' },
    pushes: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [seconds, rate, pushes] = [whole(values.seconds), whole(values.rate), whole(values.pushes)];
if (values.help || !(seconds > 0 && rate > 0 && pushes >= 0 && pushes <= rate)) {
  console.error(usage);
  process.exit(values.help ? 0 : 2);
}

await using database = await startTestDatabase();
await using stage = await setStage({ env: { DATABASE_URL: database.url } });
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
await using probot = await startBareProbot(stage.webhookSecret, privateKey);
const app = await stage.startApp();
const target = await openTarget(stage, database.database);

const openWork = async (): Promise<number> =>
  (await database.database.query<{ count: number }>(`select count(*) as count from work where state in ('queued', 'running')`)).rows[0]
    ?.count ?? 0;
/** What the App still works on must not disturb the turn of the other. */
const untilIdle = async (): Promise<void> => {
  for (const end = Date.now() + 60_000; (await openWork()) > 0 && Date.now() < end;) await sleep(100);
};

const servers = { app: `${stage.appUrl}/api/github/webhooks`, probot: probot.url };
const total: Record<keyof typeof servers, Answers[]> = { app: [], probot: [] };
const acceptedIds: string[] = [];
let lastSent = 0;
for (let done = -1; done < seconds; done += done < 0 ? 1 : sliceSeconds) {
  // The first second of each warms it up and does not count.
  const length = done < 0 ? 1 : Math.min(sliceSeconds, seconds - done);
  for (const name of ['probot', 'app'] as const) {
    const run = `${name}${done + 1}`;
    const load = { url: servers[name], secret: stage.webhookSecret, target, run, perSecond: rate, count: rate * length };
    const answers = await sendInThread({ ...load, pushEvery: pushes === 0 ? 0 : Math.floor(rate / pushes) });
    if (done >= 0) total[name].push(answers);
    lastSent = Date.now();
    if (name === 'app') acceptedIds.push(...answers.accepted.map((index) => deliveryId(run, index)));
    await untilIdle();
    if (!values.json) console.error(`${name}: ${Math.max(0, done) + length} of ${seconds} s`);
  }
}

const countRows = async (condition: string): Promise<number> =>
  (
    await database.database.query<{ count: number }>(`select count(*) as count from inbox where delivery_id = any($1) and ${condition}`, [
      acceptedIds,
    ])
  ).rows[0]?.count ?? 0;
const rows = await countRows('true');
for (const end = Date.now() + 120_000; (await countRows(`state = 'received'`)) > 0 && Date.now() < end;) await sleep(100);
const dispatchedAfter = Date.now() - lastSent;
const states = (
  await database.database.query<{ state: string; count: number }>(
    'select state, count(*) as count from inbox where delivery_id = any($1) group by state',
    [acceptedIds],
  )
).rows;
await untilIdle();
const workEndedAfter = Date.now() - lastSent;
const runs = (await database.database.query<{ count: number }>('select sum(epoch)::bigint as count from work')).rows[0]?.count ?? 0;
await app.stop();

const figures = Object.fromEntries(
  (['app', 'probot'] as const).map((name) => {
    const latencies = total[name].flatMap((answers) => answers.latencies);
    const statuses: Record<string, number> = {};
    for (const answers of total[name])
      for (const [status, count] of Object.entries(answers.statuses)) statuses[status] = (statuses[status] ?? 0) + count;
    const [p50, p99, max] = [percentile(latencies, 0.5), percentile(latencies, 0.99), percentile(latencies, 1)];
    const lateness = Math.max(...total[name].map((answers) => answers.lateness));
    return [name, { deliveries: latencies.length, p50, p99, max, statuses, generatorLateness: lateness }];
  }),
) as Record<
  'app' | 'probot',
  { deliveries: number; p50: number; p99: number; max: number; statuses: Record<string, number>; generatorLateness: number }
>;
const lost = acceptedIds.length - rows;
const refused = Object.entries(figures.app.statuses).reduce((sum, [status, count]) => sum + (status.startsWith('2') ? 0 : count), 0);
const ratio = { p50: figures.app.p50 / figures.probot.p50, p99: figures.app.p99 / figures.probot.p99 };
const good = figures.app.p99 < 100 && lost === 0 && refused === 0;

if (values.json) {
  console.log(
    JSON.stringify(
      {
        rate,
        seconds,
        pushes,
        ...figures,
        ratio,
        accepted: acceptedIds.length,
        rows,
        lost,
        refused,
        states,
        dispatchedAfter,
        workEndedAfter,
        runs,
        good,
      },
      undefined,
      2,
    ),
  );
} else {
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  const line = (name: string, { deliveries, p50, p99, max, statuses }: (typeof figures)['app']): string[] => [
    name,
    String(deliveries),
    ms(p50),
    ms(p99),
    ms(max),
    Object.entries(statuses)
      .map(([status, count]) => `${status}: ${count}`)
      .join(', '),
  ];
  console.log(
    formatTable([
      ['acknowledged by', 'deliveries', 'p50', 'p99', 'max', 'answers'],
      line('Countersign (row durable)', figures.app),
      line('bare Probot (nothing stored)', figures.probot),
      ['ratio', '', ratio.p50.toFixed(2), ratio.p99.toFixed(2), '', ''],
    ]),
  );
  console.log(
    `${rate} a second for ${seconds} s each, ${pushes} of them pushes; the generator was late by ${ms(figures.app.generatorLateness)} at most.`,
  );
  console.log(
    `Inbox: ${rows} rows for ${acceptedIds.length} accepted deliveries (warm-up included), ${lost} lost; ${states.map(({ state, count }) => `${count} ${state}`).join(', ')}.`,
  );
  console.log(
    `All were dispatched ${dispatchedAfter} ms after the last one; all work had ended ${workEndedAfter} ms after it (${runs} runs).`,
  );
  console.log(good ? 'Target met: p99 under 100 ms, none lost.' : 'Target MISSED: p99 under 100 ms, none lost.');
}
process.exitCode = good ? 0 : 1;

/** A pull request that the App has finished its work on. */
async function openTarget({ openPull, until, repository }: Stage, records: Database): Promise<Target> {
  const pull = await openPull({ branch: 'bench', files: [{ path: 'orders/bench.py', content: 'def bench():\n    return 1\n' }] });
  const { head_sha } = await until(pull, 'the first draft and checks', isSettled, 90);
  const { rows } = await records.query<{ installation_id: number; owner: string; repo: string }>(
    'select installation_id, owner, repo from pull_requests where number = $1',
    [pull.number],
  );
  const row = rows[0];
  if (row === undefined) throw new Error('The App does not know the pull request.');
  return {
    repository: { id: repository.id, owner: row.owner, name: row.repo },
    installationId: row.installation_id,
    number: pull.number,
    headSha: head_sha,
  };
}
