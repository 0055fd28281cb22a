/** The draft's own page in a real browser: sign in, edit with the keyboard, two people at once, accept; and whom it refuses. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { isSettled, setStage } from './stage.ts';
import type { Stage } from './stage.ts';
import type { Pull } from '#sandbox/state/pull.ts';
import type { Actor } from '#sandbox/state/world.ts';
import { parseDraftComment } from '#src/summary/parse-draft-comment.ts';
import { launchBrowser } from '#test/browser.ts';

const shots = process.env['SHOTS'];
const limit = 60_000;

suite('the draft page', () => {
  let stage: Stage;
  let browser: Browser;
  let pull: Pull;
  let author: Actor;
  let address: string;
  before(async () => {
    stage = await setStage();
    await stage.startApp();
    browser = await launchBrowser();
    const { world } = stage.sandbox;
    author = { user: world.createUser('fern-fork'), app: null };
    const fork = await world.createRepository({ owner: author.user.login, name: 'orders', forkOf: stage.repository });
    const files = [{ path: 'orders/prices.py', content: 'def total(prices, <b>currency):\n    return sum(prices)\n' }];
    await world.pushCommit(author, fork, { branch: 'more', from: 'main', message: 'Take a currency', files });
    pull = await world.openPullRequest(author, stage.repository, {
      title: 'Currency',
      body: 'Mine.',
      head: 'more',
      base: 'main',
      headRepository: fork,
    });
    await stage.until(pull, 'everything settled', isSettled, 120);
    address = /href="(http[^"]+\/drafts\/[^"]+)"/u.exec(stage.draftOf(pull).body)?.[1] ?? '';
  });
  after(async () => {
    await browser.close();
    await stage[Symbol.asyncDispose]();
  });

  const text = (): string => parseDraftComment(stage.draftOf(pull).body).text;
  const shoot = async (page: Page, name: string): Promise<void> => {
    if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  };
  const signIn = async (who: Actor): Promise<{ readonly context: BrowserContext; readonly page: Page }> => {
    const context = await browser.newContext({ viewport: { width: 1300, height: 900 } });
    context.setDefaultTimeout(limit);
    await context.addCookies([{ name: 'acting_as', value: String(who.user.id), url: stage.sandbox.url }]);
    const page = await context.newPage();
    await page.goto(address);
    await page.getByRole('link', { name: 'Sign in with GitHub' }).click();
    await page.getByRole('button', { name: `Authorize as ${who.user.login}` }).click();
    await page.waitForURL(address);
    return { context, page };
  };

  test('the draft links it; who is not signed in, or may not edit, sees nothing of it', async () => {
    assert.equal(address, `${stage.appUrl}/drafts/${stage.sandbox.world.ownerOf(stage.repository).login}/orders/${pull.number}`);
    const answer = await fetch(address);
    assert.equal(answer.status, 401);
    assert.doesNotMatch(await answer.text(), /currency/iu);
    assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors 'none'/u);
    const reader = await signIn(stage.reader);
    assert.match(await reader.page.locator('body').innerText(), /no draft here that you may see/u);
    await reader.page.goto(address.replace(/\d+$/u, '999'));
    assert.match(await reader.page.locator('body').innerText(), /no draft here that you may see/u);
    await reader.context.close();
  });

  test('other hosts, other sites, forged sessions and forged forms change nothing', async () => {
    const before = stage.draftOf(pull).body;
    const { host } = new URL(address);
    const form = new URLSearchParams({ csrf: 'x', title: 't', text: 'x', seenTitle: 't', seenText: 'x', act: 'save' });
    const send = (headers: Record<string, string>) => fetch(address, { method: 'POST', body: form, headers, redirect: 'manual' });
    assert.equal((await send({ origin: `http://${host}` })).status, 403);
    assert.equal((await send({ origin: 'http://evil.example' })).status, 403);
    assert.equal((await send({ 'sec-fetch-site': 'cross-site', origin: `http://${host}` })).status, 403);
    assert.equal((await send({ origin: `http://${host}`, cookie: 'countersign_session=eyJ2YWx1ZSI6e319.AAAA' })).status, 403);
    const back = await fetch(`${stage.appUrl}/drafts/callback?code=abc&state=def`, { redirect: 'manual' });
    assert.equal(back.status, 403);
    const away = await fetch(`${stage.appUrl}/drafts/sign-in?back=//evil.example`, { redirect: 'manual' });
    assert.match(away.headers.get('location') ?? '', /\/login\/oauth\/authorize\?.*code_challenge_method=S256/u);
    assert.equal(stage.draftOf(pull).body, before);
  });

  test('a fork’s author edits with the keyboard, sees a safe preview, saves and accepts with the title', async () => {
    const { context, page } = await signIn(author);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())));
    await shoot(page, 'draft-page');
    if (shots !== undefined) {
      const thread = await context.newPage();
      await thread.goto(
        address
          .replace(stage.appUrl, stage.sandbox.url)
          .replace('/drafts/', '/')
          .replace(/(\d+)$/u, 'pull/$1'),
      );
      await shoot(thread, 'pull-open');
      await thread.close();
    }
    assert.match(await page.locator('#preview').innerText(), /total/u);
    const field = page.getByLabel('Text (Markdown)');
    await field.focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\n\nTried by hand. <img src=x onerror=alert(1)> [x](javascript:alert(1))\n\n- [x] done');
    await page.locator('#preview', { hasText: 'Tried by hand' }).waitFor();
    assert.equal(await page.locator('#preview img, #preview a[href^=javascript]').count(), 0);
    await page.keyboard.press('Control+Enter');
    await page.getByText('The draft is changed.').waitFor();
    assert.match(text(), /Tried by hand\. <img src=x onerror=alert\(1\)>/u);
    assert.match(await page.locator('h2').first().innerText(), /Edited since it was drafted/u);
    await shoot(page, 'draft-page-saved');

    // Somebody else edits another place and the same place in between.
    const other = await signIn(stage.maintainer);
    const mine = other.page.getByLabel('Text (Markdown)');
    await mine.fill((await mine.inputValue()).replace('Tried by hand.', 'Tried by Maya.'));
    await field.fill((await field.inputValue()).replace('Tried by hand.', 'Tried by Fern.'));
    await other.page.getByRole('button', { name: 'Save draft' }).click();
    await other.page.getByText('The draft is changed.').waitFor();
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('somebody edited the draft meanwhile').waitFor();
    assert.match(await page.locator('.trouble').innerText(), /Tried by Maya[^]*Tried by Fern/u);
    assert.match(await field.inputValue(), /Tried by Fern/u);
    assert.match(text(), /Tried by Maya/u);
    await shoot(page, 'draft-page-conflict');
    await other.context.close();

    await page.getByLabel('Title', { exact: true }).fill('Totals take a currency');
    await page.getByLabel('accepting also sets the title').check();
    await page.getByRole('button', { name: 'Save and accept' }).click();
    await page.getByText('The draft now stands in the description.').waitFor();
    assert.match(pull.body ?? '', /^Mine\.\r?\n\r?\n<!-- countersign:summary -->[^]*Tried by Fern/u);
    assert.equal(pull.title, 'Totals take a currency');
    assert.equal(await page.getByRole('button', { name: 'Save draft' }).count(), 0);
    await shoot(page, 'draft-page-accepted');
    if (shots !== undefined) {
      const thread = await context.newPage();
      await thread.goto(
        address
          .replace(stage.appUrl, stage.sandbox.url)
          .replace('/drafts/', '/')
          .replace(/(\d+)$/u, 'pull/$1'),
      );
      await shoot(thread, 'pull-accepted');
    }
    assert.deepEqual(errors, []);
    const copied = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    assert.equal((await fetch(address, { headers: { cookie: copied } })).status, 200);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').waitFor();
    assert.equal((await fetch(address, { headers: { cookie: copied } })).status, 401, 'a copied cookie is dead (T74)');
    await page.goto(address);
    await page.getByRole('link', { name: 'Sign in with GitHub' }).waitFor();
    await context.close();
  });
});
