/** A pull request over four pushes, as a person sees it: what is said gets less, what comes back is opened again, and the review ends. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '#test/browser.ts';
import { startScriptedServer } from '#test/model/scripted-server.ts';
import type { Asked, ScriptedServer } from '#test/model/scripted-server.ts';
import { checkOf, isSettled, setStage } from './stage.ts';
import type { Stage } from './stage.ts';
import type { Pull } from '#sandbox/state/pull.ts';

const path = 'orders/mean.py';
/** What the model finds whenever the change shows it. */
const points = {
  empty: { quote: '    return total / len(prices)', severity: 'high', title: 'Fails for an empty list' },
  none: { quote: '    total = sum(p for p in prices)', severity: 'medium', title: 'Fails when a price is missing' },
  slow: { quote: '    prices = sorted(prices)', severity: 'medium', title: 'Changes nothing and sorts every time' },
  first: { quote: '    first = prices[1]', severity: 'high', title: 'Second element taken for the first' },
} as const;
type Name = keyof typeof points;
const mended: Partial<Record<Name, string>> = {
  empty: '    return total / len(prices) if prices else 0',
  none: '    total = sum(p or 0 for p in prices)',
};

const code = (wrong: readonly Name[]): string =>
  [
    'def mean(prices):',
    ...(wrong.includes('slow') ? [points.slow.quote] : []),
    ...(wrong.includes('first') ? [points.first.quote] : []),
    (wrong.includes('none') ? points.none.quote : mended.none) ?? '',
    (wrong.includes('empty') ? points.empty.quote : mended.empty) ?? '',
    '',
  ].join('\n');

function answer({ body }: Asked): unknown {
  const [instructions, data] = [body.messages[0]?.content ?? '', body.messages.at(-1)?.content ?? ''];
  if (instructions.includes('prove the claim wrong')) return { why: 'The lines do what the claim says.', verdict: 'real' };
  if (instructions.includes('code that has changed since')) return { why: 'The line handles it now.', defect: 'no' };
  if (!instructions.includes('You review a change')) return { changes: 'Adds a mean of prices.', reason: '', sentence: 'Adds a mean.' };
  const found = Object.values(points).filter(({ quote }) => data.split('\n').some((line) => line.endsWith(quote)));
  const findings = found.map(({ quote, severity, title }) => ({
    path,
    line_hint: 1,
    quote: quote.trim(),
    reason: `\`${quote.trim()}\` does what the caller does not expect.`,
    title,
    category: 'bug',
    severity,
  }));
  return { findings };
}

suite('rounds', () => {
  let stage: Stage;
  let model: ScriptedServer;
  let browser: Browser;
  let page: Page;
  let pull: Pull;
  before(async () => {
    model = await startScriptedServer((asked) => ({ do: 'answer', text: JSON.stringify(answer(asked)) }));
    model.models = { data: [{ id: 'scripted' }] };
    [stage, browser] = await Promise.all([setStage({ env: { MODEL_BASE_URL: model.url, MODEL_NAME: 'scripted' } }), launchBrowser()]);
    await stage.startApp();
    // Without scripts the page does not load itself again while it is read.
    page = await browser.newPage({ javaScriptEnabled: false });
    await page.context().addCookies([{ name: 'acting_as', value: String(stage.author.user.id), url: stage.sandbox.url }]);
  });
  after(async () => {
    await browser.close();
    await stage[Symbol.asyncDispose]();
    await model.close();
  });

  const push = async (message: string, wrong: readonly Name[]): Promise<void> => {
    await stage.sandbox.world.pushCommit(stage.author, stage.repository, {
      branch: 'rounds',
      message,
      files: [{ path, content: code(wrong) }],
    });
  };
  /** After the review of this head: titles of open and of resolved conversations, and the check's text. */
  const look = async () => {
    const ended = await stage.until(
      pull,
      'reviewed',
      (now) => isSettled(now) && now.head_sha === pull.headSha && checkOf(now, 'review')?.conclusion === 'success',
      90,
    );
    await page.goto(`${stage.sandbox.url}/${stage.owner}/orders/pull/${pull.number}`);
    const titles = async (selector: string): Promise<readonly string[]> => {
      const texts = await page.locator(selector).allTextContents();
      const named = texts.flatMap((text) => Object.entries(points).filter(([, { title }]) => text.includes(title)));
      return named.map(([name]) => name).sort();
    };
    return {
      open: await titles('[data-testid=thread][open]'),
      resolved: await titles('[data-testid=thread]:not([open])'),
      check: checkOf(ended, 'review')?.summary ?? '',
      shown: (await page.locator('body').textContent()) ?? '',
    };
  };

  test('four pushes: said once, resolved with proof, back when its code is back, small things no more from the third on', async () => {
    pull = await stage.openPull({ branch: 'rounds', title: 'A mean', body: '', files: [{ path, content: code(['empty', 'none']) }] });
    const first = await look();
    assert.deepEqual([first.open, first.resolved], [['empty', 'none'], []]);

    await push('Empty lists have no mean', ['none']);
    const second = await look();
    assert.deepEqual([second.open, second.resolved], [['none'], ['empty']]);
    assert.match(second.shown, /Resolved: orders\/mean\.py changed here in/u);

    await push('Sort, and take the first', ['empty', 'none', 'slow', 'first']);
    const third = await look();
    assert.deepEqual([third.open, third.resolved], [['empty', 'first', 'none'], []], 'what is back, and what is grave');
    assert.match(third.shown, /Back: return total \/ len\(prices\) stands in orders\/mean\.py again as of/u);
    assert.match(third.check, /Changes nothing and sorts every time.*not grave, and from the third round on/su);
    assert.match(third.check, /1 open again, because the code is back/u);

    await push('All of it', []);
    const fourth = await look();
    assert.deepEqual([fourth.open, fourth.resolved], [[], ['empty', 'first', 'none']], 'it ends');
    const { world } = stage.sandbox;
    const roots = world.reviewCommentsOf(pull).filter(({ inReplyToId }) => inReplyToId === null);
    assert.equal(roots.length, 3, 'nothing was said twice');
  });
});
