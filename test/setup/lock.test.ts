import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

const rounds = 40;

for (const [left, title] of [
  [undefined, 'processes that start at the same instant never hold a set-up lock together'],
  ['4194304:1', 'nor do those that find the lock of a process that is gone'],
] as const) {
  test(title, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-lock-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    if (left !== undefined) for (let number = 0; number < rounds; number += 1) writeFileSync(join(folder, String(number)), left);
    const args = [join(import.meta.dirname, 'lock-rounds.mjs'), folder, String(rounds), String(Date.now() + 500)];
    const started = Array.from({ length: 3 }, async () => promisify(execFile)(process.execPath, args, { timeout: 60_000 }));
    assert.deepEqual(
      (await Promise.all(started)).map(({ stdout }) => stdout),
      ['', '', ''],
    );
    assert.deepEqual(readdirSync(folder), [], 'every lock was given back, and nothing lies beside them');
  });
}
