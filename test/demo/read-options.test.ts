import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOptions } from '#sandbox/demo/read-options.ts';

function problemsOf(...args: string[]): readonly string[] {
  const reading = readOptions(args);
  assert.equal(reading.kind, 'invalid', args.join(' '));
  return reading.kind === 'invalid' ? reading.problems : [];
}

test('no options: the samples, staying up', () => {
  const reading = readOptions([]);
  assert.ok(reading.kind === 'run');
  assert.deepEqual(reading.options, {
    once: false,
    json: false,
    local: undefined,
    modelUrl: undefined,
    modelName: undefined,
    port: undefined,
    timeLimit: 300,
  });
});

test('all options', () => {
  const args = '--once --json --repo /x --base main --head topic --model-url http://127.0.0.1:8080/v1 --model m --port 4700 --time-limit 9';
  const reading = readOptions(args.split(' '));
  assert.ok(reading.kind === 'run');
  assert.deepEqual(reading.options, {
    once: true,
    json: true,
    local: { path: '/x', base: 'main', head: 'topic' },
    modelUrl: 'http://127.0.0.1:8080/v1',
    modelName: 'm',
    port: 4700,
    timeLimit: 9,
  });
});

test('a model gets more time', () => {
  const reading = readOptions(['--model-url', 'http://localhost:1']);
  assert.ok(reading.kind === 'run' && reading.options.timeLimit > 1000);
});

test('help wins over everything', () => {
  assert.equal(readOptions(['--port', 'x', '--help']).kind, 'help');
});

test('every mistake is told at once, and names its option', () => {
  const problems = problemsOf('--port', '70000', '--model-url', 'ftp://x', '--time-limit', '0');
  assert.equal(problems.length, 3);
  for (const [index, option] of ['--model-url', '--port', '--time-limit'].entries())
    assert.match(problems[index] ?? '', new RegExp(option, 'u'));
});

test('options that need others', () => {
  assert.match(problemsOf('--base', 'main').join(), /--repo/u);
  assert.match(problemsOf('--model', 'm').join(), /--model-url/u);
});

test('unknown options and stray words', () => {
  assert.match(problemsOf('--onec').join(), /--onec/u);
  assert.match(problemsOf('once').join(), /once/u);
});
