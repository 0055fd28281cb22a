import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { findSecrets } from '#src/untrusted/find-secrets.ts';
import { newSecretLedger, redactSecrets } from '#src/untrusted/redact-secrets.ts';
import { SECRETS, pemKey, randomPassword } from './secret-formats.ts';

const shapes: Readonly<Record<string, (secret: string) => string>> = {
  plain: (secret) => `before\n${secret}\nafter`,
  'diff line': (secret) => `@@ -1,2 +1,3 @@\n context\n+${secret}\n-old`,
  'diff in code': (secret) => `+const client = connect("${secret}");`,
  JSON: (secret) => JSON.stringify({ a: 1, value: secret }),
  'text inside JSON': (secret) => JSON.stringify({ log: `line\n${secret}\nline` }),
  YAML: (secret) => `service:\n  value: ${secret}\n  other: 1`,
  '.env': (secret) => `A=1\nVALUE=${secret}\nB=2`,
  'multi-line, in YAML': (secret) => `+service:\n+  value: |-\n+    ${secret}\n+  other: >\n+    text`,
  'multi-line, in a string': (secret) => `KEYS = """\nfirst\n  ${secret}\nlast\n"""`,
  'multi-line, joined': (secret) => `+  const value =\n+    '${secret.slice(0, -12)}' +\n+    '${secret.slice(-12)}';`,
  'with an allow comment': (secret) => `// secretlint-disable\nx = "${secret}" // gitleaks:allow pragma: allowlist secret`,
};

for (const [shape, put] of Object.entries(shapes)) {
  test(`no secret of ${Object.keys(SECRETS).length} forms passes: ${shape}`, async () => {
    const passed: string[] = [];
    for (const [name, secret] of Object.entries(SECRETS)) {
      const { text } = await redactSecrets(put(secret));
      if (text.includes(coreOf(secret))) passed.push(name);
    }
    assert.deepEqual(passed, []);
  });
}

test('tricks inside a token do not help: zero-width, full-width letters, joined literals', async () => {
  const secret = SECRETS['github classic'] ?? '';
  const half = secret.slice(0, 20);
  const rest = secret.slice(20);
  const wide = Array.from(secret, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)).join('');
  for (const text of [
    `${half}\u200b${rest}`,
    `${half}\u{E0041}${rest}`,
    wide,
    `x = "${half}" + "${rest}"`,
    `+  '${half}' +\n+  '${rest}'`,
    `"${half}"\n  "${rest}"`,
  ]) {
    const redacted = await redactSecrets(`a\n${text}\nb`);
    assert.equal(redacted.secrets.length, 1, text);
    assert.ok(!redacted.text.includes(rest) && !redacted.text.includes(half), redacted.text);
    assert.equal(redacted.text.split('\n').length, `a\n${text}\nb`.split('\n').length);
  }
});

test('private keys: plain, in a diff, indented, as one string, cut off', async () => {
  const key = pemKey();
  const body = key.split('\n')[3] ?? '';
  const forms = [
    key,
    key.replace(/^/gm, '+'),
    key.replace(/^/gm, '    '),
    key.replace(/^/gm, '# '),
    JSON.stringify({ key }),
    key
      .split('\n')
      .map((line) => `  "${line}\\n" +`)
      .join('\n'),
    key.split('\n').slice(0, 6).join('\n'),
    key.replaceAll('\n', '\r\n'),
  ];
  for (const form of forms) {
    const { text, secrets } = await redactSecrets(`head\n${form}\ntail`);
    assert.ok(!text.includes(body), form);
    assert.equal(secrets[0]?.kind, 'private-key');
    assert.equal(secrets[0]?.line, 2);
    assert.equal(text.split('\n').length, form.split('\n').length + 2);
  }
  const diff = await redactSecrets(key.replace(/^/gm, '+'));
  assert.ok(
    diff.text.split('\n').every((line) => line.startsWith('+')),
    'a diff stays a diff',
  );
});

test('assigned passwords in many notations', async () => {
  const value = randomPassword();
  for (const text of [
    `password = "${value}"`,
    `const apiKey: string = '${value}';`,
    `"client_secret": "${value}",`,
    `db.password=${value}`,
    `DB_PASSWORD=${value}`,
    `  password: ${value}`,
    `+export AUTH_TOKEN="${value}"`,
    `<password>${value}</password>`,
    `{ 'token' => '${value}' }`,
    `password := "${value}"`,
    `String secretKey = "${value}";`,
    `os.environ["API_KEY"] = "${value}"`,
    `JSON: "{\\"password\\":\\"${value}\\"}"`,
    `Authorization: Bearer ${value.replace('!', 'a')}abc1`,
  ]) {
    const redacted = await redactSecrets(text);
    assert.ok(!redacted.text.includes(value.slice(0, 10)), text);
    assert.equal(redacted.secrets.length, 1, text);
  }
});

test('examples, look-ups and words do not alarm', async () => {
  const lines = [
    'password = "changeme"',
    'password: "your-password-here"',
    'token = os.environ["TOKEN"]',
    'const token = process.env.API_TOKEN;',
    'password = getpass.getpass()',
    'secret: ${{ secrets.NPM_TOKEN }}',
    'api_key = "<API_KEY>"',
    'password = "password123"',
    'token = "access_token"',
    'secretName: my-app-secret',
    'password: "{{ vault_db_password }}"',
    'const TOKEN_KEY = "auth.token.key";',
    'tokenUrl: "https://example.com/oauth/token"',
    'passwordField = "form-password-input2"',
    'password = "test1234"',
    'privateKeyPath = "/etc/keys/server.pem"',
    'access_key = "AKIAIOSFODNN7EXAMPLE"',
    'token = next_token2()',
    'if (password === "dummy-pass-1") {',
    'secret = "xxxxxxxx1"',
    'api_key: "[[SECRET:key:1]]"',
    'integrity: sha512-aGVsbG8gd29ybGQ=',
    "resetPasswordToken = link.split('token=')[1].split('&')[0];",
  ];
  for (const line of lines) assert.deepEqual(await findSecrets(line), [], line);
});

test('placeholders: the same value has the same number, over several texts too; redaction is stable', async () => {
  const [a, b] = [SECRETS['github classic'] ?? '', SECRETS['github oauth'] ?? ''];
  const ledger = newSecretLedger();
  const first = await redactSecrets(`x ${a} y ${b} z ${a}`, ledger);
  assert.equal(first.text, 'x [[SECRET:github:1]] y [[SECRET:github:2]] z [[SECRET:github:1]]');
  assert.equal((await redactSecrets(`again ${b}`, ledger)).text, 'again [[SECRET:github:2]]');
  assert.equal((await redactSecrets(`password = "${randomPassword()}" ${first.text}`)).secrets.length, 1);
  const once = (await redactSecrets(`password = "${randomPassword()}"`)).text;
  assert.equal((await redactSecrets(once)).text, once);
});

test('the number of lines stays, whatever stands around the secret', async () => {
  const pieces = [...Object.values(SECRETS).slice(0, 8), pemKey(3), '\n', '\r\n', '+', ' ', '"', "' + '", 'password = "', '\u200b', 'text'];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...pieces), { maxLength: 10 }), async (parts) => {
      const text = parts.join('');
      const redacted = await redactSecrets(text);
      assert.equal(redacted.text.split('\n').length, text.split('\n').length);
      for (const secret of redacted.secrets) {
        assert.equal(secret.line, text.slice(0, secret.start).split('\n').length);
        assert.equal(secret.endLine, text.slice(0, secret.end).split('\n').length);
      }
    }),
    { numRuns: 150 },
  );
});

test('a single line of many megabytes ends in bounded time', async () => {
  const started = performance.now();
  for (const unit of ['a', 'eyJ', 'password=', 'http://a:', '-----BEGIN PRIVATE KEY-----'])
    await findSecrets(unit.repeat(Math.ceil(4e6 / unit.length)));
  assert.ok(performance.now() - started < 20_000);
});

/** The part of a form that is the secret itself. */
function coreOf(secret: string): string {
  const inAddress = /:\/\/[^:/]*:([^@]+)@/.exec(secret);
  return (inAddress?.[1] ?? secret).slice(-12);
}
