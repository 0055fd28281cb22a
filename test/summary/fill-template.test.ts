import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DraftContent } from '#src/summary/draft-content.ts';
import { fillTemplate } from '#src/summary/fill-template.ts';
import { chooseTemplate, kindOf, opensTemplates, templatePaths } from '#src/summary/template.ts';

const content: DraftContent = {
  title: 'Cap the page size',
  lead: [
    { kind: 'what', text: 'The list is capped.' },
    { kind: 'why', text: 'Clients asked for 100000 rows.' },
  ],
  areas: [{ name: undefined, statements: ['changes `list` (`src/list.ts:4`)'] }],
  callers: ['`list` now also takes `limit` (`src/list.ts:4`).'],
  breaking: ['`list` now also takes `limit` (`src/list.ts:4`).'],
  checks: ['Migration: `db/migrations/1.sql:1`.'],
  tests: ['Tests: `test/list.test.ts:1`.'],
};
const template = [
  '<!-- Thank you! -->',
  '## What changes?',
  '',
  '<!-- for a user -->',
  '',
  '## Why',
  '',
  '## How has this been tested?',
  'Please describe the tests.',
  '',
  '## Screenshots',
  '',
  '## Checklist',
  '- [ ] I read CONTRIBUTING',
  '- [x] I am nice',
].join('\n');
const file = { path: '.github/pull_request_template.md', text: template };

test('every place that GitHub allows, in any case, in its order', () => {
  const entries = [
    'README.md',
    'docs/PULL_REQUEST_TEMPLATE.md',
    'pull_request_template.txt',
    '.github/Pull_Request_Template.md',
    '.github/PULL_REQUEST_TEMPLATE/release.md',
    'PULL_REQUEST_TEMPLATE/fix.md',
    'docs/pull_request_template/x.png',
    'src/pull_request_template.md',
    '.github/PULL_REQUEST_TEMPLATE/deep/er.md',
    'PULL_REQUEST_TEMPLATE',
  ];
  assert.deepEqual(templatePaths(entries), [
    '.github/Pull_Request_Template.md',
    'PULL_REQUEST_TEMPLATE',
    'pull_request_template.txt',
    'docs/PULL_REQUEST_TEMPLATE.md',
    '.github/PULL_REQUEST_TEMPLATE/release.md',
    'PULL_REQUEST_TEMPLATE/fix.md',
  ]);
  for (const folder of ['.github', 'docs', 'Docs', '.github/PULL_REQUEST_TEMPLATE', 'pull_request_template'])
    assert.ok(opensTemplates(folder), folder);
  for (const folder of ['src', '.github/workflows', 'a/docs']) assert.ok(!opensTemplates(folder), folder);
});

test('of several, the one that the description was begun with; empty and huge ones are none', () => {
  const fix = { path: '.github/PULL_REQUEST_TEMPLATE/fix.md', text: '## Bug\n\n## Fix\n' };
  const other = { path: '.github/PULL_REQUEST_TEMPLATE/other.md', text: '## Feature\n\n## Design\n' };
  assert.equal(chooseTemplate([file, fix, other], '## Bug\nIt broke.\n## Fix\n'), fix);
  assert.equal(chooseTemplate([file, fix, other], 'words'), file);
  assert.equal(chooseTemplate([fix, other], 'words'), undefined);
  assert.equal(chooseTemplate([fix], ''), fix);
  assert.equal(chooseTemplate([{ ...file, text: ' \n' }], ''), undefined);
  assert.equal(chooseTemplate([{ ...file, text: '## What\n'.repeat(10_000) }], ''), undefined);
});

test('headings are told apart by what they ask for', () => {
  const kinds = [
    'What does this PR do?',
    '📝 Description',
    'Motivation and Context',
    'How Has This Been Tested?',
    'Breaking changes',
    'Implementation details',
    'Test plan',
  ];
  assert.deepEqual(kinds.map(kindOf), ['what', 'what', 'why', 'tests', 'breaking', 'how', 'tests']);
  for (const heading of ['Types of changes', 'Checklist', 'Screenshots', 'Related issue', 'Linked tickets', 'Demo'])
    assert.equal(kindOf(heading), undefined, heading);
});

test('open sections of the description are filled, in its order; words, boxes and comments of people are not repeated', () => {
  const description = template.replace('## Why\n', '## Why\n\nBecause I say so.\n');
  const { text, fills } = fillTemplate(content, [file], description);
  assert.deepEqual(fills, ['what changes', 'how has this been tested']);
  assert.match(
    text,
    /^## What changes\?\n\nThe list is capped\.\n\nClients asked[^]*Changes `list`[^]*## How has this been tested\?\n\n- Tests: `test\/list/u,
  );
  assert.doesNotMatch(text, /Because I say so|\[ \]|\[x\]|for a user|Screenshots/u);
  const crlf = fillTemplate(content, [file], description.replaceAll('\n', '\r\n'));
  assert.deepEqual(crlf, { text, fills });
});

test('a description without the template gets the whole template, filled, nothing ticked', () => {
  const { text, fills } = fillTemplate(content, [file], 'Author’s words.');
  assert.deepEqual(fills, []);
  assert.match(text, /^<!-- Thank you! -->\n## What changes\?\n\n<!-- for a user -->\n\nThe list is capped\./u);
  assert.match(text, /## Why\n\nClients asked for 100000 rows\.\n\n## How/u);
  assert.match(
    text,
    /Please describe the tests\.\n\n- Tests: `test\/list\.test\.ts:1`\.\n\n## Screenshots\n\n## Checklist\n- \[ \] I read CONTRIBUTING\n- \[ \] I am nice$/u,
  );
  assert.equal(text.match(/Migration:/gu)?.length, 1);
});

test('a template whose sections are all taken, or that asks for nothing a draft knows, leaves the draft as it is', () => {
  const taken = template.replaceAll(/^## .*$/gmu, '$&\nTaken.');
  assert.match(fillTemplate(content, [file], taken).text, /^The list is capped\./u);
  const boxes = { path: file.path, text: '## Type of change\n- [ ] Fix\n\n## Checklist\n- [ ] Tests\n' };
  const plain = fillTemplate(content, [boxes], '');
  assert.deepEqual(plain.fills, []);
  assert.match(plain.text, /^The list is capped\./u);
});

test('an organisation’s template, which is in no repository, is seen by its empty sections', () => {
  assert.deepEqual(fillTemplate(content, [], '**Summary:**\n\n**Ticket:** ABC-1\n').fills, ['summary']);
});

test('hostile templates: markers, open comments, fences, repeated headings', () => {
  for (const text of [
    '<!-- countersign:text -->\n## What\n<!-- /countersign:text -->',
    '## What\n<!-- open',
    '```\n## What\n',
    '## What\n## What\n',
    '#'.repeat(20_000),
    '**'.repeat(14_000),
    '<!--'.repeat(7_000),
  ]) {
    const formed = fillTemplate(content, [{ path: file.path, text }], '');
    assert.doesNotMatch(formed.text, /<!--\s*\/?countersign/u);
    assert.match(formed.text, /The list is capped\./u, text.slice(0, 40));
  }
});
