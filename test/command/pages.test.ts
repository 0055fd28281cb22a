import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Ajv } from 'ajv';
import { makePages, readPage } from './pages.ts';
import { helpText } from '#src/command/wording.ts';
import { repositorySchema } from '#src/policy/json-schema.ts';
import { verbNames } from '#src/policy/verb-names.ts';

suite('the pages of docs/ that are made from the code', () => {
  test('are what the code makes: otherwise run npm run docs', async () => {
    for (const [path, text] of await makePages()) assert.equal(await readPage(path), text, path);
  });

  test('/ai help and docs/commands.md name the same commands, with the same usage', async () => {
    const page = await readPage('docs/commands.md');
    const help = helpText(verbNames, false);
    const usages = [...help.matchAll(/^- `([^`]+)`/gmu)].map(([, usage]) => usage ?? '');
    assert.equal(usages.length, verbNames.length);
    for (const usage of usages) assert.ok(page.includes(`| \`${usage}\` |`), usage);
  });

  test('the schema takes what the App takes, and refuses what it refuses', () => {
    const fits = new Ajv({ strict: true, allowUnionTypes: true }).compile(repositorySchema());
    assert.equal(fits({}), true);
    assert.equal(fits({ gate: { block_at: 'info', waivers: { most_days: 10 } }, review: { skip: { labels: ['wip'] } } }), true);
    for (const wrong of [
      { gate: { block_at: 'never' } },
      { gates: {} },
      { review: { max_comments: 0 } },
      { commands: { off: ['status'] } },
      [],
    ])
      assert.equal(fits(wrong), false, JSON.stringify(wrong));
  });
});
