/** A pull request takes away what a file outside it still uses: the App's own index knows, whatever the model says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startScriptedServer } from '#test/model/scripted-server.ts';
import { answerAsReviewer } from './scripted-reviewer.ts';
import { checkOf, isSettled, setStage } from './stage.ts';

const prices = 'def cart_total(prices):\n    return sum(prices)\n\n\ndef cart_rate():\n    return 19\n';
const checkout = 'from orders.prices import cart_total\n\n\ndef checkout(order):\n    return cart_total(order.prices)\n';

test('said on the deleted line, resolved when the other file follows', async (context) => {
  const model = await startScriptedServer((asked) => ({ do: 'answer', text: JSON.stringify(answerAsReviewer(asked, [])) }));
  context.after(() => model.close());
  model.models = { data: [{ id: 'scripted' }] };
  await using stage = await setStage({
    env: { MODEL_BASE_URL: model.url, MODEL_NAME: 'scripted' },
    files: [
      { path: 'orders/prices.py', content: prices },
      { path: 'orders/checkout.py', content: checkout },
    ],
  });
  await stage.startApp();
  const isIndexed = async (): Promise<boolean> => /<td>ready<\/td>/u.test(await (await fetch(`${stage.appUrl}/code`)).text());
  for (const end = Date.now() + 60_000; !(await isIndexed()); await new Promise((resolve) => setTimeout(resolve, 200)))
    assert.ok(Date.now() < end, 'indexed within a minute');

  const less = { path: 'orders/prices.py', content: prices.slice(prices.indexOf('def cart_rate')) };
  const pull = await stage.openPull({ branch: 'less', title: 'Drop the total', body: '', files: [less] });
  const reviewed = () =>
    stage.until(
      pull,
      'reviewed',
      (now) => isSettled(now) && now.head_sha === pull.headSha && checkOf(now, 'review')?.conclusion === 'success',
      90,
    );
  const seen = await reviewed();
  assert.equal(seen.review_comments.length, 1);
  const { world } = stage.sandbox;
  const [comment] = world.reviewCommentsOf(pull);
  assert.deepEqual([comment?.path, comment?.side, comment?.originalLine], ['orders/prices.py', 'LEFT', 1]);
  assert.match(comment?.body ?? '', /still used elsewhere: cart_total.*`orders\/checkout\.py:5`/su);

  await world.pushCommit(stage.author, stage.repository, {
    branch: 'less',
    message: 'Checkout sums up by itself',
    files: [{ path: 'orders/checkout.py', content: 'def checkout(order):\n    return sum(order.prices)\n' }],
  });
  await reviewed();
  assert.ok(world.threadsOf(pull).every(({ resolvedById }) => resolvedById !== null));
  assert.match(world.reviewCommentsOf(pull).at(-1)?.body ?? '', /Resolved: as of [0-9a-f]{8} nothing outside the change uses/u);
});
