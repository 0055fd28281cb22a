import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseBranches, nearNames, type BranchList } from '#sandbox/demo/choose-branches.ts';
import { DemoProblem } from '#sandbox/demo/demo-problem.ts';

const list: BranchList = {
  refs: ['refs/heads/main', 'refs/heads/feature/search', 'refs/remotes/origin/main', 'refs/remotes/origin/payments'],
  remoteDefault: 'refs/remotes/origin/main',
  current: 'refs/heads/feature/search',
};
const none = { base: undefined, head: undefined };

function problem(branches: BranchList, options: { base: string | undefined; head: string | undefined }): string {
  try {
    chooseBranches(branches, options);
  } catch (error) {
    assert.ok(error instanceof DemoProblem);
    return error.message;
  }
  return assert.fail('expected a problem');
}

test('defaults: the main branch and what is checked out', () => {
  const { base, head } = chooseBranches(list, none);
  assert.deepEqual([base.name, head.name], ['main', 'feature/search']);
});

test('a branch that exists only on the remote', () => {
  const { head } = chooseBranches(list, { base: 'main', head: 'payments' });
  assert.deepEqual(head, { ref: 'refs/remotes/origin/payments', name: 'origin/payments' });
});

test('the local branch goes before the remote one of the same name', () => {
  assert.equal(chooseBranches(list, { base: 'main', head: 'origin/payments' }).base.ref, 'refs/heads/main');
});

test('a missing branch names those that are near', () => {
  assert.match(problem(list, { base: 'mian', head: undefined }), /--base: there is no branch mian\. Did you mean: main/u);
  assert.match(problem(list, { base: 'main', head: 'zzzzzz' }), /there is no branch zzzzzz\.$/u);
});

test('head equal to base, told with what to do', () => {
  assert.match(problem({ ...list, current: 'refs/heads/main' }, none), /both main.*--head/u);
  assert.match(problem(list, { base: 'main', head: 'main' }), /both main/u);
});

test('a detached head needs --head, an unborn branch too', () => {
  assert.match(problem({ ...list, current: undefined }, none), /--head is needed/u);
  assert.match(problem({ ...list, current: 'refs/heads/unborn' }, none), /--head is needed/u);
});

test('no usual main branch: --base is needed, unless there is only one branch', () => {
  assert.match(
    problem({ refs: ['refs/heads/a', 'refs/heads/b'], remoteDefault: undefined, current: 'refs/heads/a' }, none),
    /--base is needed/u,
  );
  const only = { refs: ['refs/heads/a', 'refs/remotes/origin/b'], remoteDefault: undefined, current: 'refs/heads/a' };
  assert.equal(chooseBranches(only, { base: undefined, head: 'b' }).base.name, 'a');
});

test('near names: best first, at most five, control characters do not reach the terminal', () => {
  assert.deepEqual(nearNames('serach', ['search', 'main', 'research']), ['search']);
  assert.equal(
    nearNames(
      'a',
      Array.from({ length: 20 }, (_, index) => `a${index}`),
    ).length,
    5,
  );
  assert.doesNotMatch(problem(list, { base: 'main\u001B[31m', head: undefined }), /\p{Cc}/u);
});
