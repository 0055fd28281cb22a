import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkSecurity } from '#src/gate/check-security.ts';
import { decideWaiver } from '#src/gate/decide-waiver.ts';
import type { GateResult } from '#src/gate/outcome.ts';
import type { GatePorts } from '#src/gate/ports.ts';
import { scopeOfFile, scopeOfFinding, shortIdOf } from '#src/gate/waiver.ts';
import type { Waiver, WaiverScope } from '#src/gate/waiver.ts';
import { changed, evalScan, pull, stage } from './fixtures.ts';

const now = new Date('2026-11-21T12:00:00Z');
const policy = { defaultDays: 30, mostDays: 90 };
const head = (text: string): Record<string, string> => ({ 'head a.py': text, 'base a.py': 'x = 1\n' });

async function gate(
  text: string,
  waivers: readonly Waiver[] = [],
  more: Partial<GatePorts> = {},
): Promise<{ result: GateResult; last: string }> {
  const on = stage([changed('a.py', 'x = 1\n', text)], head(text), { loadWaivers: () => Promise.resolve(waivers), ...more });
  const outcome = await checkSecurity(pull, on.ports, {
    policy: { blockAt: 'error', submodules: 'block' },
    signal: new AbortController().signal,
    now: () => now,
  });
  assert.equal(outcome.kind, 'decided');
  const check = on.checks.at(-1);
  return {
    result: (outcome as { result: GateResult }).result,
    last: `${check?.conclusion} ${check?.output.title}\n${check?.output.summary}`,
  };
}

function waiverOf(scope: WaiverScope, more: Partial<Waiver> = {}): Waiver {
  return { id: 7, login: 'mia', reason: 'the input is a constant', expiresAt: '2026-12-01T23:59:59.999Z', count: 1, ...scope, ...more };
}

async function scopeOf(text: string): Promise<WaiverScope> {
  const [first] = (await gate(text)).result.fresh;
  assert.ok(first !== undefined);
  return scopeOfFinding(first);
}

test('a waived finding passes, and the check says who, why and until when', async () => {
  const { result, last } = await gate('x = 1\neval(x)\n', [waiverOf(await scopeOf('x = 1\neval(x)\n'))]);
  assert.equal(result.conclusion, 'success');
  assert.match(last, /^success Nothing new that blocks; 1 waived until a date/u);
  assert.match(last, /### Waived[\s\S]*`mia` \| the input is a constant \| 2026-12-01 23:59 UTC/u);
});

test('it stays with the code when lines move, and ends when the code, the path or the rule changes', async () => {
  const scope = await scopeOf('x = 1\neval(x)\n');
  assert.equal((await gate('x = 1\n\n\nif x:\n    eval( x )\n', [waiverOf(scope)])).result.conclusion, 'success');
  assert.equal((await gate('x = 1\neval(y)\n', [waiverOf(scope)])).result.conclusion, 'failure');
  for (const other of [{ path: 'b.py' }, { rule: 'no-exec' }, { identity: 'f'.repeat(64) }])
    assert.equal((await gate('x = 1\neval(x)\n', [waiverOf({ ...scope, ...other })])).result.conclusion, 'failure', JSON.stringify(other));
});

test('an equal match beside it is ambiguous: none passes, until both were waived together', async () => {
  const twice = 'x = 1\neval(x)\neval(x)\n';
  const scope = await scopeOf('x = 1\neval(x)\n');
  const { result } = await gate(twice, [waiverOf(scope)]);
  assert.deepEqual([result.conclusion, result.fresh.filter((one) => one.blocks).length], ['failure', 2]);
  assert.equal((await gate(twice, [waiverOf(scope, { count: 2 })])).result.conclusion, 'success');
});

test('a file that could not be checked is waived by its content alone', async () => {
  const scan: GatePorts['scan'] = (targets) =>
    Promise.resolve(evalScan(targets, { 'head a.py': { kind: 'incomplete', reason: 'it took too long' } }));
  const { result } = await gate('x = 2\n', [], { scan });
  const scope = result.unchecked.map(scopeOfFile)[0];
  assert.ok(scope !== undefined);
  assert.equal((await gate('x = 2\n', [waiverOf(scope)], { scan })).result.conclusion, 'success');
  assert.equal((await gate('x = 2\n', [waiverOf({ ...scope, identity: 'another blob' })], { scan })).result.conclusion, 'failure');
});

test('one commit, two pull requests: the stricter result stands', async () => {
  const { result, last } = await gate('x = 2\n', [], { blockedElsewhere: () => Promise.resolve([12]) });
  assert.equal(result.conclusion, 'success');
  assert.match(last, /^failure The same commit is blocked in #12/u);
});

test('what a waiver needs: a known finding, a reason, a day within the policy', async () => {
  const { result } = await gate('x = 1\neval(x)\n');
  const id = shortIdOf(await scopeOf('x = 1\neval(x)\n'));
  const ask = (change: Partial<Parameters<typeof decideWaiver>[0]>, known: GateResult | undefined = result): string => {
    const decision = decideWaiver({ id, until: '2026-12-01', reason: 'a constant input', ...change }, known, policy, now);
    return decision.kind === 'granted' ? decision.grant.expiresAt.toISOString() : decision.why;
  };
  assert.equal(ask({}), '2026-12-01T23:59:59.999Z');
  assert.equal(ask({ until: undefined }), '2026-12-21T12:00:00.000Z');
  assert.equal(ask({ until: '2026-11-21' }), '2026-11-21T23:59:59.999Z');
  assert.equal(ask({ until: '2027-02-19' }), '2027-02-19T23:59:59.999Z');
  for (const until of ['NaN', '2026-02-30', '12/01/2026', '2026-12-1', '+2026-12-01', 'tomorrow', '2026-13-01'])
    assert.equal(ask({ until }), 'bad-date', until);
  assert.equal(ask({ until: '2026-11-20' }), 'date-passed');
  assert.equal(ask({ until: '2036-01-01' }), 'too-long');
  assert.equal(ask({ reason: ' .  ' }), 'no-reason');
  assert.equal(ask({ id: '000000000000' }), 'unknown-finding');
  assert.equal(decideWaiver({ id, until: undefined, reason: 'a constant input' }, undefined, policy, now).kind, 'refused');
});

test('whatever is waived, a finding outside its exact scope blocks', async () => {
  const scope = await scopeOf('x = 1\neval(x)\n');
  const part = fc.constantFrom('same', 'other');
  await fc.assert(
    fc.asyncProperty(
      part,
      part,
      part,
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 4 }),
      async (rule, identity, path, count, matches) => {
        const pick = (which: string, value: string): string => (which === 'same' ? value : `${value}'`);
        const waiver = waiverOf(
          { rule: pick(rule, scope.rule), identity: pick(identity, scope.identity), path: pick(path, scope.path) },
          { count },
        );
        const covered = [rule, identity, path].every((which) => which === 'same') && matches <= count;
        const { result } = await gate(`x = 1\n${'eval(x)\n'.repeat(matches)}`, [waiver]);
        assert.equal(result.conclusion, covered ? 'success' : 'failure');
      },
    ),
    { numRuns: 60 },
  );
});
