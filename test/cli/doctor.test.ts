import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { z } from 'zod';
import { readAppManifest } from '#sandbox/demo/app-manifest.ts';
import { startSandbox } from '#sandbox/start-sandbox.ts';
import { startScriptedServer } from '#test/model/scripted-server.ts';
import { makeDataFolder } from '#test/records/test-database.ts';
import { countersign, newFolder, root } from './run-cli.ts';

const Document = z.object({
  ok: z.boolean(),
  checks: z.array(z.object({ name: z.string(), state: z.enum(['ok', 'warn', 'fail']), message: z.string(), todo: z.string().optional() })),
});

async function examined(env: Record<string, string>) {
  const run = await countersign(['doctor', '--json'], { env });
  const document = Document.parse(JSON.parse(run.stdout));
  const of = (name: string) => document.checks.filter((check) => check.name === name);
  return { ...run, document, of, states: document.checks.map(({ name, state }) => `${name} ${state}`) };
}

/** Fast refusals in the place of what a test is not about. */
const noDatabase = 'postgres://nobody:dbPassw0rd-canary@127.0.0.1:9/x';
const webhookSecret = 'q8Zr1-Lk3vB7nXw5TmYp';

suite('countersign doctor', () => {
  test('a machine without any setting: all is well, and it says how to register', async () => {
    const run = await countersign(['doctor'], { env: { COUNTERSIGN_DATA: await makeDataFolder() } });
    assert.equal(run.code, 0, run.stdout);
    assert.match(run.stdout, /^warn {2}github app .*\n +→ npm start -- --register$/mu);
    for (const name of ['node', 'git', 'scanner', 'database']) assert.match(run.stdout, new RegExp(`^ok {4}${name} `, 'mu'));
  });

  test('every mistake in the settings is a line of its own, and the rest is still looked at', async () => {
    const { code, of, states } = await examined({
      APP_ID: 'seven',
      PRIVATE_KEY: 'not a key',
      WEBHOOK_SECRET: 'development-secret-1',
      PORT: '99999',
      DATABASE_URL: noDatabase,
    });
    assert.equal(code, 1);
    assert.deepEqual(
      of('settings')
        .map(({ state, message }) => `${state} ${message.split(' ')[0]}`)
        .sort(),
      ['fail APP_ID', 'fail PORT', 'fail PRIVATE_KEY', 'fail WEBHOOK_SECRET'],
    );
    assert.ok(states.includes('git ok'), states.join());
  });

  test('an App, a database, Redis and a model that do not answer: each fails with what to do, and no secret is shown', async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const secrets = {
      PRIVATE_KEY: Buffer.from(privateKey).toString('base64'),
      WEBHOOK_SECRET: webhookSecret,
      DATABASE_URL: noDatabase,
      REDIS_URL: 'redis://:redisPassw0rd-canary@127.0.0.1:9',
      QDRANT_URL: 'http://127.0.0.1:9',
      QDRANT_API_KEY: 'qdrantKey-canary',
      EMBEDDING_BASE_URL: 'http://127.0.0.1:9/v1',
      EMBEDDING_MODEL: 'small',
      EMBEDDING_API_KEY: 'embeddingKey-canary',
      MODEL_API_KEY: 'model-key-canary-1234567890',
    };
    const run = await examined({
      ...secrets,
      APP_ID: '7',
      GHE_HOST: '127.0.0.1:9',
      GHE_PROTOCOL: 'http',
      MODEL_BASE_URL: 'http://127.0.0.1:9/v1',
      SEMGREP_PATH: '/nonexistent',
    });
    assert.equal(run.code, 1);
    assert.deepEqual(run.states, [
      'settings ok',
      'node ok',
      'git ok',
      'scanner fail',
      'database fail',
      'redis fail',
      'qdrant fail',
      'embedding fail',
      'github app fail',
      'model fail',
    ]);
    assert.deepEqual(
      run.document.checks.filter(({ state, todo }) => state === 'fail' && (todo ?? '') === ''),
      [],
    );
    const said = run.stdout + run.stderr;
    for (const canary of [
      ...Object.values(secrets).slice(0, 2),
      'Passw0rd-canary',
      'model-key-canary',
      'qdrantKey-canary',
      'embeddingKey-canary',
    ])
      assert.equal(said.includes(canary), false, 'a secret was shown');
  });

  test('the App is asked for by its key: what it lacks, and where it is not installed, is told', async () => {
    const sandbox = await startSandbox({ dataFolder: newFolder('sandbox') });
    await using server = await startScriptedServer([{ do: 'answer', text: '{"sum": 42}' }]);
    // As llama.cpp tells it.
    server.models = { object: 'list', data: [{ id: 'scripted', meta: { n_ctx_train: 32_768, n_params: 1_543_714_304 } }] };
    server.props = { default_generation_settings: { n_ctx: 4096 } };
    try {
      const manifest = await readAppManifest(root);
      const owner = sandbox.world.createUser('shop', { kind: 'Organization' });
      const whole = sandbox.addApp({ name: 'Whole', owner, permissions: manifest.permissions, events: manifest.events });
      const poor = sandbox.addApp({
        name: 'Poor',
        owner,
        permissions: { ...manifest.permissions, checks: 'read' },
        events: ['pull_request'],
      });
      const env = (app: typeof whole, more: Record<string, string> = {}) => ({
        APP_ID: String(app.appId),
        PRIVATE_KEY: app.privateKey,
        WEBHOOK_SECRET: webhookSecret,
        GHE_HOST: sandbox.host,
        GHE_PROTOCOL: 'http',
        DATABASE_URL: noDatabase,
        ...more,
      });
      const fresh = await examined(env(whole, { MODEL_BASE_URL: server.url }));
      assert.equal(fresh.of('github app')[0]?.state, 'warn');
      assert.match(fresh.of('github app')[0]?.todo ?? '', /installations\/new$/u);
      assert.equal(fresh.of('model')[0]?.state, 'ok');
      assert.match(fresh.of('model answers')[0]?.message ?? '', /^keeps to a JSON schema/u);
      assert.deepEqual(
        [fresh.of('model window')[0]?.state, fresh.of('model window')[0]?.message.startsWith('4096 tokens')],
        ['warn', true],
      );
      assert.match(fresh.of('model review')[0]?.message ?? '', /^a small model \(1\.5 billion weights\)/u);
      sandbox.world.install({ app: whole.app, account: owner });
      const installed = await examined(env(whole, { MODEL_BASE_URL: server.url, MODEL_NAME: 'scrpted' }));
      assert.equal(installed.of('github app')[0]?.state, 'ok', installed.of('github app')[0]?.message);
      assert.match(installed.of('model')[0]?.todo ?? '', /Set MODEL_NAME to scripted/u);
      const store = await sandbox.world.createRepository({ owner: 'shop', name: 'store', private: true });
      await sandbox.world.pushCommit(sandbox.world.person('shop'), store, {
        branch: store.defaultBranch,
        message: 'Begin',
        files: [{ path: 'README.md', content: '# Store\n' }],
      });
      const mergeRules = async (appId: number | null | undefined): Promise<string> => {
        const requiredChecks = appId === undefined ? [] : [{ context: 'countersign/security', appId }];
        sandbox.world.protectBranch(store, { branch: store.defaultBranch, requiredChecks });
        const [check] = (await examined(env(whole))).of('merge rules');
        return `${check?.state} ${check?.message}`;
      };
      assert.match(await mergeRules(undefined), /^warn .* is not required on the default branch of shop\/store/u);
      assert.match(await mergeRules(null), /^warn .* from any source/u);
      assert.match(await mergeRules(whole.app.id), /^ok .* from this App alone, on the default branch of 1 repository/u);
      const lacking = await examined(env(poor));
      assert.match(lacking.of('github app')[0]?.message ?? '', /lacks checks: write, event issue_comment/u);
      const policy = join(newFolder('policy'), 'policy.yml');
      await writeFile(policy, 'gate:\n  code_scanning: true\n');
      const uploading = await examined(env(whole, { COUNTERSIGN_POLICY: policy }));
      assert.match(uploading.of('github app')[0]?.message ?? '', /lacks security_events: write/u);
      const wrongKey = await examined({ ...env(whole), PRIVATE_KEY: poor.privateKey });
      assert.match(wrongKey.of('github app')[0]?.message ?? '', /does not know App \d+ by this private key/u);
    } finally {
      await sandbox.close();
    }
  });
});
