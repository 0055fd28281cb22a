/** `npm run bench:webhooks`: how fast deliveries are acknowledged, beside a bare Probot handler that does nothing. */
import { generateKeyPairSync } from 'node:crypto';
import { parseArgs } from 'node:util';
import { deliveryId } from './deliveries.ts';
import type { Target } from './deliveries.ts';
import { figuresOf, tell } from './report.ts';
import type { Result } from './report.ts';
import { sendInThread } from './send-steadily.ts';
import type { Answers } from './send-steadily.ts';
import { startBareProbot } from './start-bare-probot.ts';
import { watchRecords } from './watch-records.ts';
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
const turnSeconds = 5;
const targetMilliseconds = 100;

interface Options {
  readonly seconds: number;
  readonly rate: number;
  readonly pushes: number;
  readonly say: (text: string) => void;
}

async function measure({ seconds, rate, pushes, say }: Options): Promise<Result> {
  await using database = await startTestDatabase();
  await using stage = await setStage({ env: { DATABASE_URL: database.url } });
  await using probot = await startBareProbot(stage.webhookSecret, someKey());
  await stage.startApp();
  const target = await openTarget(stage, database.database);
  const records = watchRecords(database.database);
  const urls = { app: `${stage.appUrl}/api/github/webhooks`, probot: probot.url };
  const turns: Record<keyof typeof urls, Answers[]> = { app: [], probot: [] };
  const accepted: string[] = [];
  let [dispatchedAfter, workEndedAfter] = [0, 0];
  // The first second of each warms it up and does not count.
  for (let done = -1; done < seconds; done += done < 0 ? 1 : turnSeconds) {
    const length = done < 0 ? 1 : Math.min(turnSeconds, seconds - done);
    for (const name of ['probot', 'app'] as const) {
      const run = `${name}${done + 1}`;
      const load = { url: urls[name], secret: stage.webhookSecret, target, run, perSecond: rate, count: rate * length };
      const answers = await sendInThread({ ...load, pushEvery: pushes === 0 ? 0 : Math.floor(rate / pushes) });
      if (done >= 0) turns[name].push(answers);
      if (name === 'app') accepted.push(...answers.accepted.map((index) => deliveryId(run, index)));
      // What the App still works on must not disturb the turn of the other.
      const idle = await records.untilIdle();
      dispatchedAfter = Math.max(dispatchedAfter, idle.dispatched);
      workEndedAfter = Math.max(workEndedAfter, idle.ended);
      say(done < 0 ? `${name}: warm` : `${name}: ${done + length} of ${seconds} s`);
    }
  }
  const [app, bare] = [figuresOf(turns.app), figuresOf(turns.probot)];
  const rows = Object.fromEntries((await records.rowsOf(accepted)).map(({ state, count }) => [state, count]));
  const lost = accepted.length - Object.values(rows).reduce((sum, count) => sum + count, 0);
  const refused = Object.entries(app.statuses).reduce((sum, [status, count]) => sum + (status.startsWith('2') ? 0 : count), 0);
  return {
    rate,
    seconds,
    pushes,
    app,
    probot: bare,
    rows,
    lost,
    refused,
    dispatchedAfter,
    workEndedAfter,
    ratio: { p50: app.p50 / bare.p50, p99: app.p99 / bare.p99 },
    accepted: accepted.length,
    runs: await records.countRuns(),
    good: app.p99 < targetMilliseconds && lost === 0 && refused === 0,
  };
}

const someKey = (): string =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

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
  process.exitCode = values.help ? 0 : 2;
} else {
  const result = await measure({ seconds, rate, pushes, say: (text) => console.error(text) });
  console.log(values.json ? JSON.stringify(result, undefined, 2) : tell(result));
  process.exitCode = result.good ? 0 : 1;
}
