import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { groupOf } from '#src/command/release-notes.ts';
import { mergedInRange } from '#src/verbs/merged-in-range.ts';
import { countersign, newFolder } from './run-cli.ts';

/** A main line with a tag, a squash, a merge, a branch brought in by hand with a squash in it, and a commit of nobody's pull request. */
function repository(): string {
  const folder = newFolder('notes');
  const person = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'commit.gpgsign=false'];
  const git = (...args: readonly string[]): void => void execFileSync('git', [...person, '-C', folder, ...args], { stdio: 'pipe' });
  let count = 0;
  const commit = (...messages: readonly string[]): void => {
    writeFileSync(join(folder, `file${(count += 1)}`), '');
    git('add', '.');
    git('commit', '-q', ...messages.flatMap((message) => ['-m', message]));
  };
  git('init', '-q', '-b', 'main');
  commit('Begin (#1)');
  git('tag', 'v1.2.0');
  commit('feat: page orders by cursor (#12)', 'Long lists were slow.');
  git('checkout', '-q', '-b', 'stable');
  commit('Fix the sum of an empty cart (#13)');
  git('checkout', '-q', 'main');
  commit(
    '✨ Add refunds (#14)',
    '<!-- countersign:summary -->\nOrders can be given back within two weeks. More here.\n<!-- /countersign:summary -->',
  );
  git('merge', '-q', '--no-ff', '-m', "Merge branch 'stable'", 'stable');
  git('checkout', '-q', '-b', 'fork/total');
  commit('wip');
  git('checkout', '-q', 'main');
  git('merge', '-q', '--no-ff', '-m', 'Merge pull request #15 from fern/total\n\nTotals in dollars', 'fork/total');
  commit('Correct a word\u001b[31m');
  commit('release version 1.3.0');
  return folder;
}

suite('countersign notes', () => {
  const folder = repository();
  test('what was merged since the newest version, grouped, each pull request once, accepted words first', async () => {
    const run = await countersign(['notes', '--repo', folder]);
    assert.equal(run.code, 0, run.stderr);
    assert.equal(
      run.stdout.replaceAll(/\([0-9a-f]{8}, /gu, '(ID, '),
      [
        '### New',
        '',
        '- page orders by cursor (#12, Ada)',
        '- Orders can be given back within two weeks. (#14, Ada)',
        '',
        '### Fixed',
        '',
        '- Fix the sum of an empty cart (#13, Ada)',
        '- Correct a word⟦U+001B⟧[31m (ID, Ada)',
        '',
        '### Changed',
        '',
        '- Totals in dollars (#15, fern)',
        '',
        '### Internal',
        '',
        '- release version 1.3.0 (ID, Ada)',
        '',
      ].join('\n'),
    );
    assert.match(run.stderr, /^6 changes between v1\.2\.0 and HEAD, 1 in the words of an accepted summary\.$/mu);
  });

  test('ranges, JSON, and what is refused', async () => {
    const json = await countersign(['notes', 'v1.2.0..stable', '--repo', folder, '--json']);
    assert.deepEqual(
      (JSON.parse(json.stdout) as { groups: { changes: { number: number }[] }[] }).groups.map(({ changes }) =>
        changes.map(({ number }) => number),
      ),
      [[12], [13]],
    );
    for (const [args, told] of [
      [['v9.9.9', '--repo', folder], /no tag, branch or commit "v9\.9\.9"/u],
      [['--output=x'], /--output is not known/u],
      [['main..v1.2.0', '--repo', folder], /Nothing was merged between main and v1\.2\.0/u],
      [['a b', '--repo', folder], /must be FROM or FROM\.\.TO/u],
      [['--repo', newFolder('empty')], /.+/u],
    ] as const) {
      const run = await countersign(['notes', ...args]);
      assert.deepEqual([run.code, run.stdout], [2, ''], args.join(' '));
      assert.match(run.stderr, told);
    }
    assert.match((await countersign(['notes', '--help'])).stdout, /usage: countersign notes/u);
  });
});

test('history in a circle, without parents or with lost ones is read once', () => {
  const made = (sha: string, parents: readonly string[], subject: string) => ({ sha, parents, subject, author: 'a', body: '' });
  const loop = [made('a', ['b', 'c'], "Merge branch 'x'"), made('b', ['a'], 'B (#1)'), made('c', ['lost'], 'C (#1)')];
  assert.deepEqual(
    mergedInRange(loop).map(({ title }) => title),
    ['C'],
  );
  assert.deepEqual(mergedInRange([]), []);
});

test('groups by the sign in front, and releases are internal', () => {
  const cases = {
    '🐛 Fix x': 'Fixed',
    '⬆ Bump a': 'Dependencies',
    '💥 Drop y': 'Breaking changes',
    'release version 3.1.3': 'Internal',
    'v1.2.3': 'Internal',
    'chore(release): 4.0.0': 'Internal',
    'Release notes page': 'Changed',
  };
  for (const [title, group] of Object.entries(cases)) assert.equal(groupOf({ title, labels: [] }), group, title);
});
