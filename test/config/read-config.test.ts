import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { forgetSecrets, readConfig } from '#src/config.ts';
import type { Config } from '#src/config.ts';

const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const good = { APP_ID: '123', PRIVATE_KEY: pem, WEBHOOK_SECRET: '3fd2a9c4417e8b60aa51c3d9e07f2b64' };

function configOf(env: Readonly<Record<string, string>>): Config {
  const reading = readConfig(env);
  assert.equal(reading.kind, 'ok', JSON.stringify(reading));
  return reading.config;
}
function problemsOf(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const reading = readConfig(env);
  assert.equal(reading.kind, 'invalid');
  return reading.problems;
}
const namesOf = (problems: readonly string[]): readonly string[] => problems.map((problem) => problem.split(' ')[0] ?? '').sort();

test('three settings are enough; the rest has safe defaults', () => {
  const config = configOf(good);
  assert.deepEqual(config.http, { host: '127.0.0.1', port: 3000 });
  assert.deepEqual(config.github, { webUrl: 'https://github.com', apiUrl: 'https://api.github.com' });
  assert.deepEqual(
    [config.role, config.logLevel, config.databaseUrl, config.redisUrl, config.model],
    ['all', 'info', undefined, undefined, undefined],
  );
  assert.deepEqual(config.app.webhookSecrets, [good.WEBHOOK_SECRET]);
});

test('GitHub Enterprise Server: REST below /api/v3', () => {
  const { github } = configOf({ ...good, GHE_HOST: 'git.shop.example:8443', GHE_PROTOCOL: 'http' });
  assert.deepEqual(github, { webUrl: 'http://git.shop.example:8443', apiUrl: 'http://git.shop.example:8443/api/v3' });
});

test('while rotating the new secret comes first', () => {
  const previous = 'e81f00c37a5d4b92c6e4a8d07f13b25c';
  assert.deepEqual(configOf({ ...good, WEBHOOK_SECRET_PREVIOUS: previous }).app.webhookSecrets, [good.WEBHOOK_SECRET, previous]);
});

test('the key as PEM, in one line, in base64, in quotes, or in a file: always the same key', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-config-'));
  try {
    const path = join(folder, 'app.pem');
    await writeFile(path, pem);
    const { PRIVATE_KEY: _, ...without } = good;
    const forms = [pem.replaceAll('\n', '\\n'), Buffer.from(pem).toString('base64'), `\n${pem}\n`].map((PRIVATE_KEY) => ({
      ...good,
      PRIVATE_KEY,
    }));
    const keys = [good, ...forms, { ...without, PRIVATE_KEY_PATH: path }].map((env) => configOf(env).app.privateKey);
    assert.equal(new Set(keys).size, 1);
    assert.match(keys[0] ?? '', /^-----BEGIN PRIVATE KEY-----/u);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('every mistake is listed at once, by name', () => {
  const problems = problemsOf({
    APP_ID: 'twelve',
    PRIVATE_KEY: 'not a key',
    WEBHOOK_SECRET: 'short',
    WEBHOOK_SECRET_PREVIOUS: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    GHE_HOST: 'https://git.shop.example',
    GHE_PROTOCOL: 'ftp',
    PORT: '99999',
    DATABASE_URL: 'mysql://x',
    REDIS_URL: 'localhost:6379',
    MODEL_BASE_URL: 'file:///etc/passwd',
    COUNTERSIGN_ROLE: 'everything',
    LOG_LEVEL: 'loud',
  });
  assert.deepEqual(namesOf(problems), [
    'APP_ID',
    'COUNTERSIGN_ROLE',
    'DATABASE_URL',
    'GHE_HOST',
    'GHE_PROTOCOL',
    'LOG_LEVEL',
    'MODEL_BASE_URL',
    'PORT',
    'PRIVATE_KEY',
    'REDIS_URL',
    'WEBHOOK_SECRET',
    'WEBHOOK_SECRET_PREVIOUS',
  ]);
});

test('nothing at all, or only empty values: what is missing is named, and that no App is registered', () => {
  for (const env of [{}, { APP_ID: '', PRIVATE_KEY: '', WEBHOOK_SECRET: '' }]) {
    const reading = readConfig(env);
    assert.equal(reading.kind, 'invalid');
    assert.deepEqual([namesOf(reading.problems), reading.unregistered], [['APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET'], true]);
  }
  const partly = readConfig({ APP_ID: '12' });
  assert.equal(partly.kind === 'invalid' && partly.unregistered, false);
});

test('secrets that anybody could guess are refused, Probot’s own default among them', () => {
  const weak = [
    'development',
    'developmentdevelopment',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'abcabcabcabcabcabcabcabcabc',
    '1234512345123451234512345',
    'my-webhook-secret-password',
    'changemechangeme-secret',
    ' 3fd2a9c4417e8b60aa51c3d9e07f2b64',
    '3fd2a9c4417e8b60aa51c3d9e07f2b64\n',
  ];
  for (const WEBHOOK_SECRET of weak) assert.deepEqual(namesOf(problemsOf({ ...good, WEBHOOK_SECRET })), ['WEBHOOK_SECRET'], WEBHOOK_SECRET);
});

test('keys that cannot be an App’s are refused', async () => {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const locked = generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
    .toString();
  const open = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }).toString();
  for (const PRIVATE_KEY of [ec, short, locked, open, pem.slice(0, 400), 'x', '%%%'])
    assert.deepEqual(namesOf(problemsOf({ ...good, PRIVATE_KEY })), ['PRIVATE_KEY']);
  const { PRIVATE_KEY: _, ...without } = good;
  for (const path of ['/nowhere/app.pem', tmpdir()]) {
    const [first = ''] = problemsOf({ ...without, PRIVATE_KEY_PATH: path });
    assert.match(first, /^PRIVATE_KEY_PATH cannot be read \((?:ENOENT|EISDIR)\)/u);
  }
});

test('a password does not belong into the model’s address, which people see', () => {
  const MODEL_BASE_URL = 'https://me:hidden-7781@models.shop.example/v1';
  const problems = problemsOf({ ...good, MODEL_BASE_URL });
  assert.deepEqual(namesOf(problems), ['MODEL_BASE_URL']);
  assert.ok(!problems.join('').includes('hidden-7781'));
});

test('whatever the values are, no message repeats one', () => {
  const names = [
    'APP_ID',
    'PRIVATE_KEY',
    'WEBHOOK_SECRET',
    'WEBHOOK_SECRET_PREVIOUS',
    'DATABASE_URL',
    'REDIS_URL',
    'MODEL_BASE_URL',
    'PORT',
    'GHE_HOST',
    'PRIVATE_KEY_PATH',
    'LOG_LEVEL',
    'COUNTERSIGN_ROLE',
  ];
  const canary = 'Zq7canary';
  const value = fc
    .tuple(
      fc.constantFrom('', 'redis://', 'postgres://u:', 'https://', '-----BEGIN ', '/', '12'),
      fc.string({ unit: 'binary', maxLength: 30 }),
    )
    .map(([before, after]) => `${before}${canary}${after}`);
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), value, { maxKeys: names.length }), (env) => {
      const reading = readConfig(env);
      const told = reading.kind === 'invalid' ? reading.problems.join('\n') : '';
      assert.ok(!told.includes(canary), told);
    }),
  );
});

test('after reading, no child process can inherit a secret', () => {
  const env: Record<string, string | undefined> = {
    ...good,
    PRIVATE_KEY_PATH: '/x',
    WEBHOOK_SECRET_PREVIOUS: 'x',
    MODEL_API_KEY: 'x',
    DATABASE_URL: 'x',
    REDIS_URL: 'x',
    QDRANT_API_KEY: 'x',
    PATH: '/bin',
  };
  forgetSecrets(env);
  assert.deepEqual(env, { APP_ID: '123', PATH: '/bin' });
});
