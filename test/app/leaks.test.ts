/**
 * Nothing secret leaves by any way: a model that repeats whatever it was sent, GitHub failing, logs at their most talkative.
 * Everything the App wrote anywhere is read at the end and searched for what must not be there, plain and in disguise.
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { startScriptedServer } from '#test/model/scripted-server.ts';
import type { Asked, ScriptedServer } from '#test/model/scripted-server.ts';
import { startTestDatabase } from '#test/records/test-database.ts';
import type { TestDatabase } from '#test/records/test-database.ts';
import { isSettled, setStage } from './stage.ts';
import type { Stage } from './stage.ts';

const canary = (): string => randomBytes(15).toString('base64url').replaceAll(/[-_]/gu, 'x');
const keyId = (): string =>
  `AKIA${randomBytes(20)
    .toString('base64')
    .replaceAll(/[^A-Z2-7]/gu, 'Q')
    .slice(0, 16)}`;
const modelKey = `mk${canary()}`;
// What a person committed: formats that are known, and a password that only its assignment gives away.
const [awsKey, bodyKey] = [keyId(), keyId()];
const password = canary();
const neighborCode = canary();
const ownCode = canary();

/** Says back every word, in each kind of answer that it can be asked for. */
function repeat({ body }: Asked): string {
  const all = body.messages.map(({ content }) => content).join('\n');
  const finding = {
    path: 'orders/vault.py',
    line_hint: 1,
    quote: 'def charge(card):',
    reason: all,
    title: all.slice(-200),
    category: 'bug',
    severity: 'high',
  };
  return JSON.stringify({ changes: all, reason: all, sentence: all, why: all, verdict: 'real', findings: [finding] });
}

suite('leaks', () => {
  let model: ScriptedServer;
  let database: TestDatabase;
  let stage: Stage;
  before(async () => {
    model = await startScriptedServer((asked) => ({ do: 'answer', text: repeat(asked) }));
    model.models = { data: [{ id: 'scripted' }] };
    database = await startTestDatabase();
    stage = await setStage({
      env: { MODEL_BASE_URL: model.url, MODEL_NAME: 'scripted', MODEL_API_KEY: modelKey, DATABASE_URL: database.url, LOG_LEVEL: 'trace' },
    });
    const { world } = stage.sandbox;
    const neighbor = await world.createRepository({ owner: stage.owner, name: 'payroll', private: true });
    await world.pushCommit(stage.maintainer, neighbor, {
      branch: 'main',
      message: 'Begin',
      files: [{ path: 'orders/vault.py', content: `def charge(card):\n    return "${neighborCode}"\n` }],
    });
    // Answers with a fault repeat what they were asked, as proxies do.
    stage.sandbox.setFault({ method: 'POST', path: '/repos/*/*/issues/*/comments', effect: { kind: 'status', status: 502 }, times: 2 });
    stage.sandbox.setFault({ method: 'POST', path: '/repos/*/*/pulls/*/reviews', effect: { kind: 'reset' }, times: 1 });
    await stage.startApp();
    const pull = await stage.openPull({
      branch: 'vault',
      title: 'Charge cards',
      body: `The key is ${bodyKey}.`,
      files: [
        {
          path: 'orders/vault.py',
          content: `# ${ownCode}\nKEY = "${awsKey}"\npassword = "${password}"\n\ndef charge(card):\n    return open(card).read()\n`,
        },
      ],
    });
    await stage.until(pull, 'settled', isSettled, 150);
    world.comment(stage.maintainer, pull, '/ai status');
    await stage.untilComment(pull, 'status', (body) => body.includes('vault') || body.includes('countersign/'), 60);
  });
  after(async () => {
    await stage[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
    await model.close();
  });

  test('the model was asked, and never got a secret', () => {
    assert.ok(model.asked.length >= 2, `${model.asked.length} questions`);
    assert.ok(
      model.asked.some(({ body }) => JSON.stringify(body).includes('def charge')),
      'it is shown code',
    );
    absent(JSON.stringify(model.asked.map(({ body }) => body)), { modelKey, awsKey, bodyKey, password, neighborCode, ...ours() });
  });

  test('GitHub shows none, although the model said them all back', () => {
    const { world } = stage.sandbox;
    const [pull] = world.pullsOf(stage.repository);
    assert.ok(pull);
    const written = [world.commentsOf(pull), world.reviewsOf(pull), world.checkRunsOf(stage.repository, pull.headSha, 'all')];
    const text = JSON.stringify(written, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    assert.match(text, /countersign:draft/u);
    absent(text, { modelKey, awsKey, bodyKey, password, neighborCode, ...ours() });
  });

  test('the log has none at its most talkative, and no code where anybody reads it', async () => {
    const log = await stage.appLog();
    assert.match(log, /"level":40/u, 'the faults are told');
    absent(log, { modelKey, awsKey, password, neighborCode, ...ours() });
    const shown = log.split('\n').filter((line) => /"level":(?:[3-9]\d)/u.test(line));
    absent(shown.join('\n'), { ownCode });
  });

  test('the database holds none; the queue holds addresses only', async () => {
    const rows = await dump();
    for (const { table, text } of rows) absent(text, { modelKey, awsKey, password, neighborCode, ...ours() }, table);
    const queue = rows.filter(({ table }) => table.includes('bullmq')).map(({ text }) => text);
    assert.ok(queue.length > 0, 'the queue is in this database');
    absent(queue.join('\n'), { ownCode, password, title: 'Charge cards' });
  });

  test('no key of ours lies on the disk', async () => {
    for (const path of await filesBelow(join(stage.dataFolder, 'app')))
      absent(await readFile(path, 'latin1'), { modelKey, ...ours() }, path);
  });

  /** Lines of the App's key, its webhook secret, tokens that GitHub gave it. */
  function ours(): Record<string, string> {
    const lines = stage.privateKey.split('\n').filter((line) => line.length > 60);
    return {
      webhookSecret: stage.webhookSecret,
      key: lines[3] ?? '',
      databaseUrl: database.url,
      databasePassword: new URL(database.url).password,
    };
  }

  async function dump(): Promise<readonly { readonly table: string; readonly text: string }[]> {
    const { rows: tables } = await database.database.query<{ table: string }>(
      `select quote_ident(table_schema) || '.' || quote_ident(table_name) as table from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    const found = [];
    for (const { table } of tables) {
      const { rows } = await database.database.query<{ text: string }>(`select t::text as text from ${table} t`);
      found.push(...rows.map(({ text }) => ({ table, text })));
    }
    return found;
  }
});

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function absent(text: string, secrets: Readonly<Record<string, string>>, where = ''): void {
  for (const [name, secret] of Object.entries(secrets))
    for (const [disguise, form] of disguisesOf(secret)) assert.ok(!text.includes(form), `${name}, ${disguise}, ${where}`);
  assert.doesNotMatch(text, /gh[spu]_[A-Za-z0-9]{16,}/u);
}

function disguisesOf(secret: string): readonly (readonly [string, string])[] {
  assert.ok(secret.length >= 8);
  const bytes = Buffer.from(secret);
  return [
    ['plain', secret],
    ['base64', bytes.toString('base64').replace(/=+$/u, '')],
    ['hex', bytes.toString('hex')],
    ['in a URL', encodeURIComponent(secret)],
    ['in JSON', JSON.stringify(secret).slice(1, -1)],
    ['backwards', [...secret].toReversed().join('')],
  ];
}
