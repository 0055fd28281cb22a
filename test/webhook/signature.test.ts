import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { pino } from 'pino';
import { Probot } from 'probot';
import { verifySignature } from '#src/webhook/verify-signature.ts';
import { previousSecret, secret, sign } from './door.ts';

const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

test('the vector of GitHub’s documentation', () => {
  const header = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
  assert.equal(verifySignature(Buffer.from('Hello, World!'), header, ["It's a Secret to Everybody"]), true);
  assert.equal(verifySignature(Buffer.from('Hello, World?'), header, ["It's a Secret to Everybody"]), false);
});

test('agrees with Octokit, both ways, on any text', async () => {
  for (const key of [secret, previousSecret, "It's a Secret to Everybody", 'zwölf Boxkämpfer 🥊 jagen']) {
    const probot = new Probot({ appId: 1, privateKey, secret: key, log: pino({ level: 'silent' }) });
    await probot.ready();
    const { webhooks } = probot;
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (text) => {
        const header = await webhooks.sign(text);
        assert.equal(verifySignature(Buffer.from(text), header, [key]), true);
        assert.equal(verifySignature(Buffer.from(`${text} `), header, [key]), false);
        assert.equal(await webhooks.verify(text, sign(text, key)), true);
      }),
      { numRuns: 50 },
    );
  }
});

test('one changed bit, in the body or in the signature, is found', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), fc.nat({ max: 7 }), (body, place, bit) => {
      const header = sign(body);
      const changed = Uint8Array.from(body);
      changed[place % body.length] = (body[place % body.length] ?? 0) ^ (1 << bit);
      assert.equal(verifySignature(changed, header, [secret]), false);
      const digest = Buffer.from(header.slice('sha256='.length), 'hex');
      digest[place % 32] = (digest[place % 32] ?? 0) ^ (1 << bit);
      assert.equal(verifySignature(body, `sha256=${digest.toString('hex')}`, [secret]), false);
    }),
  );
});

test('while rotating both secrets are taken, afterwards only the new one', () => {
  const body = Buffer.from('{}');
  assert.equal(verifySignature(body, sign(body, previousSecret), [secret, previousSecret]), true);
  assert.equal(verifySignature(body, sign(body, secret), [secret, previousSecret]), true);
  assert.equal(verifySignature(body, sign(body, previousSecret), [secret]), false);
});

test('whatever stands in the header, only a true signature is taken, and nothing throws', () => {
  const body = Buffer.from('{}');
  const right = sign(body);
  const forms = [undefined, '', 'sha256=', right.toUpperCase(), right.slice('sha256='.length), ` ${right}`, `${right}\n`, `${right}00`];
  forms.push(right.slice(0, -2), right.replace('sha256', 'sha1'), `sha256=${'0'.repeat(64)}`, `${right}, ${right}`);
  for (const form of forms) assert.equal(verifySignature(body, form, [secret]), false, String(form));
  assert.equal(verifySignature(body, right, []), false);
  const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }).map((text) => `sha256=${text}`);
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), hex), (form) => verifySignature(body, form, [secret]) === (form === right)),
  );
});
