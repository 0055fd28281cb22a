import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import type { ModelAnswer } from '#src/ask-model.ts';
import { createLanes } from '#src/model/lanes.ts';

const answered: ModelAnswer<string> = {
  kind: 'answered',
  value: 'yes',
  usage: { model: 'm', promptVersion: 'p@1', promptTokens: 1, completionTokens: 1, milliseconds: 1 },
  salvaged: false,
};
const late: ModelAnswer<string> = { kind: 'failed', reason: 'timeout', detail: 'late', retryable: true };

test('never more at once than the width; answers widen it, a time-out halves it', async () => {
  const lanes = createLanes({ start: 1, most: 4 });
  let running = 0;
  let widest = 0;
  const ask = (answer: ModelAnswer<string>): Promise<unknown> =>
    lanes.run({ task: 'review' }, async () => {
      widest = Math.max(widest, (running += 1));
      await sleep(1);
      running -= 1;
      return answer;
    });
  await Promise.all(Array.from({ length: 60 }, () => ask(answered)));
  assert.equal(widest, 4);
  for (let times = 0; times < 3; times += 1) await ask(late);
  widest = 0;
  await Promise.all(Array.from({ length: 5 }, () => ask(late)));
  assert.equal(widest, 1);
});

test('a draft goes before reviews that wait, an aborted one leaves the line, a thrown error frees its lane', async () => {
  const lanes = createLanes({ start: 1, most: 1 });
  const order: string[] = [];
  const ask = (task: 'summary' | 'review', name: string, signal?: AbortSignal): Promise<ModelAnswer<string> | undefined> =>
    lanes.run({ task, ...(signal === undefined ? {} : { signal }) }, async () => {
      order.push(name);
      await sleep(1);
      return answered;
    });
  const broken = lanes.run<string>({ task: 'review' }, () => Promise.reject(new Error('no prompt file')));
  const stop = new AbortController();
  const all = [ask('review', 'one'), ask('review', 'gone', stop.signal), ask('review', 'two'), ask('summary', 'draft')];
  stop.abort();
  await assert.rejects(broken, /no prompt file/u);
  const answers = await Promise.all(all);
  assert.deepEqual(order, ['draft', 'one', 'two']);
  assert.equal(answers[1], undefined);
  assert.equal(await ask('review', 'never', AbortSignal.abort()), undefined);
});
