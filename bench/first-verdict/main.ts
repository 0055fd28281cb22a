/** `npm run bench:first-verdict`: from a pull request's webhook to its draft and to its security verdict, without a model. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { filesOf } from './change.ts';
import { formatTable } from '#bench/format-table.ts';
import { percentile } from '#bench/percentile.ts';
import { setStage } from '#test/app/stage.ts';
import type { Stage } from '#test/app/stage.ts';

const usage = `From the webhook of a new pull request with 20 changed files to its draft and to its security verdict.

  npm run bench:first-verdict -- [--pulls N] [--json]

  --pulls N  pull requests, one after another (10)
  --json     one JSON document on stdout`;
const targetMilliseconds = 5000;
const patienceMilliseconds = 60_000;

/** Milliseconds since the pull request was opened, which is when GitHub sends the webhook. */
interface Times {
  readonly draft: number;
  readonly security: number;
  readonly review: number;
}

async function measure(count: number, say: (text: string) => void): Promise<readonly Times[]> {
  await using stage = await setStage({ embedded: true, files: filesOf(0) });
  await stage.startApp();
  const all: Times[] = [];
  // The first one clones the repository and warms everything up; it is told, and does not count.
  for (let round = 0; round <= count; round += 1) {
    const times = await openOne(stage, round + 1);
    say(
      `${round === 0 ? 'first, with the clone' : `pull request ${round} of ${count}`}: draft ${times.draft} ms, security ${times.security} ms`,
    );
    if (round > 0) all.push(times);
  }
  return all;
}

async function openOne(stage: Stage, round: number): Promise<Times> {
  const { world } = stage.sandbox;
  const branch = `round-${round}`;
  await world.pushCommit(stage.author, stage.repository, { branch, from: 'main', message: `Round ${round}`, files: filesOf(round) });
  const began = performance.now();
  const pull = await world.openPullRequest(stage.author, stage.repository, {
    title: `Round ${round}`,
    body: '',
    head: branch,
    base: 'main',
  });
  const found: Partial<Record<keyof Times, number>> = {};
  const note = (what: keyof Times, seen: boolean): void => {
    if (seen) found[what] ??= Math.round(performance.now() - began);
  };
  while (found.draft === undefined || found.security === undefined || found.review === undefined) {
    if (performance.now() - began > patienceMilliseconds)
      throw new Error(`Not all within a minute: ${JSON.stringify(found)}. ${(await stage.appLog()).split('\n').slice(-8).join('\n')}`);
    note('draft', world.commentsOf(pull).length > 0);
    const runs = world.checkRunsOf(stage.repository, pull.headSha, 'latest');
    for (const name of ['security', 'review'] as const)
      note(
        name,
        runs.some((run) => run.name === `countersign/${name}` && run.status === 'completed'),
      );
    await sleep(5);
  }
  return { draft: found.draft, security: found.security, review: found.review };
}

const { values } = parseArgs({
  options: {
    pulls: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const count = /^\d{1,3}$/u.test(values.pulls) ? Number(values.pulls) : 0;
if (values.help || count === 0) {
  console.error(usage);
  process.exitCode = values.help ? 0 : 2;
} else {
  const all = await measure(count, (text) => console.error(text));
  const figures = (['draft', 'security', 'review'] as const).map((what) => {
    const times = all.map((one) => one[what]);
    return { what, p50: percentile(times, 0.5), p95: percentile(times, 0.95), max: Math.max(...times) };
  });
  const good = figures.every(({ p50 }) => p50 < targetMilliseconds);
  if (values.json) console.log(JSON.stringify({ pulls: count, files: filesOf(0).length, figures, all, good }, undefined, 2));
  else {
    const rows = figures.map(({ what, p50, p95, max }) => [`webhook to ${what}`, `${p50} ms`, `${p95} ms`, `${max} ms`]);
    console.log(formatTable([[`${count} pull requests`, 'p50', 'p95', 'max'], ...rows]));
    console.log(`Target ${good ? 'met' : 'MISSED'}: p50 under ${targetMilliseconds / 1000} s.`);
  }
  process.exitCode = good ? 0 : 1;
}
