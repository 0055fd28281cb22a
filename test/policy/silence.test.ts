import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { fitsGlob } from '#src/policy/glob.ts';
import { parsePolicy } from '#src/policy/policy.ts';
import { combine } from '#src/policy/repository-file.ts';
import { whySilent } from '#src/policy/silence.ts';
import type { SilenceFacts } from '#src/policy/silence.ts';

const configurationOf = (text: string) => {
  const { configuration, mistakes } = combine(parsePolicy('', 'policies/default.yml'), text);
  assert.deepEqual(mistakes, []);
  return configuration;
};
const facts: SilenceFacts = {
  draft: false,
  author: { login: 'Tom', kind: 'user' },
  headRef: 'feature/search',
  baseRef: 'release/2',
  lines: 400,
  labels: ['bug'],
  paths: ['docs/a.md', 'src/b.ts'],
  paused: undefined,
  asked: false,
};
const settingOf = (text: string, more: Partial<SilenceFacts> = {}): string | undefined => {
  const silence = whySilent('review', configurationOf(text), { ...facts, ...more });
  return silence === undefined ? undefined : silence.kind === 'paused' ? 'paused' : silence.setting;
};

suite('silence', () => {
  test('by itself nothing keeps silent but pull requests of bots', () => {
    assert.equal(settingOf(''), undefined);
    assert.equal(settingOf('', { draft: true }), undefined);
    assert.equal(settingOf('', { author: { login: 'dependabot[bot]', kind: 'bot' } }), 'review.skip.bots');
    assert.equal(settingOf('review: { skip: { bots: false } }', { author: { login: 'dependabot[bot]', kind: 'bot' } }), undefined);
  });

  test('each filter, and only when it fits', () => {
    assert.equal(settingOf('review: { skip: { drafts: true } }', { draft: true }), 'review.skip.drafts');
    assert.equal(settingOf('review: { skip: { drafts: true } }'), undefined);
    assert.equal(settingOf('review: { skip: { labels: [BUG] } }'), 'review.skip.labels');
    assert.equal(settingOf('review: { skip: { labels: [bu] } }'), undefined);
    assert.equal(settingOf('review: { skip: { authors: [tom] } }'), 'review.skip.authors');
    assert.equal(settingOf('review: { skip: { branches: ["feature/*"] } }'), 'review.skip.branches');
    assert.equal(settingOf('review: { skip: { branches: ["feature"] } }'), undefined);
    assert.equal(settingOf('review: { skip: { paths: ["docs/**"] } }'), undefined, 'one file is left');
    assert.equal(settingOf('review: { skip: { paths: ["docs/**", "**/*.ts"] } }'), 'review.skip.paths');
    assert.equal(settingOf('review: { skip: { paths: ["**"] } }', { paths: [] }), undefined);
    assert.equal(settingOf('review: { skip: { bases: ["release/*"] } }'), 'review.skip.bases');
    assert.equal(settingOf('review: { skip: { bases: ["main"] } }'), undefined);
    assert.equal(settingOf('review: { skip: { more_lines_than: 399 } }'), 'review.skip.more_lines_than');
    assert.equal(settingOf('review: { skip: { more_lines_than: 400 } }'), undefined);
    assert.equal(settingOf('review: { skip: { more_lines_than: 0 } }'), undefined);
    assert.equal(settingOf('review: { enabled: false }'), 'review.enabled');
    assert.equal(settingOf('summary: { enabled: false }'), undefined);
  });

  test('who asks is answered, except where it is switched off', () => {
    const paused = { scope: 'pull', login: 'maya', since: new Date(0) } as const;
    assert.equal(settingOf('', { paused }), 'paused');
    assert.equal(settingOf('review: { skip: { labels: [bug] } }', { paused, asked: true }), undefined);
    assert.equal(settingOf('review: { enabled: false }', { asked: true }), 'review.enabled');
  });

  test('patterns', () => {
    const cases: readonly (readonly [string, string, boolean])[] = [
      ['docs/**', 'docs/a/b.md', true],
      ['docs/*', 'docs/a/b.md', false],
      ['docs/*', 'docs/a.md', true],
      ['**/*.md', 'a.md', true],
      ['**/*.md', 'a/b/c.md', true],
      ['a/**/z', 'a/z', true],
      ['a/**/z', 'a/b/c/z', true],
      ['*.md', 'a/b.md', false],
      ['?.md', 'a.md', true],
      ['?.md', '/.md', false],
      ['a.c', 'abc', false],
      ['(a+)+$', 'aaaa', false],
      ['', '', true],
      ['', 'a', false],
      ['💥?', '💥é', true],
    ];
    for (const [pattern, text, fits] of cases) assert.equal(fitsGlob(pattern, text), fits, `${pattern} ${text}`);
  });

  test('no pattern can hang anybody', () => {
    const before = performance.now();
    assert.equal(fitsGlob(`${'*a'.repeat(90)}b`, 'a'.repeat(4000)), false);
    assert.equal(fitsGlob(`${'**/'.repeat(60)}b`, 'a/'.repeat(2000)), false);
    assert.ok(performance.now() - before < 3000);
  });
});
