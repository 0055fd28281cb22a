/** The main job as a person lives it: only what a browser shows and offers. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '#test/browser.ts';
import { setStage } from './stage.ts';
import type { Stage } from './stage.ts';
import type { Pull } from '#sandbox/state/pull.ts';

const search = (query: string): string =>
  [
    'from flask import request',
    '',
    '',
    'def search(connection):',
    "    name = request.args['name']",
    `    return connection.execute(${query})`,
    '',
  ].join('\n');
const description = 'Support asked for it.\r\n\r\n- [ ] told support';

suite('in the browser', () => {
  let stage: Stage;
  let pull: Pull;
  let browser: Browser;
  let page: Page;
  let address: string;
  before(async () => {
    [stage, browser] = await Promise.all([setStage(), launchBrowser()]);
    await stage.startApp();
    pull = await stage.openPull({
      branch: 'search',
      title: 'Search orders',
      body: description,
      files: [{ path: 'orders/search.py', content: search('"select * from orders where name = \'" + name + "\'"') }],
    });
    await stage.sandbox.world.prepareCommit(pull, 'Bind the name', [
      { path: 'orders/search.py', content: search("'select * from orders where name = ?', (name,)") },
    ]);
    page = await browser.newPage();
    page.setDefaultTimeout(30_000);
    await page.context().addCookies([{ name: 'acting_as', value: String(stage.author.user.id), url: stage.sandbox.url }]);
    await page.goto(stage.sandbox.url);
    await page.getByTestId('pull').getByRole('link', { name: 'Search orders' }).click();
    address = page.url();
  });
  after(async () => {
    await browser.close();
    await stage[Symbol.asyncDispose]();
  });

  const show = (): Promise<unknown> => page.goto(address);
  async function showUntil(what: string, holds: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + 60_000; ; await new Promise((resolve) => setTimeout(resolve, 300))) {
      await show();
      if (await holds()) return;
      assert.ok(Date.now() < end, `Not seen in the browser within 60 s: ${what}.`);
    }
  }
  const tone = (): Promise<string | null> => page.getByTestId('merge-box').getAttribute('data-tone');
  const draft = () => page.locator('[data-testid=comment][data-author$="[bot]"]');

  test('the vulnerable change: the merge box is red and says why', async () => {
    await showUntil('a failed gate', async () =>
      ((await page.getByTestId('merge-reasons').textContent()) ?? '').includes('countersign/security'),
    );
    await showUntil('the draft', async () => (await draft().count()) === 1);
    await showUntil('red', async () => (await tone()) === 'bad');
    assert.equal(
      await page
        .getByRole('button', { name: 'Merge pull request' })
        .isEnabled()
        .catch(() => false),
      false,
    );
  });

  test('the draft is edited and ticked: the description shows the words of people, theirs first', async () => {
    await draft().getByText('Edit', { exact: true }).click();
    const text = draft().getByRole('textbox', { name: 'New text' });
    await text.fill(
      (await text.inputValue()).replace('<!-- countersign:text -->\n', '<!-- countersign:text -->\n\nFinds orders by name.\n'),
    );
    await draft().getByRole('button', { name: 'Save' }).click();
    await draft().getByTestId('body').getByText('Finds orders by name.').waitFor();
    await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/task')), draft().getByRole('checkbox').first().click()]);
    await showUntil('the signed description', async () =>
      ((await page.locator('#description').textContent()) ?? '').includes('Finds orders by name.'),
    );
    assert.match(
      (await page.locator('#description').textContent()) ?? '',
      /Support asked for it\.[\s\S]*told support[\s\S]*Finds orders by name\./u,
    );
    await showUntil('who signed', async () => ((await draft().textContent()) ?? '').includes(`${stage.author.user.login} accepted it`));
    assert.ok(pull.body?.startsWith(description));
  });

  test('the prepared fix is pushed: the merge box turns green and it can be merged', async () => {
    await show();
    await page.getByTestId('prepared').getByRole('button').click();
    await showUntil('green', async () => (await tone()) === 'good');
    await page.context().addCookies([{ name: 'acting_as', value: String(stage.maintainer.user.id), url: stage.sandbox.url }]);
    await show();
    await page.getByRole('button', { name: 'Merge pull request' }).click();
    await page.getByTestId('state').filter({ hasText: 'Merged' }).waitFor();
  });
});
