import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { parseUnifiedDiff } from '#src/diff/parse-unified-diff.ts';
import type { ParsedFile } from '#src/diff/parsed-file.ts';
import { realGitDiff } from './real-git-diff.ts';

function only(files: ParsedFile[]): ParsedFile {
  assert.equal(files.length, 1);
  return files[0] as ParsedFile;
}

/** Applies the hunks to the old lines: the strongest thing that a parsed diff can be asked for. */
function apply(old: readonly string[], file: ParsedFile): string[] {
  const result: string[] = [];
  let at = 0;
  for (const hunk of file.hunks) {
    const start = hunk.oldLines === 0 ? hunk.oldStart : hunk.oldStart - 1;
    result.push(...old.slice(at, start));
    at = start;
    for (const line of hunk.lines) {
      if (line.kind !== 'added') {
        assert.equal(old[at], line.text);
        assert.equal(line.oldLine, at + 1);
        at++;
      }
      if (line.kind !== 'deleted') {
        result.push(line.text);
        assert.equal(line.newLine, result.length);
      }
    }
  }
  return [...result, ...old.slice(at)];
}

test('names, states and order agree with git diff --raw for every kind of change', () => {
  const long = Array.from({ length: 30 }, (_, line) => `line ${line}`).join('\n');
  const before = {
    'a b/with space.txt': 'one\n',
    'quote".txt': 'one\n',
    'tab\there.txt': 'one\n',
    'línea\nbreak.txt': 'one\n',
    'moved from.txt': long,
    'gone.txt': 'x\ny\n',
    'empty-gone.txt': '',
    'mode.sh': 'echo\n',
    'binary.bin': Buffer.from([0, 1, 2, 3]),
    'becomes-link': 'text\n',
    ' b/ b/x': 'one\n',
    '-x': 'one\n',
  };
  const after = {
    'a b/with space.txt': 'two\n',
    'quote".txt': 'two\n',
    'tab\there.txt': 'two\n',
    'línea\nbreak.txt': 'two\n',
    'moved to é.txt': `${long}\nmore`,
    'mode.sh': { executable: 'echo\n' },
    'binary.bin': Buffer.from([0, 9, 9, 9]),
    'becomes-link': { link: 'mode.sh' },
    'new empty': '',
    'new.bin': Buffer.from([0, 7]),
    ' b/ b/x': 'two\n',
    '-x': 'two\n',
  };
  const { diff, raw } = realGitDiff(before, after);
  const letters = { added: 'A', modified: 'M', deleted: 'D', renamed: 'R', copied: 'C', 'type-changed': 'T' };
  const seen = parseUnifiedDiff(diff).map((file) => ({
    status: letters[file.status],
    paths: file.previousPath === undefined ? [file.path] : [file.previousPath, file.path],
  }));
  assert.deepEqual(seen, raw);
  const binary = parseUnifiedDiff(diff).filter((file) => file.binary);
  assert.deepEqual(
    binary.map((file) => [file.path, file.hunks.length]),
    [
      ['binary.bin', 0],
      ['new.bin', 0],
    ],
  );
});

test('lines that look like headers are content when the numbers of the hunk say so', () => {
  const before = '-- a/x\n++ b/y\nkeep\n';
  const after = '++ b/y\ndiff --git a/x b/x\n@@ -1 +1 @@\n+++ b/z\nkeep\n\\ No newline at end of file\n';
  const file = only(parseUnifiedDiff(realGitDiff({ f: before }, { f: after }).diff));
  assert.deepEqual(apply(before.split('\n').slice(0, -1), file), after.split('\n').slice(0, -1));
});

test('missing newlines at the end, on either side, are no lines', () => {
  for (const [before, after] of [
    ['a\nb', 'a\nc\n'],
    ['a\nb\n', 'a\nc'],
    ['a', 'b'],
    ['a', 'a\n'],
  ] as const) {
    const file = only(parseUnifiedDiff(realGitDiff({ f: before }, { f: after }).diff));
    assert.deepEqual(apply(before.replace(/\n$/, '').split('\n'), file), after.replace(/\n$/, '').split('\n'));
  }
});

test('CRLF is a line end, a lone CR and a form feed are content', () => {
  const file = only(parseUnifiedDiff(realGitDiff({ f: 'a\r\nb\r\n' }, { f: 'a\r\nb\rc\f\r\nd\u2028e\r\n' }).diff));
  assert.deepEqual(
    file.hunks[0]?.lines.map(({ kind, text }) => [kind, text]),
    [
      ['context', 'a'],
      ['deleted', 'b'],
      ['added', 'b\rc\f'],
      ['added', 'd\u2028e'],
    ],
  );
});

test('random edits of 60 files at once: every file applies, and counts agree with git', () => {
  const line = fc.constantFrom(
    '',
    ' ',
    '\t',
    'a',
    'b',
    '- x',
    '+ y',
    '-- a/f',
    '++ b/f',
    '@@ -1,2 +1,2 @@',
    'diff --git a/f b/f',
    '\\ No newline',
    '}',
    'é',
  );
  const text = fc.array(line, { maxLength: 40 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(text, fc.array(fc.tuple(fc.nat(40), fc.nat(3), fc.array(line, { maxLength: 4 })), { maxLength: 5 })), {
        minLength: 60,
        maxLength: 60,
      }),
      (cases) => {
        const before: Record<string, string> = {};
        const after: Record<string, string> = {};
        for (const [index, [old, edits]] of cases.entries()) {
          const fresh = [...old];
          for (const [at, remove, add] of edits) fresh.splice(at, remove, ...add);
          before[`f${index}`] = [`only ${index} ${'x'.repeat(index)}`, ...old].join('\n');
          after[`f${index}`] = [`only ${index} ${'x'.repeat(index)}`, ...fresh].join('\n');
        }
        const { diff, raw, numstat } = realGitDiff(before, after);
        const files = parseUnifiedDiff(diff);
        assert.deepEqual(
          files.map((file) => file.path),
          raw.map((entry) => entry.paths[0]),
        );
        for (const file of files) {
          assert.deepEqual(apply(linesOf(before[file.path]), file), linesOf(after[file.path]));
          assert.deepEqual({ additions: file.additions, deletions: file.deletions }, numstat.get(file.path));
        }
      },
    ),
    { numRuns: 4 },
  );
});

function linesOf(text = ''): string[] {
  return text.endsWith('\n') ? text.slice(0, -1).split('\n') : text.split('\n');
}

test('any text at all: no throw, and no more lines than it has', () => {
  const piece = fc.constantFrom(
    'diff --git a/x b/x',
    'diff --git "a/\\303\\251',
    '--- a/x',
    '+++ /dev/null',
    '@@ -1,9999999 +1,2 @@',
    '@@ -0,0 +1 @@ f',
    '+a',
    '-b',
    ' c',
    '',
    '\\ No',
    'rename from "x',
    'Binary files a and b differ',
    '\u0000',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string())), (lines) => {
      const files = parseUnifiedDiff(lines.join('\n'));
      const read = files.flatMap((file) => file.hunks.flatMap((hunk) => hunk.lines));
      assert.ok(read.length <= lines.join('\n').split('\n').length);
      for (const file of files)
        assert.equal(file.additions, file.hunks.flatMap((hunk) => hunk.lines).filter((line) => line.kind === 'added').length);
    }),
  );
});

test('a diff of 200,000 lines is read in a moment', () => {
  const body = Array.from({ length: 200_000 }, (_, line) => `+const value${line} = ${line};`).join('\n');
  const started = performance.now();
  const file = only(parseUnifiedDiff(`diff --git a/f b/f\nnew file mode 100644\n--- /dev/null\n+++ b/f\n@@ -0,0 +1,200000 @@\n${body}\n`));
  assert.equal(file.additions, 200_000);
  assert.ok(performance.now() - started < 3_000);
});
