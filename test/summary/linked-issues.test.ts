import assert from 'node:assert/strict';
import { test } from 'node:test';
import { composeDraft } from '#src/summary/compose-draft.ts';
import { linkedIssues } from '#src/summary/linked-issues.ts';
import { comparisonOf, gatherPortsOf, pullOf } from './made-change.ts';

const pull = pullOf({ owner: 'shop', repo: 'orders', number: 7 });

test('what GitHub would close, in this repository, and nothing that a template or code says', () => {
  const cases: readonly (readonly [string, readonly number[]])[] = [
    ['Closes #12, fixes: #13 and resolved https://github.com/Shop/orders/issues/14', [12, 13, 14]],
    ['Fix #1 close #1 fixes #2 closes #3 closes #4', [1, 2, 3]],
    ['See #12. Prefixes #13. closes shop/other#14 closes https://github.com/shop/other/issues/15', []],
    ['<!-- Closes #12 -->\n`closes #13`\n```\nfixes #14\n```\n<!-- fixes #15', []],
    ['Closes #7', []],
    ['closes #0 closes #99999999999', []],
  ];
  for (const [body, expected] of cases) assert.deepEqual(linkedIssues({ ...pull, body }, []), expected, body);
  assert.deepEqual(linkedIssues(pull, [{ subject: 'Round (closes #3)', body: 'Fixes #4' }]), [3, 4]);
  assert.ok(linkedIssues({ ...pull, body: 'closes '.repeat(100_000) }, []).length === 0);
});

test('an issue’s title tells why, harmless, and not twice', async () => {
  const files = [{ path: 'a.yml', before: 'rate: 1\n', after: 'rate: 2\n' }];
  const asked: number[][] = [];
  const draft = async (title: string): Promise<string> => {
    const readIssueTitles = async (numbers: readonly number[]): Promise<ReadonlyMap<number, string>> => {
      asked.push([...numbers]);
      return new Map([[3, title]]);
    };
    const comparison = comparisonOf(files, [{ subject: 'Double the rate' }]);
    return (
      await composeDraft({ ...pull, title: 'Double the rate', body: 'Closes #3, closes #4' }, comparison, {
        ...gatherPortsOf(files),
        readIssueTitles,
      })
    ).text;
  };
  assert.match(
    await draft('Customers in Canada\nsee the wrong sum @ada <img>'),
    /^For `#3` “Customers in Canada see the wrong sum [^\n]*”\.\n\nEdits/u,
  );
  assert.doesNotMatch(await draft('x @ada <img src=a> closes #9'), /(?<!`)@ada|<img|(?<!`)#9/u);
  assert.match(await draft('Double the rate'), /^Edits/u);
  assert.deepEqual(asked[0], [3, 4]);
});
