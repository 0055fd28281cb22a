import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seldom } from '#src/queue/seldom.ts';

test('of many reports the first is passed on, and then one for each span of time with the number kept back', () => {
  let now = 5000;
  const heard: (readonly [string, number])[] = [];
  const report = seldom(
    (error, keptBack) => heard.push([error.message, keptBack]),
    1000,
    () => now,
  );
  for (let index = 0; index < 25; index += 1, now += 100) report(new Error(String(index)));
  assert.deepEqual(heard, [
    ['0', 0],
    ['10', 9],
    ['20', 9],
  ]);
});
