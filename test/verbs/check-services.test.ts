import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkQdrant } from '#src/verbs/check-services.ts';
import { startSmallQdrant } from '#test/retrieval/small-qdrant.ts';

test('doctor: a key for Qdrant that travels unencrypted to another machine is told', async () => {
  await using qdrant = await startSmallQdrant();
  // Reaches this machine, and is no name of it.
  const url = qdrant.url.replace('127.0.0.1', '0.0.0.0');
  assert.deepEqual(
    await Promise.all(
      [
        { url: qdrant.url, apiKey: 'sesame' },
        { url, apiKey: undefined },
        { url, apiKey: 'sesame' },
      ].map(async (server) => (await checkQdrant(server)).state),
    ),
    ['ok', 'ok', 'warn'],
  );
});
