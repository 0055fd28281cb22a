import assert from 'node:assert/strict';
import { test } from 'node:test';
import { probeEndpoint } from '#src/model/probe-endpoint.ts';
import { startScriptedServer } from './scripted-server.ts';
import type { Script, Step } from './scripted-server.ts';

const sum = '{"sum": 42}';
const deadlines = { firstTokenMs: 300, gapMs: 300, wholeMs: 1000 };
const refusal: Step = { do: 'status', status: 400, body: { error: { message: 'response_format is not supported' } } };

async function probe(script: Script | readonly Step[], told: number | 'nothing' = 8192) {
  await using server = await startScriptedServer(script);
  return {
    probed: await probeEndpoint({ baseUrl: server.url, name: 'scripted', contextTokens: told === 'nothing' ? undefined : told, deadlines }),
    asked: server.asked,
  };
}

test('the best format that it takes and keeps to', async () => {
  const types =
    (type: string): Script =>
    (asked) =>
      (asked.body.response_format?.type ?? 'text') === type || type === 'all' ? { do: 'answer', text: sum } : refusal;
  for (const [takes, rung] of [
    ['all', 'json_schema'],
    ['json_object', 'json_object'],
    ['text', 'text'],
  ] as const) {
    const { probed } = await probe(types(takes));
    assert.ok(probed.kind === 'answers');
    assert.deepEqual([probed.rung, probed.reasoningOnly, probed.countsTokens, probed.contextFrom], [rung, false, true, 'told']);
  }
  const { probed } = await probe((asked) => ({ do: 'answer', text: asked.body.response_format?.type === 'json_object' ? sum : 'Sure!' }));
  assert.equal(probed.kind === 'answers' && probed.rung, 'json_object', 'a format that is taken and ignored does not count');
});

test('an answer where others think, one without numbers, one in one piece', async () => {
  const thinking = await probe([{ do: 'answer', text: sum, as: 'reasoning_content', usage: false }]);
  assert.ok(thinking.probed.kind === 'answers');
  assert.deepEqual([thinking.probed.reasoningOnly, thinking.probed.countsTokens], [true, false]);
  const whole = await probe([{ do: 'whole', text: sum }]);
  assert.ok(whole.probed.kind === 'answers' && !whole.probed.streams);
});

test('prose, refusals, silence and a closed port are told apart', async () => {
  assert.equal((await probe([{ do: 'answer', text: 'forty-two' }])).probed.kind, 'no-json');
  const kindOf = async (step: Step): Promise<string> => {
    const { probed } = await probe([step]);
    return probed.kind === 'silent' ? probed.failure.kind : probed.kind;
  };
  assert.equal(await kindOf({ do: 'status', status: 401 }), 'unauthorized');
  assert.equal(await kindOf({ do: 'hang' }), 'timeout');
  assert.equal(await kindOf({ do: 'stall', text: '{' }), 'timeout');
  assert.equal(await kindOf({ do: 'raw', type: 'text/html', body: '<html>' }), 'unreachable');
  assert.equal(await kindOf(refusal), 'refused-request');
  const closed = await probeEndpoint({ baseUrl: 'http://127.0.0.1:9/v1', name: 'x', contextTokens: 4096, deadlines });
  assert.equal(closed.kind === 'silent' && closed.failure.kind, 'unreachable');
});

test('a context that is not told is found by longer and longer questions', async () => {
  const limit = 11_000;
  const { probed, asked } = await probe(({ body }) => {
    const tokens = (body.messages[0]?.content ?? '').length / 2;
    if (tokens > limit) return { do: 'status', status: 400, body: { error: { message: `maximum context length is ${limit} tokens` } } };
    return { do: 'answer', text: sum };
  }, 'nothing');
  assert.ok(probed.kind === 'answers' && probed.contextFrom === 'found');
  assert.ok(probed.contextTokens <= limit && probed.contextTokens > limit * 0.8, String(probed.contextTokens));
  assert.ok(asked.length < 16, String(asked.length));
});
