import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sidesOf, turnedAround } from '#src/summary/direction.ts';
import { changedFileOf } from '#test/diff/changed-file-of.ts';

const before =
  'import java.util.TreeMap;\nclass Cache {\n  Map<K, V> all = new TreeMap<>();\n  void dropOld() { all.clear(); }\n  HashMap<K, V> index;\n}\n';
const after =
  'import java.util.LinkedHashMap;\nclass Cache {\n  Map<K, V> all = new LinkedHashMap<>();\n  int size() { return all.size(); }\n  HashMap<K, V> index;\n}\n';
const sides = sidesOf([changedFileOf('src/Cache.java', before, after)]);

for (const [sentence, name] of [
  ['Uses `LinkedHashMap` instead of `TreeMap`.', undefined],
  ['Uses `LinkedHashMap` instead of `HashMap`.', 'HashMap'],
  ['Uses a `TreeMap` rather than a `LinkedHashMap`.', 'LinkedHashMap'],
  ['Replaces `TreeMap` with `LinkedHashMap` in `Cache`.', undefined],
  ['Replaces `LinkedHashMap` with `TreeMap`.', 'LinkedHashMap'],
  ['Replaces `TreeMap` with `HashMap`.', 'HashMap'],
  ['Renames `dropOld()` to `size()`.', undefined],
  ['Renames `size()` to `dropOld()`.', 'size()'],
  ['Adds `size()` and removes `dropOld()`.', undefined],
  ['Adds the new method `dropOld()`.', 'dropOld()'],
  ['Removes `size()` from the class.', 'size()'],
  ['Adds a size to `Cache` without touching `HashMap`.', undefined],
  ['Adds `HashMap`.', undefined],
  ['`Cache` now has a `size()` method.', undefined],
  ['`Cache` now uses `TreeMap`.', 'TreeMap'],
  ['`dropOld` and `TreeMap` are added to the class.', '`dropOld` and `TreeMap`'],
  ['`size()` is added.', undefined],
  ['The `size()` method was removed.', '`size()`'],
  ['The `dropOld()` method has been removed.', undefined],
  ['Removes the cache and speaks of nothing else.', undefined],
] as const)
  test(`${sentence} ${name === undefined ? 'holds' : `is wrong about ${name}`}`, () => assert.equal(turnedAround(sentence, sides), name));

test('paths count: a file that moved stands on both sides, a new one on the added side', () => {
  const file = changedFileOf('src/new-name.ts', 'a\n', 'b\n');
  const moved = sidesOf([{ ...file, previousPath: 'src/oldName.ts', status: 'renamed' }]);
  assert.equal(turnedAround('Renames `oldName.ts` to `new-name.ts`.', moved), undefined);
  assert.equal(turnedAround('Renames `new-name.ts` to `oldName.ts`.', moved), 'new-name.ts');
});
