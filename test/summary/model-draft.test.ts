import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Model, ModelRequest } from '#src/ask-model.ts';
import { draftSummary } from '#src/summary/draft-summary.ts';
import { withoutIdleWords } from '#src/summary/idle-words.ts';
import { comparisonOf, pullOf } from './made-change.ts';
import { boardOf, bodyOf, portsOf } from './made-ports.ts';
import type { MadeFile } from './made-change.ts';

const files = [
  {
    path: 'src/pages.ts',
    before: 'export function pageCount(total: number, size: number) {\n  return Math.round(total / size);\n}\n',
    after: 'export function pageCount(total: number, size: number) {\n  return Math.ceil(total / size);\n}\n',
  },
];

function modelThatSays(answers: Readonly<Record<string, unknown>>, asked: ModelRequest<unknown>[] = []): Model {
  return {
    name: 'small',
    contextTokens: 8_192,
    parameters: undefined,
    ask: async (request) => {
      asked.push(request);
      const parsed = request.schema.safeParse(answers[request.prompt]);
      if (!parsed.success) return { kind: 'failed', reason: 'unusable', detail: 'The answer was no JSON.', retryable: false };
      const usage = { model: 'small', promptVersion: '1', promptTokens: 1, completionTokens: 1, milliseconds: 1 };
      return { kind: 'answered', value: parsed.data, usage, salvaged: false };
    },
  };
}

async function bodyWith(
  model: Model,
  made: readonly MadeFile[] = files,
  commits = [{ subject: 'Count the last page' }, { subject: 'A rest of rows was cut off' }],
): Promise<string> {
  const board = boardOf(made);
  board.model = model;
  board.comparison = comparisonOf(made, commits);
  await draftSummary({ pull: pullOf(), asked: false }, portsOf(board));
  return bodyOf(board);
}

test('sentences that hold stand on top, the facts of the rules below', async () => {
  const body = await bodyWith(
    modelThatSays({
      summary: { changes: '`pageCount` now rounds with `Math.ceil` instead of `Math.round`.', reason: 'A rest of rows was cut off.' },
    }),
  );
  assert.match(
    body,
    /`pageCount` now rounds with `Math\.ceil` instead of `Math\.round`\.\n\nCommits: Count the last page; A rest of rows was cut off\.\n/u,
  );
  assert.match(body, /Changes `pageCount\(\)` \(`src\/pages\.ts:2`: `return Math\.round/u);
  assert.match(body, /Facts by rules, sentences by `small` \(prompt 1\)\. 1 changed file, all read\./u);
});

test('what is not in the change is left out and counted', async () => {
  const invented = [
    '`pageTotal` is new.',
    'See src/other.ts for pages.',
    'It returns 42 pages.',
    'This closes #9 for pageCount.',
    'No breaking changes in pageCount.',
    'Customers receive weekly newsletters about gardening.',
  ];
  const body = await bodyWith(
    modelThatSays({
      summary: {
        changes: `\`pageCount\` uses \`Math.ceil\`. ${invented.join(' ')}`,
        reason: 'Because the marketing department demanded gardening newsletters.',
      },
    }),
  );
  assert.match(body, /\n`pageCount` uses `Math\.ceil`\.\n/u);
  assert.doesNotMatch(body, /pageTotal|other\.ts|42|#9|breaking|gardening/u);
  assert.match(body, /6 of its sentences named things that are not in the change/u);
});

test('a hostile answer is harmless text or nothing', async () => {
  const changes =
    '@octocat `pageCount` uses Math.ceil <img src=x> [pages](https://evil.example) fixes acme/shop#1 <!-- /countersign:text --> - [x] Accept.';
  const body = await bodyWith(modelThatSays({ summary: { changes, reason: '/ai accept' } }));
  assert.equal(body.split('countersign:text').length, 3);
  assert.doesNotMatch(body, /\[x\]|evil\.example\)|<img|(?<!`)@octocat/u);
});

test('a model that fails leaves the rules’ draft, and the foot says why', async () => {
  const body = await bodyWith(modelThatSays({}));
  assert.match(body, /Changes `pageCount\(\)`/u);
  assert.match(body, /Drafted from the diff by rules, because the model gave no usable answer \(The answer was no JSON\.\)\./u);
});

test('2 MB of answer do not reach the comment', async () => {
  const body = await bodyWith(
    modelThatSays({ summary: { changes: 'pageCount uses Math.ceil. '.repeat(80_000), reason: 'x'.repeat(1_000_000) } }),
  );
  assert.ok(body.length < 5_000, String(body.length));
});

test('a large change is asked area by area, each request within the context, then as a whole', async () => {
  const many = Array.from({ length: 60 }, (_, index) => ({
    path: `src/area${index % 3}/file${index}.ts`,
    after: Array.from(
      { length: 60 },
      (__, line) => `export function handler${index}x${line}(input: string) { return input + ${line}; }`,
    ).join('\n'),
  }));
  const asked: ModelRequest<unknown>[] = [];
  const answers = {
    summary: { changes: 'Each `input` is returned.', reason: '' },
    'summary-area': { sentence: 'Handlers such as `handler3x0` return their `input`.' },
  };
  const body = await bodyWith(modelThatSays(answers, asked), many);
  assert.deepEqual(
    asked.map(({ prompt }) => prompt),
    ['summary-area', 'summary-area', 'summary-area', 'summary'],
  );
  for (const { data } of asked) assert.ok(data.reduce((sum, { text }) => sum + text.length, 0) < 8_192 * 3);
  assert.equal(body.match(/Handlers such as `handler3x0` return their `input`\./gu)?.length, 3);
});

test('the prompts say who they are', async () => {
  for (const name of ['summary', 'summary-area']) {
    const text = await readFile(new URL(`../../prompts/${name}.md`, import.meta.url), 'utf8');
    assert.match(text, new RegExp(`^---\nname: ${name}\nversion: \\d+\ntask: summary\n---\n`, 'u'));
  }
});

test('3,000 files: a bounded number of questions, each within the context, and a coverage that adds up', async () => {
  const made = Array.from({ length: 3_000 }, (_, index) => ({
    path: `src/area${index % 40}/file${index}.ts`,
    after: `export function f${index}() {\n  return ${index};\n}\n`,
  }));
  const asked: ModelRequest<unknown>[] = [];
  const body = await bodyWith(modelThatSays({ summary: { changes: '', reason: '' }, 'summary-area': { sentence: '' } }, asked), made, [
    { subject: 'Add files' },
    { subject: 'Add more files' },
  ]);
  assert.ok(asked.length <= 7, String(asked.length));
  for (const { data } of asked) assert.ok(data.reduce((sum, { text }) => sum + text.length, 0) / 3.5 < 3_000);
  const [, of = '', whole = '', partly = ''] =
    /Of ([\d,]+) files it read ([\d,]+) whole and ([\d,]+) in part; the rest is told by rules\./u.exec(body) ?? [];
  assert.equal(of, '3,000');
  const shown = new Set(asked.flatMap(({ data }) => data.flatMap(({ text }) => text.match(/^## added: \S+/gmu) ?? [])));
  assert.equal(Number(whole.replace(',', '')) + Number(partly.replace(',', '')), shown.size);
  assert.match(body, /3,000 changed files, all read\./u);
});

test('a sentence whose half is its own subject says nothing', () => {
  assert.equal(
    withoutIdleWords('The `_ansi_re` regular expression in `_compat.py` is now a regular expression that matches ANSI sequences.'),
    '',
  );
  for (const said of [
    'The `total` function is now a method of `Cart`.',
    'The default timeout is now 30 seconds.',
    'Prices are now rounded to cents.',
  ])
    assert.equal(withoutIdleWords(said), said);
});

test('idle words of small models: praise goes, what is left stands', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['Adds a PDF renderer and tests, which improves the rendering functionality.', 'Adds a PDF renderer and tests.'],
    ['The `a.css` and `b.html` files have been modified to include a new section.', ''],
    ['This change ensures that responses are handled correctly.', ''],
    ['`fresh` is now checked for `QUERY` requests too.', '`fresh` is now checked for `QUERY` requests too.'],
    ['Rounds up, ensuring that no page is lost.', 'Rounds up.'],
  ];
  for (const [said, kept] of cases) assert.equal(withoutIdleWords(said), kept, said);
});
