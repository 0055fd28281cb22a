import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roleOf } from '#src/chunks/file-role.ts';

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
  source: ['lib/contest/a.ts', 'latest/a.py', 'src/attest/a.go', 'src/latest.ts', 'Contests/a.swift', 'fastest/x.go', 'protest.c'],
  legacy: ['legacy/a.ts'],
  declaration: ['types/a.d.ts'],
};

for (const [role, paths] of Object.entries(roles))
  test(`Files that are ${role}`, () => {
    for (const path of paths) assert.equal(roleOf(path), role, path);
  });
