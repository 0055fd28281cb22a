/** What may stand in a configuration file, and what everything else comes to. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { parsePolicy } from '#src/policy/policy.ts';
import { budgetStates, usedUp } from '#src/policy/token-budget.ts';
import { combine } from '#src/policy/repository-file.ts';
import { settingNames, settingOf } from '#src/policy/settings.ts';

const operator = parsePolicy('gate:\n  block_at: error\n  waivers:\n    most_days: 60\n', 'policies/default.yml');
const mistakesOf = (text: string): readonly string[] => combine(operator, text).mistakes.map(({ line, text: why }) => `${line}: ${why}`);

suite('the repository’s file', () => {
  test('a value has the place that it comes from', () => {
    const { configuration, mistakes } = combine(operator, '# ours\nreview:\n  max_comments: 3\ngate: { block_at: warning }\n');
    assert.deepEqual(mistakes, []);
    assert.equal(configuration.value('review.max_comments'), 3);
    assert.deepEqual(configuration.origin('review.max_comments'), { kind: 'repository', file: '.github/countersign.yml', line: 3 });
    assert.deepEqual(configuration.origin('gate.block_at'), { kind: 'repository', file: '.github/countersign.yml', line: 4 });
    assert.deepEqual(configuration.origin('gate.waivers.most_days'), { kind: 'operator', file: 'policies/default.yml', line: 4 });
    assert.deepEqual(configuration.origin('summary.enabled'), { kind: 'default' });
  });

  test('an empty file, comments only, and sections without content say nothing', () => {
    for (const text of ['', '\n\n', '# nothing\n', 'review:\n', 'gate:\n  waivers:\n']) assert.deepEqual(mistakesOf(text), [], text);
  });

  test('security is tightened, never loosened; each refusal says what holds instead', () => {
    const loose = 'gate:\n  waivers:\n    role: write\n    author_may: true\n    most_days: 90\ncommands:\n  per_person_hour: 999\n';
    const { configuration, mistakes } = combine(operator, loose);
    assert.deepEqual(
      mistakes.map(({ line, instead }) => [line, instead?.value]),
      [
        [3, 'maintain'],
        [4, false],
        [5, 60],
        [7, 60],
      ],
    );
    assert.equal(configuration.value('gate.waivers.role'), 'maintain');
    const strict = 'gate:\n  block_at: info\n  waivers: { role: admin, author_may: false, most_days: 7 }\n';
    const tightened = combine(operator, strict);
    assert.deepEqual(tightened.mistakes, []);
    assert.equal(tightened.configuration.value('gate.block_at'), 'info');
    // The usual time follows the longest one.
    assert.equal(tightened.configuration.value('gate.waivers.default_days'), 7);
    assert.deepEqual(tightened.configuration.origin('gate.waivers.default_days'), tightened.configuration.origin('gate.waivers.most_days'));
  });

  test('one wrong value does not take the others with it', () => {
    const { configuration, mistakes } = combine(operator, 'review:\n  max_comments: many\n  enabled: false\n  max_coments: 2\n');
    assert.equal(configuration.value('review.enabled'), false);
    assert.equal(configuration.value('review.max_comments'), 5);
    assert.deepEqual(
      mistakes.map(({ line }) => line),
      [2, 4],
    );
    assert.match(mistakes[1]?.text ?? '', /did you mean `review\.max_comments`\?/u);
  });

  const hostile: readonly (readonly [string, string, RegExp])[] = [
    ['a tab', 'review:\n\tenabled: false\n', /^2: .*no YAML/u],
    ['wrong type', 'summary:\n  enabled: "yes"\n', /^2: `summary\.enabled`/u],
    ['a number for a section', 'summary: 3\n', /^1: .*must hold further keys/u],
    ['a list at the top', '- review\n', /^1: .*keys and values/u],
    ['a word', 'off\n', /^1: .*keys and values/u],
    ['unknown key', 'model:\n  base_url: http://evil.example\n', /^1: `model` is not a setting/u],
    ['a key of the prototype', '__proto__:\n  enabled: true\n', /^1: .*is not a setting/u],
    ['an anchor', 'review: &a\n  enabled: false\nsummary: *a\n', /anchors/u],
    ['a merge key', 'a: &a { enabled: false }\nreview:\n  <<: *a\n', /anchors/u],
    ['a tag', 'review:\n  enabled: !!js/function "1"\n', /^2: /u],
    ['a duplicate key', 'review:\n  enabled: true\nreview:\n  enabled: false\n', /^3: .*no YAML/u],
    ['two documents', 'review:\n  enabled: true\n---\nreview:\n  enabled: false\n', /no YAML/u],
    ['a key that is a list', '? [review]\n: { enabled: false }\n', /plain word/u],
    ['inheritance', '_extends: evil/config\n', /^1: `_extends` is not a setting/u],
  ];
  for (const [name, text, expected] of hostile)
    test(`${name}: told with its line, and nothing of it holds`, () => {
      assert.match(mistakesOf(text).join('\n'), expected);
      assert.equal(combine(operator, text).configuration.value('summary.enabled'), true);
    });

  test('bombs are refused in no time', () => {
    const laughs = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghi'.split('').map((name, index) => `${name}: &${name} [${`*${'abcdefghi'[index]},`.repeat(9)}]`),
    ];
    const bombs = [
      laughs.join('\n'),
      '['.repeat(30_000),
      '{a: '.repeat(15_000),
      '- '.repeat(30_000),
      '? '.repeat(30_000),
      'a:\n'.repeat(20_000),
      'x'.repeat(10_000_000),
      `${' '.repeat(60_000)}a: 1`,
      Array.from({ length: 240 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    ];
    for (const bomb of bombs) {
      const before = performance.now();
      const { mistakes, configuration } = combine(operator, bomb);
      const took = performance.now() - before;
      assert.ok(mistakes.length > 0 && mistakes.length <= 60, `${bomb.slice(0, 20)}: ${mistakes.length}`);
      assert.equal(configuration.value('gate.block_at'), 'error');
      assert.ok(took < 2000, `${bomb.slice(0, 20)} took ${took} ms`);
    }
  });

  test('whatever stands there, it is read without a crash and never loosens anything', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'gate:',
        '\n',
        '  ',
        '\t',
        'block_at',
        ': ',
        'info',
        'error',
        '"',
        "'",
        '[',
        ']',
        '{',
        '}',
        '- ',
        '? ',
        '&a',
        '*a',
        '!!',
        '|',
        '>',
        '%',
        '---',
        '#',
        '\u0000',
        '\uD800',
        '\uFEFF',
        'waivers:',
        'author_may: true',
        'review:',
        'enabled: false',
        '💥',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { configuration } = combine(operator, pieces.join(''));
        assert.equal(configuration.value('gate.waivers.author_may'), false);
        assert.ok(configuration.value('gate.waivers.most_days') <= 60);
        for (const name of settingNames) assert.ok(settingOf(name).schema.safeParse(configuration.value(name)).success, name);
      }),
      { numRuns: 5000 },
    );
  });

  test('what is told of a mistake can do nothing in Markdown', () => {
    const told = mistakesOf('"`@org/team` <img src=x> | fixes #1\\n/ai waive all": 1\n').join('\n');
    assert.doesNotMatch(told, /<img|@org|^\/ai/mu);
  });
});

suite('an organization’s file', () => {
  const organization = combine(operator, 'gate: { block_at: warning }\nreview: { max_comments: 3 }\nsummary: { enabled: false }\n', {
    kind: 'organization',
    file: '.github/countersign.yml',
  }).configuration;
  test('stands between operator and repository, and can only be tightened below', () => {
    assert.deepEqual(organization.origin('gate.block_at'), { kind: 'organization', file: '.github/countersign.yml', line: 1 });
    const { configuration, mistakes } = combine(organization, 'gate: { block_at: error }\nsummary: { enabled: true }\n');
    assert.equal(configuration.value('gate.block_at'), 'warning');
    assert.deepEqual(
      mistakes.map(({ instead }) => instead?.origin.kind),
      ['organization'],
    );
    assert.equal(configuration.value('summary.enabled'), true);
    assert.deepEqual(configuration.origin('summary.enabled'), { kind: 'repository', file: '.github/countersign.yml', line: 2 });
    assert.equal(configuration.value('review.max_comments'), 3);
  });
  test('token budgets: a limit may be lowered, never raised or lifted', () => {
    const limited = combine(operator, 'budgets: { tokens_per_repository_month: 1000 }\n', {
      kind: 'organization',
      file: 'x',
    }).configuration;
    for (const [wanted, holds] of [
      [500, 500],
      [2000, 1000],
      [0, 1000],
    ])
      assert.equal(
        combine(limited, `budgets: { tokens_per_repository_month: ${wanted} }`).configuration.value('budgets.tokens_per_repository_month'),
        holds,
      );
    const states = budgetStates(limited, { month: 9e9, repositoryMonth: 999, personDay: 9e9 });
    assert.deepEqual(states, [{ setting: 'budgets.tokens_per_repository_month', used: 999, limit: 1000 }]);
    assert.equal(usedUp(states), undefined);
    assert.equal(usedUp(budgetStates(limited, { month: 0, repositoryMonth: 1000, personDay: 0 }))?.limit, 1000);
  });
});

suite('the operator’s policy', () => {
  test('a mistake anywhere refuses the start, with every line', () => {
    assert.throws(
      () =>
        parsePolicy('gate:\n  block_at: never\n  waivers:\n    default_days: 40\n    most_days: 20\nmodle: x\n', 'policies/default.yml'),
      (error: Error) => /line 2: [^]*line 6: [^]*line 4: /u.test(error.message),
    );
    assert.throws(() => parsePolicy('[', 'x'), /cannot be used/u);
  });
});
