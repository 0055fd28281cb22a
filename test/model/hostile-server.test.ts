import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { good, modelAt, notesRequest } from './ask.ts';
import { startScriptedServer } from './scripted-server.ts';
import type { Script, Step } from './scripted-server.ts';

const answer = (text: string, more: Partial<Extract<Step, { do: 'answer' }>> = {}): Step => ({ do: 'answer', text, ...more });

async function ask(script: Script | readonly Step[], options: Parameters<typeof modelAt>[1] = {}) {
  await using server = await startScriptedServer(script);
  const model = await modelAt(server.url, options);
  const result = await model.ask(notesRequest());
  return { result, asked: server.asked, model };
}

test('a plain answer: value, usage, prompt version; the schema goes along', async () => {
  const { result, asked, model } = await ask([answer(good)]);
  assert.equal(model.contextTokens, 4096);
  assert.ok(result.kind === 'answered');
  assert.deepEqual(
    result.value.notes.map(({ title }) => title),
    ['one', 'two'],
  );
  assert.equal(result.salvaged, false);
  assert.equal(result.usage.model, 'scripted');
  assert.equal(result.usage.promptVersion, 'notes@7');
  assert.deepEqual([result.usage.promptTokens, result.usage.completionTokens], [123, 45]);
  assert.equal(asked[0]?.body.response_format?.type, 'json_schema');
  assert.equal(JSON.stringify(asked[0]?.body.response_format).includes('maxLength'), false);
});

for (const [name, step] of Object.entries<Step>({
  'in reasoning_content, content null': answer(good, { as: 'reasoning_content' }),
  'in reasoning': answer(good, { as: 'reasoning' }),
  'behind a thought': answer(`<think>{"notes": "not this"}</think>\n${good}`),
  'behind a thought without opening tag': answer(`hmm {}</think>${good}`),
  'in a fence with prose': answer(`Sure! Here it is:\n\`\`\`json\n${good}\n\`\`\`\nHope it helps {}`),
  'in prose without fence': answer(`The answer {is} ${good} [ok]`),
  'as one document without a stream': { do: 'whole', text: good },
  'as the bare list': answer('[{"title":"one","score":1},{"title":"two"}]'),
  'in a wrapper': answer(`{"result": ${good}}`),
  'with NaN, Python words and trailing commas': answer('{"notes": [{"title": "one", "score": NaN,}, {"title": "two", "score": None},]}'),
  'with a list written as text': answer(JSON.stringify({ notes: '[{"title":"one"},{"title":"two"}]' })),
})) {
  test(`the answer ${name} is understood`, async () => {
    const { result, asked } = await ask([step]);
    assert.ok(result.kind === 'answered');
    assert.deepEqual(
      result.value.notes.map(({ title }) => title),
      ['one', 'two'],
    );
    assert.equal(asked.length, 1);
  });
}

test('missing usage numbers are estimated', async () => {
  const { result } = await ask([answer(good, { usage: false })]);
  assert.ok(result.kind === 'answered');
  assert.ok(result.usage.promptTokens > 20 && result.usage.completionTokens > 10);
});

test('the ladder steps down once and remembers', async () => {
  const script: Script = ({ body }) =>
    body.response_format === undefined
      ? answer(good)
      : { do: 'status', status: 400, body: { error: { message: 'response_format is not supported' } } };
  await using server = await startScriptedServer(script);
  const model = await modelAt(server.url);
  assert.equal((await model.ask(notesRequest())).kind, 'answered');
  assert.deepEqual(
    server.asked.map(({ body }) => body.response_format?.type ?? 'text'),
    ['json_schema', 'json_object', 'text'],
  );
  assert.equal((await model.ask(notesRequest())).kind, 'answered');
  assert.equal(server.asked.length, 4);
});

test('a truncated answer keeps its complete items', async () => {
  const { result } = await ask([answer('{"notes": [{"title": "one", "score": 1}, {"title": "two"}, {"title": "thr', { finish: 'length' })]);
  assert.ok(result.kind === 'answered');
  assert.deepEqual([result.value.notes.map(({ title }) => title), result.salvaged], [['one', 'two'], true]);
});

test('items that do not fit are left out, texts that are too long are cut', async () => {
  const { result } = await ask([answer(JSON.stringify({ notes: [{ title: 'one' }, null, { title: 7 }, { title: 'x'.repeat(50) }] }))]);
  assert.ok(result.kind === 'answered');
  assert.deepEqual([result.value.notes.map(({ title }) => title), result.salvaged], [['one', 'x'.repeat(20)], true]);
});

test('a list of which nothing fits is not "nothing found": asked again, at most twice', async () => {
  const { result, asked } = await ask([answer('{"notes": [{"titel": "x"}]}'), answer('nonsense'), answer(good)]);
  assert.equal(result.kind, 'answered');
  assert.equal(asked.length, 3);
  assert.equal(asked[1]?.body.messages.length, 4);
});

for (const [name, step] of Object.entries<Step>({
  prose: answer('I cannot do that.'),
  nothing: answer(''),
  'a wrong shape': answer('{"a": 1}'),
  'only brackets': answer('{'.repeat(100_000)),
  'the same word for ever': answer('la '.repeat(200_000)),
  'a number': answer('7'),
  null: answer('null'),
})) {
  test(`${name} ends as unusable after two more tries`, async () => {
    const { result, asked } = await ask([step]);
    assert.ok(result.kind === 'failed');
    assert.deepEqual([result.reason, asked.length], ['unusable', 3]);
  });
}

test('an HTML page with status 200 is not a model server', async () => {
  const { result, asked } = await ask([{ do: 'raw', type: 'text/html', body: '<html>Sign in, secret-token</html>' }]);
  assert.ok(result.kind === 'failed');
  assert.deepEqual([result.reason, result.retryable, asked.length], ['unreachable', false, 1]);
  assert.doesNotMatch(result.detail, /secret-token/);
});

test('empty choices, no choices and broken events are no answer', async () => {
  for (const body of ['data: {"choices": []}\n\ndata: [DONE]\n\n', 'data: {"foo": 1}\n\n', '']) {
    const { result } = await ask([{ do: 'raw', type: 'text/event-stream', body }]);
    assert.ok(result.kind === 'failed');
    assert.equal(result.reason, 'unusable');
  }
  const { result } = await ask([{ do: 'raw', type: 'text/event-stream', body: 'data: {"choices": [\n\n' }]);
  assert.equal(result.kind, 'failed');
});

test('a context overflow is too long, and the told size is learned', async () => {
  for (const error of [
    { message: "This model's maximum context length is 2048 tokens. However, you requested 9000 tokens.", code: 400 },
    { code: 400, message: 'the request exceeds the available context size', type: 'exceed_context_size_error', n_ctx: 2048 },
  ]) {
    const { result, model, asked } = await ask([{ do: 'status', status: 400, body: { error } }]);
    assert.ok(result.kind === 'failed');
    assert.deepEqual([result.reason, asked.length, model.contextTokens], ['too-long', 1, 2048]);
  }
});

test('what cannot fit is not even sent', async () => {
  await using server = await startScriptedServer([answer(good)]);
  const model = await modelAt(server.url);
  const result = await model.ask(notesRequest({ data: [{ label: 'x', text: 'abc '.repeat(100_000) }] }));
  assert.ok(result.kind === 'failed');
  assert.deepEqual([result.reason, server.asked.length], ['too-long', 0]);
});

test('401 and 403 are said once, without the key', async () => {
  for (const status of [401, 403]) {
    const { result, asked } = await ask([{ do: 'status', status, body: { error: { message: 'bad key very-secret-key' } } }], {
      apiKey: 'very-secret-key',
    });
    assert.ok(result.kind === 'failed');
    assert.deepEqual([result.reason, result.retryable, asked.length], ['unauthorized', false, 1]);
    assert.doesNotMatch(JSON.stringify(result), /very-secret/);
    assert.equal(asked[0]?.headers['authorization'], 'Bearer very-secret-key');
  }
});

test('429, 500 and a reset are tried again, three calls at most', async () => {
  for (const step of [
    { do: 'status', status: 429, headers: { 'retry-after': '1' } },
    { do: 'status', status: 503 },
    { do: 'reset' },
    { do: 'break', text: '{"no' },
  ] satisfies Step[]) {
    const waits: number[] = [];
    const { result } = await ask([step, step, answer(good)], { wait: (ms) => (waits.push(ms), Promise.resolve()) });
    assert.equal(result.kind, 'answered', step.do);
    assert.equal(waits.length, 2);
    if (step.do === 'status' && step.status === 429) assert.deepEqual(waits, [1000, 1000]);
    const again = await ask([step]);
    assert.ok(again.result.kind === 'failed');
    assert.deepEqual([again.result.reason, again.result.retryable, again.asked.length], ['unreachable', true, 3]);
  }
});

test('a long Retry-After is left to the queue', async () => {
  const { result, asked } = await ask([{ do: 'status', status: 429, headers: { 'retry-after': '600' } }]);
  assert.ok(result.kind === 'failed');
  assert.deepEqual([result.reason, asked.length], ['unreachable', 1]);
});

test('deadlines: silence, a stall, an endless trickle; the slot is freed each time', async () => {
  const endless: Step = { do: 'endless', piece: 'x', everyMs: 20 };
  for (const [step, words] of [
    [{ do: 'hang' }, /did not begin/],
    [{ do: 'stall', text: '{' }, /stopped in the middle/],
    [endless, /did not finish/],
  ] as const) {
    await using server = await startScriptedServer([step]);
    const model = await modelAt(server.url, { deadlines: { firstTokenMs: 150, gapMs: 150, wholeMs: 500 } });
    const started = performance.now();
    const result = await model.ask(notesRequest());
    assert.ok(result.kind === 'failed');
    assert.equal(result.reason, 'timeout');
    assert.match(result.detail, words);
    assert.ok(performance.now() - started < 2500);
    for (let turn = 0; turn < 50 && server.open() > 0; turn += 1) await sleep(20);
    assert.equal(server.open(), 0);
  }
});

test('an endless fast answer is cut at one million characters', async () => {
  await using server = await startScriptedServer([{ do: 'endless', piece: 'x'.repeat(200_000), everyMs: 1 }]);
  const model = await modelAt(server.url, { deadlines: { firstTokenMs: 2000, gapMs: 2000, wholeMs: 20_000 } });
  const result = await model.ask(notesRequest());
  assert.ok(result.kind === 'failed');
  assert.equal(result.reason, 'unusable');
});

test('an abort ends the question and frees the slot', async () => {
  await using server = await startScriptedServer([{ do: 'endless', piece: 'x', everyMs: 20 }]);
  const model = await modelAt(server.url);
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 100);
  const result = await model.ask(notesRequest({ signal: controller.signal }));
  assert.ok(result.kind === 'failed');
  assert.equal(result.reason, 'aborted');
  for (let turn = 0; turn < 50 && server.open() > 0; turn += 1) await sleep(20);
  assert.equal(server.open(), 0);
});

test('a closed port is unreachable; after three failures the endpoint rests, then one question tries', async () => {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  let now = 1_000_000;
  let calls = 0;
  const model = await modelAt(`http://127.0.0.1:${port}/v1`, {
    now: () => now,
    circuit: { failures: 3, restMs: 5000 },
    fetch: (input, init) => ((calls += 1), fetch(input, init)),
  });
  assert.equal(model.contextTokens, 8192);
  for (let turn = 0; turn < 3; turn += 1) {
    const result = await model.ask(notesRequest());
    assert.ok(result.kind === 'failed');
    assert.deepEqual([result.reason, result.retryable], ['unreachable', true]);
  }
  const before = calls;
  const rested = await model.ask(notesRequest());
  assert.ok(rested.kind === 'failed' && rested.reason === 'unreachable');
  assert.equal(calls, before, 'nothing was sent');
  now += 6000;
  await model.ask(notesRequest());
  assert.ok(calls > before, 'one question tries');
});

test('context from llama.cpp and from servers that tell nothing', async () => {
  await using server = await startScriptedServer([answer(good)]);
  server.models = { data: [{ id: 'qwen', meta: { n_ctx_train: 32768 } }] };
  server.props = { default_generation_settings: { n_ctx: 16384 } };
  assert.deepEqual(await modelAt(server.url).then(({ name, contextTokens }) => [name, contextTokens]), ['qwen', 16384]);
  server.props = undefined;
  assert.equal((await modelAt(server.url)).contextTokens, 32768);
  server.models = { data: [{ id: 'plain' }, { id: 'other' }] };
  assert.equal((await modelAt(server.url)).contextTokens, 8192);
  server.models = 'nonsense';
  assert.equal((await modelAt(server.url, { name: 'named' })).name, 'named');
});
