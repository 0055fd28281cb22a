import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import { floors } from '#src/command/verbs.ts';
import { parsePermissions } from '#src/policy/permissions.ts';

const file = 'policies/permissions.yml';
const shipped = await readFile(new URL(`../../${file}`, import.meta.url), 'utf8');
const parse = (text: string) => parsePermissions(text, file, floors);
const changed = (from: string | RegExp, to: string): string => {
  const text = shipped.replace(from, to);
  assert.notEqual(text, shipped);
  return text;
};

suite('policies/permissions.yml', () => {
  test('what is shipped is read; the strongest grants stay with few', () => {
    const { verbs } = parse(shipped);
    assert.deepEqual(verbs.help, { author: true, from: 'read', teams: [] });
    assert.deepEqual(verbs.waive, { author: false, from: 'maintain', teams: [] });
    assert.equal(verbs.dismiss.from, 'write');
  });

  test('teams are lists of numeric ids', () => {
    const { verbs, teams } = parse(`${changed('waive: [maintain]', 'waive: [maintain, team:security]')}\nteams:\n  security: [7, 9]\n`);
    assert.deepEqual(verbs.waive.teams, ['security']);
    assert.ok(teams.get('security')?.has(9));
  });

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ['a verb is missing', changed(/^ {2}retry:.*\n/mu, ''), /verbs\.retry/u],
    ['a verb does not exist', changed('  retry:', '  retri: [read]\n  retry:'), /line \d+: .*verbs\.retri/u],
    ['a role does not exist', changed('help: [author, read]', 'help: [author, everyone]'), /line 7: .*must be one of author/u],
    ['waiving for everybody', changed('waive: [maintain]', 'waive: [read]'), /too little for this; at least write/u],
    ['waiving by the author', changed('waive: [maintain]', 'waive: [author, maintain]'), /author is too little/u],
    ['nobody at all', changed('help: [author, read]', 'help: []'), /verbs\.help/u],
    ['a team that is not listed', changed('waive: [maintain]', 'waive: ["team:security"]'), /not listed below teams/u],
    ['logins in a team', `${shipped}\nteams:\n  security: [maya]\n`, /teams\.security/u],
    ['anchors', changed('help: [author, read]', 'help: &all [author, read]'), /anchors/u],
    ['an empty file', '', /verbs/u],
  ];
  for (const [name, text, expected] of wrong)
    test(`${name}: refused, naming the place`, () => {
      assert.throws(() => parse(text), expected);
    });

  test('every mistake is listed at once', () => {
    const text = changed('help: [author, read]', 'help: [x]').replace('status: [author, read]', 'status: [y]');
    assert.throws(
      () => parse(text),
      (error: Error) => error.message.split('\n').filter((line) => line.startsWith('- line')).length === 2,
    );
  });
});
