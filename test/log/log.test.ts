import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { suite, test } from 'node:test';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { createLog, describeError, maskTokens } from '#src/log.ts';

const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxMjMiLCJleHAiOjF9.c2lnbmF0dXJlLXZhbHVl';
const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
/** Made at run time, so that no scanner takes this file for a leak. */
const secrets: Readonly<Record<string, string>> = {
  'personal token': `ghp_${'A1b2'.repeat(9)}`,
  'installation token': `ghs_${'A1b2'.repeat(9)}`,
  'long installation token': `ghs_123456_${jwt}`,
  'fine-grained token': `github_pat_${'A1b2'.repeat(12)}`,
  'app jwt': jwt,
  'model key': `sk-${'a1B2'.repeat(8)}`,
  'private key': pem,
  'private key in one line': pem.replaceAll('\n', '\\n'),
  'authorization header': `authorization: bearer ${'q'.repeat(40)}`,
  'basic header': `Authorization: Basic ${Buffer.from('x-access-token:abcdef0123456789').toString('base64')}`,
};
/** What must not be left of it. */
const coreOf = (secret: string): string => secret.replace(/^authorization: \w+ /iu, '').slice(14, 34);

suite('tokens in texts are masked', () => {
  for (const [name, secret] of Object.entries(secrets)) {
    test(name, () => {
      for (const text of [
        secret,
        `before ${secret} after`,
        `"${secret}"`,
        `(${secret})`,
        `x=${secret}&y=1`,
        `\n${secret}\n`,
        `${secret}${secret}`,
      ]) {
        const left = maskTokens(text);
        assert.ok(!left.includes(coreOf(secret)), left);
      }
    });
  }

  test('passwords in addresses, the host stays', () => {
    const masked = maskTokens('connect to postgres://countersign:p%40ss-w0rd@db.shop.example:5432/x and redis://:hush@cache:6379 failed');
    assert.equal(masked, 'connect to postgres://countersign:[masked]@db.shop.example:5432/x and redis://:[masked]@cache:6379 failed');
    assert.ok(!maskTokens('https://x-access-token:abcdefabcdef@git.shop.example/a/b.git').includes('abcdefabcdef'));
    assert.ok(!maskTokens('postgres://u:p@ss/word@db/x').includes('p@ss'));
  });

  test('ordinary texts stay as they are', () => {
    for (const text of [
      'the token expired',
      'GET /repos/a/b/pulls/1: 404',
      'Basic auth is off',
      'a@b.example',
      '12:30 @ here',
      'https://x.example/a:b',
    ])
      assert.equal(maskTokens(text), text);
  });

  test('a token planted anywhere in any text is gone, and nothing hangs', () => {
    const secret = secrets['installation token'] ?? '';
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 300 }), (before, after) => {
        assert.ok(!maskTokens(`${before} ${secret} ${after}`).includes(coreOf(secret)));
      }),
    );
    const began = performance.now();
    for (const hostile of [
      '-----BEGIN A PRIVATE KEY-----'.repeat(4000),
      '://a:'.repeat(20_000),
      'eyJ'.repeat(30_000),
      'bearer '.repeat(20_000),
    ])
      maskTokens(hostile);
    assert.ok(performance.now() - began < 3000, `${performance.now() - began} ms`);
  });
});

suite('errors', () => {
  test('message, stack and causes are told and masked; request and response are not', () => {
    const token = secrets['installation token'] ?? '';
    const cause = Object.assign(new Error(`cause ${token}`), { request: { headers: { authorization: `token ${token}` } } });
    const error = Object.assign(new Error(`outer ${token}`, { cause }), { response: { data: token }, request: { body: token } });
    const described = describeError(error);
    assert.ok(!JSON.stringify(described).includes(token));
    assert.match(described.message, /^outer /u);
    assert.match(described.cause ?? '', /^cause /u);
  });

  test('an error that leads to itself, a huge one and what is no error end in a line', () => {
    const loop = new Error('loop');
    loop.cause = loop;
    assert.match(describeError(loop).cause ?? '', /loop/u);
    assert.ok(JSON.stringify(describeError(new Error('x'.repeat(1_000_000)))).length < 30_000);
    for (const odd of [undefined, null, 1, 'text', { message: 'no' }, Symbol('s')])
      assert.equal(typeof describeError(odd).message, 'string');
    assert.match(describeError(new AggregateError([new Error('first'), new Error('second')], 'both')).cause ?? '', /first.*second/u);
  });
});

test('a line of the real log is one line of JSON on stderr, with secret fields masked', async () => {
  const token = secrets['personal token'] ?? '';
  const script = `
    import { createLog } from ${JSON.stringify(new URL('../../src/log.ts', import.meta.url).href)};
    const log = createLog('info');
    const secret = process.env.PLANTED;
    log.info({ token: secret, job: { token: secret, password: secret, authorization: secret, secret, privateKey: secret } }, 'fields');
    log.warn({ err: new Error('failed with ' + secret) }, 'an error\\nof two lines');
    log.debug({}, 'not told');
  `;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    env: { PATH: process.env['PATH'], PLANTED: token },
  });
  assert.equal(stdout, '');
  const lines = stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { msg: string });
  assert.deepEqual(
    lines.map(({ msg }) => msg),
    ['fields', 'an error\nof two lines'],
  );
  assert.ok(!stderr.includes(token));
  assert.equal(createLog('silent').level, 'silent');
});
