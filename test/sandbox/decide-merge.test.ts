import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { MergeFacts, RunSeen } from '#sandbox/merge/decide-merge.ts';
import { decideMerge } from '#sandbox/merge/decide-merge.ts';

const HEAD = 'a'.repeat(40);
const OLD = 'b'.repeat(40);

function facts(changes: Partial<MergeFacts> = {}): MergeFacts {
  return {
    state: 'open',
    draft: false,
    mergeable: true,
    behind: false,
    headSha: HEAD,
    required: [{ context: 'gate', appId: 7 }],
    runs: [],
    statuses: [],
    missingApprovals: 0,
    changesRequestedBy: [],
    unresolvedThreads: 0,
    ...changes,
  };
}

function run(changes: Partial<RunSeen> = {}): RunSeen {
  return { id: 1, name: 'gate', appId: 7, headSha: HEAD, status: 'completed', conclusion: 'success', ...changes };
}

const table: readonly (readonly [string, Partial<MergeFacts>, boolean])[] = [
  ['nothing required', { required: [] }, true],
  ['no run', {}, false],
  ['success', { runs: [run()] }, true],
  ['neutral', { runs: [run({ conclusion: 'neutral' })] }, true],
  ['skipped', { runs: [run({ conclusion: 'skipped' })] }, true],
  ['failure', { runs: [run({ conclusion: 'failure' })] }, false],
  ['cancelled', { runs: [run({ conclusion: 'cancelled' })] }, false],
  ['timed out', { runs: [run({ conclusion: 'timed_out' })] }, false],
  ['action required', { runs: [run({ conclusion: 'action_required' })] }, false],
  ['stale', { runs: [run({ conclusion: 'stale' })] }, false],
  ['queued', { runs: [run({ status: 'queued', conclusion: null })] }, false],
  ['in progress', { runs: [run({ status: 'in_progress', conclusion: null })] }, false],
  ['success on an older commit', { runs: [run({ headSha: OLD })] }, false],
  ['success of another App', { runs: [run({ appId: 8 })] }, false],
  ['success under another name', { runs: [run({ name: 'gate ' })] }, false],
  ['newest of the App counts: failure', { runs: [run({ id: 1 }), run({ id: 2, conclusion: 'failure' })] }, false],
  ['newest of the App counts: success', { runs: [run({ id: 2 }), run({ id: 1, conclusion: 'failure' })] }, true],
  ['newest of the App counts: started again', { runs: [run({ id: 1 }), run({ id: 2, status: 'in_progress', conclusion: null })] }, false],
  ['a stranger cannot fail the check', { runs: [run(), run({ id: 2, appId: 8, conclusion: 'failure' })] }, true],
  ['a status cannot replace the expected App', { statuses: [{ id: 1, context: 'gate', sha: HEAD, state: 'success' }] }, false],
  ['any source: other App', { required: [{ context: 'gate', appId: null }], runs: [run({ appId: 8 })] }, true],
  [
    'any source: status',
    { required: [{ context: 'gate', appId: null }], statuses: [{ id: 1, context: 'gate', sha: HEAD, state: 'success' }] },
    true,
  ],
  [
    'any source: status on an older commit',
    { required: [{ context: 'gate', appId: null }], statuses: [{ id: 1, context: 'gate', sha: OLD, state: 'success' }] },
    false,
  ],
  [
    'any source: newest status counts',
    {
      required: [{ context: 'gate', appId: null }],
      statuses: [
        { id: 1, context: 'gate', sha: HEAD, state: 'success' },
        { id: 2, context: 'gate', sha: HEAD, state: 'pending' },
      ],
    },
    false,
  ],
  [
    'any source: run and status of one name are both wanted',
    {
      required: [{ context: 'gate', appId: null }],
      runs: [run()],
      statuses: [{ id: 2, context: 'gate', sha: HEAD, state: 'failure' }],
    },
    false,
  ],
  ['closed', { required: [], state: 'closed' }, false],
  ['draft', { required: [], draft: true }, false],
  ['conflicts', { required: [], mergeable: false }, false],
  ['behind', { required: [], behind: true }, false],
  ['approvals missing', { required: [], missingApprovals: 1 }, false],
  ['changes requested', { required: [], changesRequestedBy: ['mia'] }, false],
  ['conversations open', { required: [], unresolvedThreads: 2 }, false],
];

for (const [name, changes, allowed] of table) {
  test(`merge oracle: ${name}`, () => {
    const decision = decideMerge(facts(changes));
    assert.equal(decision.allowed, allowed);
    assert.equal(decision.reasons.length === 0, allowed);
  });
}

test('never allowed unless the newest run of the expected App on the head passes', () => {
  const anyRun = fc.record({
    id: fc.integer({ min: 1, max: 50 }),
    name: fc.constantFrom('gate', 'other'),
    appId: fc.constantFrom(7, 8),
    headSha: fc.constantFrom(HEAD, OLD),
    status: fc.constantFrom('queued', 'in_progress', 'completed'),
    conclusion: fc.constantFrom('success', 'failure', 'neutral', 'skipped', 'cancelled', null),
  });
  fc.assert(
    fc.property(fc.uniqueArray(anyRun, { selector: (one) => one.id, maxLength: 12 }), (runs) => {
      const mine = runs.filter((one) => one.name === 'gate' && one.appId === 7 && one.headSha === HEAD);
      const newest = mine.reduce<(typeof mine)[number] | undefined>((best, one) => (best && best.id > one.id ? best : one), undefined);
      const passes = newest?.status === 'completed' && ['success', 'neutral', 'skipped'].includes(newest.conclusion ?? '');
      assert.equal(decideMerge(facts({ runs })).allowed, passes);
    }),
  );
});
