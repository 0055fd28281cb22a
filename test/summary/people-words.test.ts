/** What people wrote into the change itself: its changelog, its new headings, its one line. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changelogEntry } from '#src/summary/changelog-entry.ts';
import { composeDraft } from '#src/summary/compose-draft.ts';
import { gatherFacts } from '#src/summary/gather-facts.ts';
import { comparisonOf, gatherPortsOf, pullOf } from './made-change.ts';
import type { MadeFile } from './made-change.ts';

const code: MadeFile = { path: 'src/deep/folder/session.py', before: 'AGE = 1\n', after: 'AGE = 2\n' };

async function entryOf(path: string, added: string): Promise<readonly string[] | undefined> {
  const files = [code, { path, before: '# News\n', after: `# News\n${added}` }];
  return changelogEntry((await gatherFacts(comparisonOf(files).files, gatherPortsOf(files))).files)?.items;
}

async function textOf(files: readonly MadeFile[], subject = 'x'): Promise<string> {
  const comparison = comparisonOf(files, [{ subject }]);
  return (await composeDraft(pullOf({ title: subject }), comparison, gatherPortsOf(files))).text;
}

test('the entry of a changelog, in the forms of real repositories', async () => {
  const entry = 'Sessions end after two days without a request';
  const cases: readonly (readonly [string, string, readonly string[] | undefined])[] = [
    ['CHANGES.rst', `-   Sessions end after two days\n    without a request. :issue:\`12\`\n`, [entry]],
    ['CHANGES.md', `- ${entry}. {issue}\`3681\`\n`, [entry]],
    ['CHANGELOG.txt', ` * ${entry} (Ada Lovelace)\n`, [entry]],
    [
      'History.md',
      `* ${entry} - by [@ada](https://x.example) in [#12](https://x.example/12)\n\n\`\`\`js\napp.query('/reports', () => 1);\n\`\`\`\n`,
      [entry],
    ],
    ['.changeset/blue-cats.md', `---\n'@shop/cart': patch\n---\n\n${entry}.\n`, [entry]],
    [
      'CHANGES.rst',
      '-   :meth:`Session.end` is called when ``AGE`` is over and nothing came\n',
      ['`Session.end` is called when `AGE` is over and nothing came'],
    ],
    ['CHANGELOG.md', Array.from({ length: 9 }, (_, index) => `- Thing number ${index} works now\n`).join(''), undefined],
    ['docs/guide.md', `- ${entry}\n`, undefined],
    ['CHANGELOG.md', `- **changed:** ${entry} ([#12])\n\n[#12]: https://x.example\n`, [entry]],
    ['CHANGES', `(bugfix release, released on July 3rd 2014)\n\n- ${entry}\n`, [entry]],
  ];
  for (const [path, added, expected] of cases) assert.deepEqual(await entryOf(path, added), expected, `${path}\n${added}`);
});

test('a changelog entry is quoted with its place and not listed again; one that repeats the title is only listed', async () => {
  const log = { path: 'CHANGES.md', before: '# News\n', after: '# News\n- Sessions end after two days without a request\n' };
  const text = await textOf([code, log], 'Shorter sessions');
  assert.match(text, /^Changelog: Sessions end after two days without a request \(`CHANGES\.md:2`\)\.$/mu);
  assert.doesNotMatch(text, /Edits `CHANGES/u);
  const again = await textOf([code, log], 'Sessions end after two days without a request');
  assert.doesNotMatch(again, /Changelog/u);
  assert.match(again, /Edits `CHANGES\.md:2`/u);
});

test('an edit without declarations is told by its line, its new sections or its name', async () => {
  const cases: readonly (readonly [MadeFile, RegExp])[] = [
    [
      { path: 'app.yml', before: 'a: 1\nreplicas: 2\n', after: 'a: 1\nreplicas: 3\n' },
      /Edits `app\.yml:2` \(`replicas: 2` → `replicas: 3`\)\./u,
    ],
    [{ path: 'app.yml', before: 'a: 1\n', after: 'a: 1\nage: 2\n' }, /Edits `app\.yml:2` \(new: `age: 2`\)\./u],
    [{ path: 'app.yml', before: 'a: 1\nage: 2\n', after: 'a: 1\n' }, /Edits `app\.yml:\d` \(gone: `age: 2`\)\./u],
    [{ path: 'docs/a.md', before: '# A\n', after: '# A\n\n## Restore a `backup`\n\nStop it.\n' }, /\(new section “Restore a backup”\)/u],
    [{ path: 'docs/a.rst', before: 'A\n', after: 'A\n\nRestore\n-------\n\nStop it.\n' }, /\(new section “Restore”\)/u],
    [
      { path: 'src/a.py', before: 'import re\n', after: 'import re\n_ansi_re = re.compile(\n    "x",\n)\n' },
      /Edits `_ansi_re` \(`src\/a\.py:2`\)\./u,
    ],
    // Worded anew, no list that would begin, no code span that ends.
    [{ path: 'docs/a.md', before: '## One\n', after: '## Two\n' }, /Edits `docs\/a\.md:1`[ .]/u],
    [{ path: 'docs/a.md', before: '# A\n', after: '# A\n\n## 3.0.0\n\nStop it.\n' }, /\(new section “3\.0\.0”\)/u],
    // A comment is no news, a long line is not read in passing.
    [{ path: 'src/a.py', before: 'x = 1\n', after: 'x = 1\n# why\n' }, /Edits `src\/a\.py:2`\./u],
    [{ path: 'app.yml', before: 'a: 1\n', after: `a: ${'1'.repeat(90)}\n` }, /Edits `app\.yml:1`\./u],
  ];
  for (const [file, expected] of cases) assert.match(await textOf([file]), expected, file.path);
});

test('places of one statement: the first in full, what they begin with alike once', async () => {
  const folder = 'service/src/main/java/org/example/shop';
  const made = (name: string): MadeFile => ({ path: `${folder}/${name}.yml`, before: 'a: 1\nb: 1\n', after: 'a: 2\nb: 2\n' });
  const text = await textOf([made('cart'), made('mail')]);
  assert.match(text, /`service\/src\/main\/java\/org\/example\/shop\/cart\.yml:1` and `…\/mail\.yml:1`/u);
});

test('two lists of ours are one without a gap; a list of people’s stays apart', async () => {
  const files = [
    { path: 'src/a.ts', before: 'export function a() {\n  return 1;\n}\n', after: 'export function a(b: number) {\n  return b;\n}\n' },
    { path: 'docs/a.md', before: 'a\n', after: 'b\n' },
  ];
  assert.doesNotMatch(await textOf(files), /^- .*\n\n- /mu);
  const comparison = comparisonOf(files, [{ subject: 'x', body: '- Clients asked for it\n- The old one was slow' }]);
  const { text } = await composeDraft(pullOf({ title: 'x' }), comparison, gatherPortsOf(files));
  assert.match(text, /^- Clients asked for it\n- The old one was slow\n\n\*\*In the code\*\*\n- /u);
});

test('an entry that was only corrected is not quoted as news', async () => {
  const before = '# News\n- Sesions end after two days without a request\n';
  const log = { path: 'CHANGES.md', before, after: before.replace('Sesions', 'Sessions') };
  assert.doesNotMatch(await textOf([code, log], 'Correct words'), /Changelog/u);
});

test('the same step in several manifests is told once', async () => {
  const made = (path: string): MadeFile => ({
    path,
    before: '{"dependencies":{"zod":"3.1.0"}}',
    after: '{"dependencies":{"zod":"3.2.0"}}',
  });
  assert.match(
    await textOf([made('a/package.json'), made('b/package.json'), made('c/package.json')]),
    /`zod` `3\.1\.0` → `3\.2\.0` \(`a\/package\.json:1` and 2 other places\)\./u,
  );
});

test('under a heading that asks what breaks stands only what breaks callers', async () => {
  const files = [
    {
      path: 'src/a.py',
      before: 'def total(prices):\n    return 1\n\n\ndef rate(day):\n    return 1\n\n\ndef gone():\n    return 1\n',
      after: 'def total(prices, currency="EUR"):\n    return 1\n\n\ndef rate(day, place):\n    return 1\n',
    },
  ];
  const readTemplates = async () => [{ path: '.github/pull_request_template.md', text: '## What\n\n## Breaking changes\n' }];
  const { text } = await composeDraft(pullOf({ title: 'x' }), comparisonOf(files), { ...gatherPortsOf(files), readTemplates });
  const [what = '', breaking = ''] = text.split('## Breaking changes');
  assert.match(what, /`total\(\)` now also takes `currency/u);
  assert.match(breaking, /Gone from `src\/a\.py`: `gone\(\)`[^]*`rate\(\)` now also takes `place`/u);
  assert.doesNotMatch(breaking, /currency/u);
});
