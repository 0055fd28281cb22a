/** What the door refuses, over HTTP: always with a 4xx (or 503), never with a 500, and nothing is stored. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, beforeEach, suite, test } from 'node:test';
import fc from 'fast-check';
import { deliver, openDoor, previousSecret, secret, sign } from './door.ts';
import type { Door } from './door.ts';
import { readExamples } from './examples.ts';
import { commentPayload, pullRequestPayload } from './payloads.ts';
import { hintSchemas } from '#src/webhook/hint.ts';

const good = JSON.stringify(pullRequestPayload());

suite('the webhook’s door', () => {
  let door: Door;
  before(async () => void (door = await openDoor()));
  after(() => door[Symbol.asyncDispose]());
  beforeEach(() => void (door.accepted.length = 0));

  test('a signed delivery is accepted once it is stored; when it cannot be stored, GitHub is told', async () => {
    assert.equal((await deliver(door.port, 'pull_request', good)).status, 202);
    assert.equal(door.accepted.length, 1);
    door.breakStore(true);
    const { status, text } = await deliver(door.port, 'pull_request', good);
    door.breakStore(false);
    assert.equal(status, 503);
    assert.match(text, /Redeliver it later/u);
    assert.ok(!text.includes('no database'));
  });

  test('unsigned, wrongly signed or signed for another body: 401, and nothing is parsed', async () => {
    const signatures = [
      undefined,
      '',
      'sha256=',
      sign(good, previousSecret),
      sign(`${good} `),
      sign(good).replace('sha256', 'sha1'),
      sign(good).toUpperCase(),
      `sha256=${'0'.repeat(64)}`,
      sign(good, 'development'),
    ];
    for (const signature of signatures) {
      const { status } = await deliver(door.port, 'pull_request', good, { 'x-hub-signature-256': signature });
      assert.equal(status, 401, String(signature));
    }
    // GitHub's older header alone is no signature for us.
    assert.equal(
      (await deliver(door.port, 'pull_request', good, { 'x-hub-signature-256': undefined, 'x-hub-signature': 'sha1=00' })).status,
      401,
    );
    assert.equal((await deliver(door.port, 'pull_request', '{not json', { 'x-hub-signature-256': sign('{') })).status, 401);
    assert.deepEqual(door.accepted, []);
  });

  test('while the secret is rotated both are taken', async () => {
    await using rotating = await openDoor([secret, previousSecret]);
    for (const key of [secret, previousSecret])
      assert.equal((await deliver(rotating.port, 'pull_request', good, { 'x-hub-signature-256': sign(good, key) })).status, 202);
    assert.equal((await deliver(rotating.port, 'pull_request', good, { 'x-hub-signature-256': sign(good, 'x'.repeat(30)) })).status, 401);
  });

  test('the same bytes under another event name or delivery id keep their identity or are refused', async () => {
    await deliver(door.port, 'pull_request', good, { 'x-github-delivery': 'first-1' });
    await deliver(door.port, 'pull_request', good, { 'x-github-delivery': 'replay-1' });
    const [first, replay] = door.accepted;
    assert.equal(first?.semanticKey, replay?.semanticKey);
    for (const event of Object.keys(hintSchemas).filter((name) => name !== 'pull_request')) {
      const { status } = await deliver(door.port, event, good);
      assert.equal(status, 400, event);
    }
    assert.equal((await deliver(door.port, 'pull_request', JSON.stringify(commentPayload('/ai accept')))).status, 400);
    assert.equal(door.accepted.length, 2);
  });

  test('malformed headers: 400', async () => {
    for (const event of [undefined, '', 'pull request', 'PULL_REQUEST', '__proto__', 'x'.repeat(61)])
      assert.equal((await deliver(door.port, event ?? '', good, { 'x-github-event': event })).status, 400, String(event));
    for (const id of [undefined, '', 'x', "a-1'; drop table inbox", `${'a'.repeat(90)}-1`])
      assert.equal((await deliver(door.port, 'pull_request', good, { 'x-github-delivery': id })).status, 400, String(id));
    assert.deepEqual(door.accepted, []);
  });

  test('events that are not used are answered kindly and not stored, whatever their name', async () => {
    for (const event of ['constructor', 'to_string', 'ping', 'fork', 'projects_v2_item', 'an_event_of_next_year'])
      assert.equal((await deliver(door.port, event, good)).status, 202, event);
    assert.deepEqual(door.accepted, []);
  });

  test('a body that is no JSON object in UTF-8, though signed: 400', async () => {
    const bodies: (string | Uint8Array)[] = ['', 'null', 'true', '0', '""', '[]', `[${good}]`, '{', `${good}x`, `\uFEFF${good}`, '\0'];
    bodies.push('['.repeat(100_000), `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, '{"action":'.repeat(20_000));
    bodies.push(
      Buffer.from([0xff, 0xfe, 0x7b, 0x7d]),
      Buffer.concat([Buffer.from('{"action":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
    );
    bodies.push(Buffer.from(good, 'utf16le'));
    for (const body of bodies) {
      const { status } = await deliver(door.port, 'pull_request', body);
      assert.equal(status, 400, Buffer.from(body).subarray(0, 20).toString('latin1'));
    }
    assert.deepEqual(door.accepted, []);
  });

  test('any JSON at all under any used event is accepted or refused with 400, never anything else', async () => {
    const events = fc.constantFrom(...Object.keys(hintSchemas));
    const somethingWrong = fc
      .tuple(fc.constantFrom(...Object.keys(pullRequestPayload())), fc.jsonValue())
      .map(([name, value]) => ({ ...pullRequestPayload(), [name]: value }));
    await fc.assert(
      fc.asyncProperty(events, fc.oneof(fc.jsonValue(), somethingWrong), async (event, value) => {
        const { status } = await deliver(door.port, event, JSON.stringify(value));
        assert.ok(status === 400 || status === 202, `${status} for ${event}`);
      }),
      { numRuns: 150 },
    );
  });

  test('prototype names in a body change nothing', async () => {
    const body = good.replace('{', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},');
    assert.equal((await deliver(door.port, 'pull_request', body)).status, 202);
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
    assert.ok(!JSON.stringify(door.accepted[0]?.hint).includes('polluted'));
  });

  test('other methods are told what to do', async () => {
    const answer = await fetch(`http://127.0.0.1:${door.port}/api/github/webhooks`);
    assert.equal(answer.status, 405);
  });

  test('every example of what GitHub really sends: stored as far as we use it, otherwise said to be unused; as an App delivery none is refused', async () => {
    const examples = readExamples();
    assert.ok(examples.length > 200, `${examples.length} examples`);
    const counts: Record<number, number> = {};
    for (const { from, event, payload } of examples) {
      const raw = await deliver(door.port, event, JSON.stringify(payload));
      assert.ok(raw.status === 202 || raw.status === 400, `${raw.status} for ${from} ${event}`);
      // Examples of repository webhooks name no installation; what an App gets does.
      const asApp = await deliver(door.port, event, JSON.stringify({ installation: { id: 5 }, ...payload }));
      assert.equal(asApp.status, 202, `${from} ${event}.${String(payload['action'])}: ${asApp.text}`);
      counts[raw.status] = (counts[raw.status] ?? 0) + 1;
    }
    assert.ok(door.accepted.length > 50, `${door.accepted.length} stored`);
  });
});

suite('bodies that are too large, too slow or not what they say', () => {
  let door: Door;
  before(async () => void (door = await openDoor()));
  after(() => door[Symbol.asyncDispose]());

  /** Sends raw bytes; resolves with all that came back when the server closes. */
  function raw(text: string, more?: (write: (bytes: Buffer) => void) => void): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect(door.port, '127.0.0.1');
      let answer = '';
      socket.setEncoding('latin1');
      socket.on('data', (part: string) => void (answer += part));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(answer));
      socket.write(text);
      more?.((bytes) => void socket.write(bytes));
    });
  }
  const head = (headers: string): string =>
    `POST /api/github/webhooks HTTP/1.1\r\nhost: x\r\nx-github-event: pull_request\r\nx-github-delivery: bytes-1\r\nx-hub-signature-256: sha256=${'0'.repeat(64)}\r\n${headers}\r\n\r\n`;
  const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/u.exec(answer)?.[1]);

  test('a declared length over the bound is refused before the body is read, and the connection is closed', async () => {
    assert.equal(statusOf(await raw(head('content-length: 26214401'))), 413);
    assert.equal(statusOf(await raw(head('content-length: 999999999999'))), 413);
  });

  test('without a length, or chunked: 411', async () => {
    assert.equal(statusOf(await raw(`${head('transfer-encoding: chunked')}5\r\nhello\r\n0\r\n\r\n`)), 411);
  });

  test('an exact 25 MB body is read and refused by its signature; ten at once are bounded in memory', async () => {
    const body = Buffer.alloc(25 * 1024 * 1024, 0x20);
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    let highest = 0;
    const watch = setInterval(() => void (highest = Math.max(highest, process.memoryUsage().rss)), 5);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        deliver(door.port, 'pull_request', body, { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }).catch(
          (error: NodeJS.ErrnoException) => ({
            status: 0,
            text: error.code ?? '',
          }),
        ),
      ),
    );
    clearInterval(watch);
    const statuses = answers.map(({ status }) => status);
    // A refusal can reach the client while it still writes, which then sees a reset.
    assert.ok(
      statuses.every((status) => [401, 503, 0].includes(status)),
      statuses.join(' '),
    );
    assert.ok(statuses.filter((status) => status === 401).length >= 2, statuses.join(' '));
    // Client and server share this process: what ten whole bodies would take on the server's side alone is more.
    assert.ok(highest - before < 200 * 1024 * 1024, `grew by ${Math.round((highest - before) / 1024 / 1024)} MB`);
  });

  test('after large bodies the bound is free again, also when they broke off', async () => {
    for (let round = 0; round < 4; round += 1)
      await Promise.all(
        Array.from(
          { length: 2 },
          () =>
            new Promise<void>((resolve) => {
              const socket = connect(door.port, '127.0.0.1', () => {
                socket.write(head('content-length: 26214400'));
                socket.write(Buffer.alloc(65_536));
                setTimeout(() => socket.destroy(), 30);
              });
              socket.on('error', () => undefined);
              socket.on('close', () => resolve());
            }),
        ),
      );
    const body = Buffer.alloc(1024 * 1024, 0x20);
    assert.equal((await deliver(door.port, 'pull_request', body)).status, 400);
  });
});
