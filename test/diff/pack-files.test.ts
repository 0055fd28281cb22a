import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { ChangedFile, Hunk } from '#src/diff/changed-file.ts';
import { isCommentable, isCommentableRange } from '#src/diff/commentable.ts';
import { estimateTokens } from '#src/diff/estimate-tokens.ts';
import { reasonToLeaveOut } from '#src/diff/leave-out.ts';
import { packFiles } from '#src/diff/pack-files.ts';
import { renderHunks } from '#src/diff/render-hunks.ts';
import { changedFile, changedFileOf } from './changed-file-of.ts';

const limits = { tokensPerGroup: 600, maxGroups: 10, maxPartsPerFile: 4 };

test('every file is in the groups with all its changed lines, or told why not; no group is over the budget', () => {
  const name = fc.constantFrom(
    'src/a.ts',
    'src/a.test.ts',
    'docs/x.md',
    'dist/x.js',
    'go.sum',
    'vendor/v.go',
    'b.py',
    'c/d.java',
    'e.rs',
    'f.json',
  );
  const lines = fc.array(fc.string({ maxLength: 120 }), { minLength: 1, maxLength: 150 });
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(name, lines), { selector: ([path]) => path, maxLength: 10 }),
      fc.integer({ min: 80, max: 3_000 }),
      fc.integer({ min: 1, max: 8 }),
      (wanted, tokensPerGroup, maxGroups) => {
        const files = wanted.map(([path, added]) =>
          changedFile(
            path,
            added.map((text) => text.replaceAll(/[\r\n]/g, ' ')),
          ),
        );
        const { groups, notReviewed } = packFiles(files, { tokensPerGroup, maxGroups, maxPartsPerFile: 4 });
        assert.ok(groups.length <= maxGroups);
        for (const group of groups) assert.ok(group.tokens <= tokensPerGroup, `${group.tokens} of ${tokensPerGroup}`);
        for (const file of files) {
          const parts = groups.flatMap((group) => group.parts).filter((part) => part.file === file);
          const told = notReviewed.filter((entry) => entry.file === file);
          assert.equal(told.length, parts.length === 0 ? 1 : 0);
          if (parts.length > 0)
            assert.deepEqual(
              parts.flatMap((part) => part.hunks.flatMap((hunk) => hunk.lines)),
              file.hunks.flatMap((hunk) => hunk.lines),
            );
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('a file and its test share a group; prose is what the end of the budget leaves out', () => {
  const lines = Array.from({ length: 12 }, (_, line) => `some line of text number ${line}`);
  const files = ['index.html', 'src/z.ts', 'test/a.test.ts', 'src/a.ts', 'docs/page.css'].map((path) => changedFile(path, lines));
  const { groups, notReviewed } = packFiles(files, { tokensPerGroup: 320, maxGroups: 2, maxPartsPerFile: 4 });
  const pair = groups.find((group) => group.parts.some((part) => part.file.path === 'src/a.ts'));
  assert.deepEqual(
    pair?.parts.map((part) => part.file.path),
    ['src/a.ts', 'test/a.test.ts'],
  );
  assert.ok(groups.flatMap((group) => group.parts).some((part) => part.file.path === 'src/z.ts'));
  assert.equal(notReviewed.length, 1);
  assert.match(notReviewed[0]?.file.path ?? '', /\.(?:html|css)$/);
  assert.equal(notReviewed[0]?.reason, 'over-budget');
});

test('java: a class and its test are one family across src/main and src/test', () => {
  const { groups } = packFiles(
    ['src/main/java/shop/Cart.java', 'src/test/java/shop/CartTest.java', 'src/main/java/shop/Mail.java'].map((path) =>
      changedFile(path, ['x'.repeat(600)]),
    ),
    { ...limits, tokensPerGroup: 420 },
  );
  assert.deepEqual(
    groups[0]?.parts.map((part) => part.file.path),
    ['src/main/java/shop/Cart.java', 'src/test/java/shop/CartTest.java'],
  );
});

test('a large new file is read in parts with its own line numbers; a minified one is not', () => {
  const large = changedFile(
    'src/big.ts',
    Array.from({ length: 160 }, (_, line) => `const value${line} = ${line};`),
  );
  const { groups } = packFiles([large], limits);
  assert.ok(groups.length > 1);
  const text = groups.map((group) => group.parts.map(({ file, hunks }) => renderHunks(file, hunks)).join('\n')).join('\n');
  assert.match(text, /^160 \+ const value159 = 159;$/m);
  assert.deepEqual(
    packFiles([changedFile('src/min.js', ['x'.repeat(50_000)])], limits).notReviewed.map(({ reason }) => reason),
    ['too-large'],
  );
});

const reasons: readonly (readonly [string, Partial<ChangedFile>, string | undefined])[] = [
  ['a/package-lock.json', {}, 'lock-file'],
  ['Cargo.lock', {}, 'lock-file'],
  ['vendor/x/y.go', {}, 'vendored'],
  ['web/node_modules/x/index.js', {}, 'vendored'],
  ['api/v1/service.pb.go', {}, 'generated'],
  ['x_pb2.py', {}, 'generated'],
  ['src/distance.ts', {}, undefined],
  ['src/vendors.ts', {}, undefined],
  ['logo.png', { kind: 'binary', hunks: [] }, 'binary'],
  ['link', { kind: 'symlink', hunks: [] }, 'symlink'],
  ['sub', { kind: 'submodule', hunks: [] }, 'submodule'],
  ['docs/guide.md', {}, 'documentation'],
  ['docs/a.txt', {}, 'documentation'],
  ['requirements.txt', {}, undefined],
  ['gone.ts', { status: 'deleted' }, 'deleted'],
  ['mode.sh', { hunks: [] }, 'no-text-change'],
  ['src/a.ts', {}, undefined],
];
for (const [path, change, reason] of reasons) {
  test(`${path} is ${reason === undefined ? 'reviewed' : `left out: ${reason}`}`, () => {
    assert.equal(reasonToLeaveOut({ ...changedFile(path, ['x']), ...change }), reason);
  });
}

test('a mark of generated code counts at the top of the file only', () => {
  assert.equal(reasonToLeaveOut(changedFile('a.go', ['// Code generated by protoc. DO NOT EDIT.', 'package a'])), 'generated');
  assert.equal(
    reasonToLeaveOut(changedFile('a.go', [...Array.from({ length: 20 }, () => 'x'), '// Code generated by protoc. DO NOT EDIT.'])),
    undefined,
  );
});

test('what a model reads: numbers of the head side, none for deleted lines', () => {
  const file = changedFileOf('src/a.ts', 'a\nb\nc\n', 'a\nB\nc\nd\n');
  assert.equal(renderHunks(file, file.hunks), '## File: src/a.ts\n@@\n1   a\n  - b\n2 + B\n3   c\n4 + d');
  assert.equal(renderHunks({ path: 'a\n## File: b' }, []), '## File: a\u{FFFD}## File: b');
  assert.equal(estimateTokens('1234567'), 2);
});

test('commentable: lines of hunks only, ranges within one hunk', () => {
  const old = Array.from({ length: 40 }, (_, line) => `line ${line + 1}`);
  const fresh = old.with(4, 'changed').with(34, 'changed too').toSpliced(20, 0);
  const file = changedFileOf('f', `${old.join('\n')}\n`, `${fresh.join('\n')}\n`);
  const accepted = (side: 'LEFT' | 'RIGHT') => old.map((_, index) => index + 1).filter((line) => isCommentable(file, side, line));
  const expected = [2, 3, 4, 5, 6, 7, 8, 32, 33, 34, 35, 36, 37, 38];
  assert.deepEqual(accepted('RIGHT'), expected);
  assert.deepEqual(accepted('LEFT'), expected);
  assert.equal(isCommentableRange(file, 'RIGHT', 3, 6), true);
  for (const [start, line] of [
    [8, 32],
    [6, 3],
    [1, 3],
    [7, 9],
    [Number.NaN, 3],
    [3, 1e9],
    [2.5, 3],
  ] as const)
    assert.equal(isCommentableRange(file, 'RIGHT', start, line), false);
  assert.equal(isCommentable({ hunks: [] as Hunk[] }, 'RIGHT', 1), false);
});
