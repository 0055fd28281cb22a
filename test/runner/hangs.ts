/** A test file that hangs twice: in a test, and afterwards by a child that keeps it alive. */
import { spawn } from 'node:child_process';
import { test } from 'node:test';

test('passes', () => undefined);
test('hangs', async () => {
  spawn('sleep', ['20'], { stdio: 'inherit' });
  await new Promise(() => undefined);
});
