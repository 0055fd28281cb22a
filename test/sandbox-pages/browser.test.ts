import assert from 'node:assert/strict';
import { after, before, beforeEach, afterEach, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '#test/browser.ts';
import { hostileTexts } from './hostile-texts.ts';
import { startPages, type PagesFixture } from './pages-fixture.ts';
import { buildScene, draftBody, type Scene } from './scene.ts';

let fixture: PagesFixture;
let scene: Scene;
let browser: Browser;
let page: Page;
let troubles: string[] = [];

before(async () => {
  [browser, fixture] = await Promise.all([launchBrowser(), startPages()]);
  scene = await buildScene(fixture);
});
after(async () => {
  await browser.close();
  await fixture.close();
  assert.deepEqual(fixture.errors, []);
});
beforeEach(async () => {
  troubles = [];
  page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('console', (message) => void (message.type() === 'error' && troubles.push(`console: ${message.text()}`)));
  page.on('dialog', (dialog) => void (troubles.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on('request', (request) => void (request.url().startsWith(fixture.url) || troubles.push(`request: ${request.url()}`)));
});
afterEach(() => page.context().close());

async function actAs(login: string): Promise<void> {
  await page.context().addCookies([{ name: 'acting_as', value: String(fixture.world.person(login).user.id), url: fixture.url }]);
}

test('the list leads to the pull request, with its checks and merge state in words', async () => {
  await page.goto(fixture.url);
  const line = page.getByTestId('pull').filter({ hasText: 'Find orders by customer name' });
  await line.getByText('1 of 2 checks failing').waitFor();
  await line.getByText('Merging is blocked').waitFor();
  await line.getByRole('link').first().click();
  assert.equal(await page.getByTestId('title').textContent(), 'Find orders by customer name');
  assert.equal(await page.getByTestId('merge-box').getAttribute('data-tone'), 'bad');
  assert.match((await page.getByTestId('merge-reasons').textContent()) ?? '', /countersign\/security/);
  await page.getByText('Suggested change').waitFor();
  assert.equal(await page.getByTestId('body').getByText('a marker nobody sees').count(), 0);
  assert.deepEqual(troubles, []);
});

test('choosing another person changes what is offered', async () => {
  await page.goto(fixture.pathOf(scene.pull));
  await page.getByLabel('Acting as').selectOption({ label: 'reni (Reader)' });
  await page.getByTestId('role').getByText('can read and comment').waitFor();
  assert.equal(await page.getByTestId('edit').count(), 0);
  assert.equal(await page.getByRole('button', { name: 'Merge pull request' }).count(), 0);
  assert.equal(await page.locator('input[data-task]').count(), 0);
  await page.getByLabel('Acting as').selectOption({ label: 'otto (Outsider)' });
  await page.getByText('There is nothing here').waitFor();
});

test('writing, previewing and sending a comment', async () => {
  await actAs('reni');
  await page.goto(fixture.pathOf(scene.pull));
  const box = page.getByTestId('new-comment');
  await box.getByRole('textbox').fill('**Bold** words\n\n- [ ] later');
  await box.getByRole('tab', { name: 'Preview' }).click();
  await box.locator('.preview strong').getByText('Bold').waitFor();
  await box.getByRole('button', { name: 'Comment', exact: true }).click();
  await page.waitForURL(/#comment-\d+$/);
  const written = fixture.world.commentsOf(scene.pull).at(-1);
  // As GitHub keeps it: a browser sends CR LF.
  assert.equal(written?.body, '**Bold** words\r\n\r\n- [ ] later');
  assert.equal(written.authorId, fixture.world.person('reni').user.id);
  assert.deepEqual(troubles, []);
});

test('ticking a box changes exactly that box, with the keyboard too', async () => {
  await actAs('maria');
  await page.goto(fixture.pathOf(scene.pull));
  const draft = page.locator(`#comment-${scene.draft.id}`);
  await draft.getByRole('checkbox', { name: 'Task 1' }).focus();
  await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/task')), page.keyboard.press('Space')]);
  await draft.getByTestId('edited').getByText('maria').waitFor();
  assert.equal(scene.draft.body, draftBody.replace('- [ ] Accept', '- [x] Accept'));
  assert.equal(scene.draft.editedById, fixture.world.person('maria').user.id);
  await Promise.all([
    page.waitForResponse((answer) => answer.url().endsWith('/task')),
    draft.getByRole('checkbox', { name: 'Task 1' }).click(),
  ]);
  await page.waitForLoadState();
  assert.equal(scene.draft.body, draftBody);
  assert.deepEqual(troubles, []);
});

test("a maintainer edits somebody else's comment, and the page tells who it was and what stood there", async () => {
  await actAs('maria');
  await page.goto(fixture.pathOf(scene.pull));
  fixture.edits.set(`issue_comment-${scene.draft.id}`, [
    { editorId: fixture.world.person('maria').user.id, at: new Date(), before: 'the older words' },
  ]);
  const draft = page.locator(`#comment-${scene.draft.id}`);
  await draft.getByText('Edit', { exact: true }).click();
  const text = draft.getByRole('textbox', { name: 'New text' });
  assert.equal(await text.inputValue(), draftBody);
  await text.fill(`${draftBody}\nOne more line.`);
  await draft.getByRole('button', { name: 'Save' }).click();
  await draft.getByTestId('body').getByText('One more line.').waitFor();
  await draft.getByTestId('edited').click();
  await draft.getByText('maria edited').click();
  await draft.getByText('the older words').waitFor();
  assert.match(scene.draft.body, /One more line\.$/);
});

test('a reaction is given and taken back', async () => {
  await actAs('reni');
  await page.goto(fixture.pathOf(scene.pull));
  const target = { kind: 'pull', id: scene.pull.id } as const;
  await page.locator('#description').getByLabel('Add a reaction').click();
  await page.locator('#description').getByLabel('rocket').click();
  await page.locator('#description').getByLabel('rocket 1').waitFor();
  assert.deepEqual(
    fixture.world.reactionsOf(target).map((reaction) => reaction.content),
    ['rocket'],
  );
  await page.locator('#description').getByLabel('rocket 1').click();
  await page.locator('#description').getByLabel('rocket 1').waitFor({ state: 'detached' });
  assert.equal(fixture.world.reactionsOf(target).length, 0);
});

test('the checks page shows output, annotation, code and buttons', async () => {
  await actAs('maria');
  await page.goto(`${fixture.pathOf(scene.pull)}/checks`);
  assert.equal(await page.getByTestId('conclusion').textContent(), 'Failing');
  const annotation = page.getByTestId('annotation');
  assert.match((await annotation.textContent()) ?? '', /SQL injection.*src\/orders\.py:9.*SELECT \* FROM orders WHERE name/s);
  await page.getByRole('button', { name: 'Waive' }).click();
  await page.getByRole('button', { name: 'Re-run' }).click();
  await page.getByTestId('run').waitFor();
  await page.goto(`${fixture.url}/shop/orders-api/runs/${scene.security.id}`);
  assert.match(page.url(), /\/pull\/1\/checks\?run=\d+$/);
  assert.deepEqual(troubles, []);
});

test('on the files page a thread is answered and resolved at its line', async () => {
  await actAs('ada');
  await page.goto(`${fixture.pathOf(scene.pull)}/files`);
  const thread = page.getByTestId('thread');
  await thread.getByText('Reply', { exact: true }).first().click();
  await thread.getByRole('textbox', { name: 'Reply' }).fill('Fixed in the next commit.');
  await thread.getByRole('button', { name: 'Reply' }).click();
  await page.getByTestId('body').getByText('Fixed in the next commit.').waitFor();
  assert.match(page.url(), /\/files#discussion-\d+$/);
  await thread.getByRole('button', { name: 'Resolve conversation' }).click();
  await page.getByText('Resolved by ada').waitFor();
  assert.notEqual(fixture.world.threadsOf(scene.pull)[0]?.resolvedById, null);
});

test('red, then the prepared fix is pushed, then green and merged', async () => {
  const { world, app, repository } = fixture;
  await actAs('maria');
  await page.goto(fixture.pathOf(scene.pull));
  assert.ok(await page.getByRole('button', { name: 'Merge pull request' }).isDisabled());
  const old = scene.pull.headSha;
  await page.getByRole('button', { name: 'Push prepared commit: Use a parameter for the name' }).click();
  await page.locator('[data-testid=merge-box][data-tone=waiting]').waitFor();
  assert.notEqual(scene.pull.headSha, old);
  // News from the App arrives while the page stands open.
  world.createCheckRun(app, repository, scene.pull.headSha, 'countersign/security', {
    status: 'completed',
    conclusion: 'success',
    output: { title: 'No new findings', summary: 'Good.' },
  });
  await page.locator('[data-testid=merge-box][data-tone=good]').waitFor();
  await page.getByRole('button', { name: 'Merge pull request' }).click();
  await page.getByText('successfully merged').waitFor();
  assert.equal(scene.pull.merged, true);
  assert.equal(
    await page
      .getByTestId('state')
      .textContent()
      .then((text) => text?.trim()),
    'Merged',
  );
  assert.deepEqual(troubles, []);
});

test('hostile texts in title, description, comments, checks and annotations do nothing in a real browser', async () => {
  const { world, app, repository, bot } = fixture;
  const short = hostileTexts.filter((text) => text.length < 1_000);
  const pull = await fixture.open({
    title: short.join(' ').slice(0, 900),
    body: short.join('\n\n'),
    files: { 'h.txt': short.join('\n').replaceAll('\0', '') },
  });
  for (const text of hostileTexts) world.comment(bot, pull, text.slice(0, 65_000));
  await world.review(bot, pull, {
    body: short.join('\n\n'),
    event: 'COMMENT',
    comments: short.map((body) => ({ path: 'h.txt', line: 1, side: 'RIGHT', body })),
  });
  for (const text of short.slice(0, 12)) {
    world.createCheckRun(app, repository, pull.headSha, text.slice(0, 60), {
      status: 'completed',
      conclusion: 'failure',
      detailsUrl: 'javascript:window.pwned=1',
      output: {
        title: text,
        summary: text,
        text,
        annotations: [
          {
            path: text,
            startLine: 1,
            endLine: 1,
            startColumn: null,
            endColumn: null,
            level: 'failure',
            title: text,
            message: text,
            rawDetails: text,
          },
        ],
      },
      actions: [{ label: text.slice(0, 20), description: text.slice(0, 40), identifier: text.slice(0, 20) }],
    });
  }
  await actAs('maria');
  for (const suffix of ['', '/files', '/checks', '/commits']) {
    await page.goto(`${fixture.pathOf(pull)}${suffix}`);
    await page.locator('main').hover({ position: { x: 5, y: 5 } });
    assert.equal(await page.evaluate(() => Reflect.get(globalThis, 'pwned')), undefined, suffix);
    assert.equal(await page.locator('main :is(script, style, iframe, object, embed, img, base, meta, link)').count(), 0, suffix);
    assert.equal(await page.locator('a[href^="javascript" i]').count(), 0, suffix);
  }
  await page.goto(fixture.url);
  assert.equal(await page.getByRole('heading', { name: 'I am the page' }).count(), 0);
  assert.deepEqual(troubles, []);
});
