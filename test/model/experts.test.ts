import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ModelsFileError, parseModelsFile } from '#src/model/models-file.ts';
import { openModel } from '#src/model/open-model.ts';
import { good, notesRequest, promptsFolder } from './ask.ts';
import { startScriptedServer } from './scripted-server.ts';

test('mistakes in the file are told, all at once, and a file without endpoints leaves it to the environment', () => {
  assert.equal(parseModelsFile('# nothing\n', 'm.yml'), undefined);
  assert.equal(parseModelsFile('endpoints: {}\n', 'm.yml'), undefined);
  for (const [text, says] of [
    ['endpoints: [', /not YAML/],
    ['endpoints: {a: {base_url: "ftp://x"}}', /base_url/],
    ['endpoints: {a: {base_url: "http://x/v1", key: s}}\ntask: {}', /key[\s\S]*task/],
    ['endpoints: {a: {base_url: "http://x/v1"}}\ntasks: {review: [b]}', /review names b/],
    ['a: &a [1]\nb: *a', /./],
  ] as const)
    assert.throws(
      () => parseModelsFile(text, 'm.yml'),
      (error: unknown) => error instanceof ModelsFileError && says.test(error.message),
      text,
    );
  const policy = parseModelsFile('endpoints: {a: {base_url: "http://x/v1"}, b: {base_url: "http://y/v1"}}\ntasks: {review: [b]}', 'm.yml');
  assert.deepEqual(policy?.tasks, { summary: ['a', 'b'], review: ['b'], verify: ['b'], ask: ['b'], command: ['b'] });
});

test('each task has its order; where one is down or talks nonsense the next answers, with the key of its own file', async () => {
  const root = mkdtempSync(join(tmpdir(), 'countersign-models-'));
  await using down = await startScriptedServer([{ do: 'status', status: 401 }]);
  await using odd = await startScriptedServer([{ do: 'answer', text: 'no' }]);
  await using sound = await startScriptedServer([{ do: 'answer', text: good }]);
  sound.models = { data: [{ id: 'sound-70b', max_model_len: 8192 }] };
  try {
    cpSync(promptsFolder, join(root, 'prompts'), { recursive: true });
    mkdirSync(join(root, 'policies'));
    writeFileSync(join(root, 'key'), 'k-123\n');
    const list = (order: string): string => `endpoints:
  down: {base_url: "${down.url}"}
  odd: {base_url: "${odd.url}"}
  sound: {base_url: "${sound.url}", api_key_file: key}
tasks: {summary: [odd], review: ${order}}
`;
    writeFileSync(join(root, 'policies/models.yml'), list('[down, odd, sound]'));
    const model = await openModel({ root, configured: undefined });
    const answer = await model?.ask(notesRequest());
    assert.ok(answer?.kind === 'answered');
    assert.equal(answer.usage.model, 'sound-70b');
    assert.equal(sound.asked[0]?.headers['authorization'], 'Bearer k-123');
    assert.ok(down.asked.length > 0 && odd.asked.length > 0);
    const asked = sound.asked.length;
    assert.equal((await model?.ask(notesRequest({ task: 'summary' })))?.kind, 'failed', 'no other is named for summaries');
    assert.equal(sound.asked.length, asked);
    writeFileSync(join(root, 'policies/models.yml'), list('[sound]'));
    const large = await openModel({ root, configured: undefined });
    assert.deepEqual([large?.name, large?.contextTokens, large?.parameters], ['sound-70b', 8192, 70e9]);
    rmSync(join(root, 'key'));
    await assert.rejects(openModel({ root, configured: undefined }), ModelsFileError);
    rmSync(join(root, 'policies/models.yml'));
    assert.equal(await openModel({ root, configured: undefined }), undefined);
    assert.equal((await openModel({ root, configured: { baseUrl: sound.url, name: undefined, apiKey: undefined } }))?.name, 'sound-70b');
  } finally {
    rmSync(root, { recursive: true });
  }
});
