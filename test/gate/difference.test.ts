import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { LineChange, SeenFinding } from '#src/gate/difference.ts';
import { difference } from '#src/gate/difference.ts';
import { findingIdentity } from '#src/gate/identity.ts';
import { finding } from './fixtures.ts';

/** No line is said to be added; whatever moved is said to be the same. */
const none: LineChange = { addedLines: () => new Set(), samePlace: () => true };
const onLinesAdded = (...lines: readonly number[]): LineChange => ({ ...none, addedLines: () => new Set(lines) });

function seen(side: 'base' | 'head', file: string, line: number, code: string, rule = 'no-eval'): SeenFinding {
  return { side, file, identity: findingIdentity(rule, code), finding: finding(rule, file, line, code) };
}

/** Findings of one file: code and line. Few distinct codes, so that equal twins are common. */
const code = fc.constantFrom('eval(a)', 'eval( b , c )', 'run("x y")', 'eval(a.b(c))', 'f(\n  1,\n  2\n)');
const findings = fc.array(fc.record({ code, file: fc.constantFrom('a.py', 'b.py') }), { maxLength: 12 });
const onLines = (
  side: 'base' | 'head',
  list: readonly { readonly code: string; readonly file: string }[],
  shift = 0,
): readonly SeenFinding[] => list.map((one, index) => seen(side, one.file, 1 + index * 5 + shift, one.code));

test('findings that only moved are never new, whatever the shift', () => {
  fc.assert(
    fc.property(findings, fc.nat(500), (list, shift) => {
      const all = [...onLines('base', list), ...onLines('head', list, shift)];
      const result = difference(all, none);
      assert.deepEqual([result.fresh, result.kept, result.gone], [[], list.length, 0]);
    }),
  );
});

test('reformatting is never new: spaces, line breaks, indentation, trailing commas, quotes', () => {
  const layout = fc.array(fc.constantFrom(' ', '\n', '\n    ', '\t', '  ', ''), { minLength: 20, maxLength: 20 });
  fc.assert(
    fc.property(
      fc.constantFrom('db.execute("select " + name, args)', 'eval(a, [b, c])', 'run({key: value})', 'new Function(text)'),
      layout,
      (text, gaps) => {
        let next = 0;
        const gap = (): string => gaps[next++ % gaps.length] ?? '';
        const reformatted = text
          .replace(/[(,)[\]{}+]/gu, (sign) => `${gap()}${sign}${gap()}`)
          .replace(/[)\]]$/u, (end) => `,${gap()}${end}`)
          .replaceAll('"', "'");
        assert.equal(findingIdentity('r', reformatted), findingIdentity('r', text), JSON.stringify(reformatted));
      },
    ),
  );
});

test('every finding added on top of the base is new, and as many as were added', () => {
  fc.assert(
    fc.property(findings, findings, (before, added) => {
      const all = [...onLines('base', before), ...onLines('head', before), ...onLines('head', added, 1000)];
      assert.equal(difference(all, none).fresh.length, added.length);
    }),
  );
});

test('removing findings is never new, and cannot pay for one of another kind', () => {
  fc.assert(
    fc.property(findings, fc.nat(11), (list, drop) => {
      const head = list.filter((_, index) => index !== drop);
      const other = seen('head', 'a.py', 9999, 'eval(never_before)');
      const { fresh } = difference([...onLines('base', list), ...onLines('head', head), other], none);
      assert.deepEqual(fresh, [other]);
    }),
  );
});

test('counts add up', () => {
  fc.assert(
    fc.property(findings, findings, (before, after) => {
      const { fresh, kept, gone } = difference([...onLines('base', before), ...onLines('head', after)], none);
      assert.equal(fresh.length + kept, after.length);
      assert.equal(kept + gone, before.length);
    }),
  );
});

test('of equal twins the one on an added line is the new one', () => {
  const all = [seen('base', 'a.py', 5, 'eval(a)'), seen('head', 'a.py', 2, 'eval(a)'), seen('head', 'a.py', 6, 'eval(a)')];
  assert.deepEqual(
    difference(all, onLinesAdded(2)).fresh.map((one) => one.finding.place.startLine),
    [2],
  );
  assert.deepEqual(
    difference(all, onLinesAdded(6)).fresh.map((one) => one.finding.place.startLine),
    [6],
  );
});

test('a copy into another file is new; a different rule is; a different argument is', () => {
  const base = seen('base', 'a.py', 5, 'eval(a)');
  for (const head of [
    seen('head', 'b.py', 5, 'eval(a)'),
    seen('head', 'a.py', 5, 'eval(a)', 'other-rule'),
    seen('head', 'a.py', 5, 'eval(b)'),
  ]) {
    assert.deepEqual(difference([base, head], none).fresh, [head]);
  }
});

test('one place reported twice by the engine counts once', () => {
  const twice = [seen('head', 'a.py', 5, 'eval(a)'), seen('head', 'a.py', 5, 'eval(a)')];
  assert.equal(difference(twice, none).fresh.length, 1);
});

test('a known finding on a touched line is counted as moved', () => {
  const all = [seen('base', 'a.py', 5, 'eval(a)'), seen('head', 'a.py', 50, 'eval(a)')];
  assert.deepEqual(difference(all, onLinesAdded(50)), { fresh: [], replanted: new Set(), kept: 1, moved: 1, gone: 0 });
});

test('different code keeps different identities', () => {
  for (const [a, b] of [
    ['a b', 'ab'],
    ['f(a)', 'f(b)'],
    ['return x', 'returnx'],
    ['f(1, 2)', 'f(12)'],
    ['é x', 'éx'],
  ] as const) {
    assert.notEqual(findingIdentity('r', a), findingIdentity('r', b), `${a} | ${b}`);
  }
});
