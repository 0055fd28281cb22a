import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roleOf } from '#src/retrieval/file-role.ts';

const roles = {
  test: [
    'test.c',
    'Tests/CartTests/A.swift',
    'core/src/commonTest/kotlin/A.kt',
    'src/Shop.Tests/Cart.cs',
    'a/cart_spec.rb',
    'test/cart_test.exs',
    'src/CartSpec.scala',
    'unit-tests/a.ts',
  ],
  example: ['Example/Source/A.swift', 'samples/a.kt'],
  source: [
    'lib/contest/a.ts',
    'latest/a.py',
    'src/attest/a.go',
    'src/latest.ts',
    'Contests/a.swift',
    'fastest/x.go',
    'protest.c',
    'src/history.ts',
    'src/changes/apply.py',
    'releases.go',
    'NEWSLETTER.md',
    'src/Changeset.java',
  ],
  past: [
    'CHANGELOG.md',
    'CHANGES',
    'docs/releases/4.2.txt',
    'HISTORY.rst',
    'NEWS',
    'changelog/1234.bugfix.rst',
    'docs/release-notes.md',
    'CHANGES-3.x.md',
    '.changeset/late-cows.md',
  ],
  legacy: ['legacy/a.ts'],
  declaration: ['types/a.d.ts'],
};

for (const [role, paths] of Object.entries(roles))
  test(`Files that are ${role}`, () => {
    for (const path of paths) assert.equal(roleOf(path), role, path);
  });
