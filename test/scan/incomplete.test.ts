/** Whatever goes wrong in the engine ends as `incomplete` with a reason: never as clean, never as an exception. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { misbehaving } from './misbehaving-engine.ts';
import { emptyFolder, enginePath, found, head, outcome, realScanner } from './real-scanner.ts';

/** One function that the taint analysis gives up on: the finding is lost, and the engine says so in one place only. */
function manyBlocks(): string {
  const lines = ['from flask import request', 'def f(db, xs):', '    a0 = request.args.get("q")'];
  let n = 0;
  for (let block = 0; block < 120; block += 1) {
    lines.push('    for i in xs:', '        try:');
    for (let step = 0; step < 20; step += 1, n += 1) lines.push(`            a${n + 1} = a${n} + str(i)`);
    lines.push('        except Exception:', '            pass');
  }
  return [...lines, `    db.execute(a${n})`, ''].join('\n');
}

const scanner = await realScanner();

test('files that were parsed in part or not at all, and analysis that gave up, are incomplete; their neighbours are not', async () => {
  const report = await scanner.scan([
    head('part.ts', 'class A {\n f() { eval(x) }\n %%% ^^ & \n}\n'),
    head('broken.js', 'const a = 1;\n eval(x'),
    head('bomb.py', manyBlocks()),
    head('fine.py', 'eval(x)\n'),
  ]);
  assert.equal(outcome(report, 'part.ts'), 'incomplete: part of the file could not be parsed');
  assert.deepEqual(report.targets[0]?.outcome, {
    kind: 'incomplete',
    reason: 'part of the file could not be parsed',
    retry: false,
    unparsed: [{ startLine: 3, endLine: 3 }],
  });
  assert.deepEqual(found(report, 'part.ts'), ['test-script-eval:2'], 'what was found is told all the same');
  assert.equal(outcome(report, 'broken.js'), 'incomplete: the file could not be parsed');
  assert.equal(outcome(report, 'bomb.py'), 'incomplete: data-flow analysis gave up in a function of this file');
  assert.equal(outcome(report, 'fine.py'), 'scanned');
});

test('too many matches drop every result of a file in silence: incomplete', async () => {
  const report = await scanner.scan([head('Many.java', `class Many { void f(Runtime r) {\n${'r.exec(x);\n'.repeat(10_050)}}}\n`)]);
  assert.equal(outcome(report, 'Many.java'), 'incomplete: there were too many matches in this file');
});

test('a run over its time is stopped, its file named, and the others scanned', async () => {
  const engine = misbehaving(`if grep -q slow h0*.py; then exec sleep 300; else exec "${enginePath}" "$@"; fi`);
  const impatient = await realScanner({ enginePath: engine.path, limits: { wallMs: 5000, extraRuns: 2 } });
  engine.misbehave();
  const report = await impatient.scan([head('slow.py', 'slow(x)\n'), head('fine.py', 'eval(x)\n')]);
  assert.match(outcome(report, 'slow.py'), /^incomplete: the scanner was stopped after 5 s/u);
  assert.equal(outcome(report, 'fine.py'), 'scanned');
});

test('limits on memory, output and total time are told', async () => {
  const files = [head('a.py', 'eval(x)\n')];
  const cramped = await realScanner({ limits: { memoryMb: 4000 } });
  assert.equal(outcome(await cramped.scan(files), 'a.py'), 'scanned');
  const now = [0, 0, 10, 20, 30, 40];
  const late = await realScanner({ limits: { totalMs: 5 }, now: () => now.shift() ?? 50 });
  assert.match(outcome(await late.scan([head('b.py', 'eval(\n'), ...files]), 'b.py'), /^incomplete/u);
});

test('an abort ends the scan at once and leaves nothing behind', async () => {
  const workFolder = emptyFolder();
  const aborted = await realScanner({ workFolder });
  const abort = new AbortController();
  const running = aborted.scan([head('slow.py', `x = ${'a + '.repeat(60_000)}a\n`)], abort.signal);
  setTimeout(() => abort.abort(), 300);
  const began = performance.now();
  assert.equal(outcome(await running, 'slow.py'), 'incomplete: the scan was cancelled');
  assert.ok(performance.now() - began < 5000);
  assert.deepEqual(readdirSync(workFolder), []);
});

for (const [name, script, reason] of [
  ['killed', 'kill -9 $$', 'the scanner was ended by SIGKILL'],
  ['failing', 'exit 2', 'the scanner ended with exit code 2'],
  ['silent', 'exit 0', 'the scanner ended without a readable answer'],
  ['cut off', `echo '{"version":"1.182.0","results":[]'`, 'the scanner ended without a readable answer'],
  [
    'replaced',
    `exec "${enginePath}" "$@" | sed 's/"version":"1.182.0"/"version":"1.183.0"/'`,
    'the scanner is version 1.183.0 instead of 1.182.0',
  ],
  [
    'forgetting rules',
    `exec "${enginePath}" "$@" | sed 's/\\["test-python-eval","OSS"\\],*//'`,
    'the scanner did not run the expected set of rules',
  ],
  [
    'lying about files',
    `exec "${enginePath}" "$@" | sed 's/"scanned":\\[[^]]*\\]/"scanned":[]/'`,
    'the scanner did not list the file as scanned',
  ],
  [
    'skipping the parse',
    `exec "${enginePath}" "$@" | sed 's/countersign.canary.python","path"/other","path"/g'`,
    'nothing shows that the file was parsed',
  ],
  ['crashing', 'kill -SEGV $$', 'the scanner was ended by SIGSEGV'],
  ['of a bad configuration', 'echo "{}"; exit 7', 'the scanner ended with exit code 7'],
  ['talking without end', 'exec yes', "the scanner's answer was larger than 1.0 MB"],
] as const) {
  test(`an engine that is ${name} leaves files incomplete`, async () => {
    const engine = misbehaving(script);
    const fooled = await realScanner({ enginePath: engine.path, limits: { outputBytes: 1_000_000, extraRuns: 2 } });
    engine.misbehave();
    const report = await fooled.scan([head('a.py', 'eval(x)\n'), head('b.py', 'eval(y)\n')]);
    assert.deepEqual([outcome(report, 'a.py'), outcome(report, 'b.py')], [`incomplete: ${reason}`, `incomplete: ${reason}`]);
  });
}

test('an engine that vanished, and a work folder that cannot be written, leave files incomplete', async () => {
  const engine = misbehaving('exit 0');
  const parent = emptyFolder();
  const left = await realScanner({ enginePath: engine.path, workFolder: join(parent, 'work') });
  engine.vanish();
  assert.equal(outcome(await left.scan([head('a.py', 'eval(x)\n')]), 'a.py'), 'incomplete: the scanner could not be started');
  rmSync(join(parent, 'work'), { recursive: true });
  writeFileSync(join(parent, 'work'), '');
  assert.match(
    outcome(await left.scan([head('a.py', 'eval(x)\n')]), 'a.py'),
    /^incomplete: the scanner's work folder could not be written/u,
  );
});

test('an engine that eats memory is stopped', async () => {
  const engine = misbehaving(`exec awk 'BEGIN { while (1) a[n++] = "xxxxxxxxxxxxxxxx" n }'`);
  const watched = await realScanner({ enginePath: engine.path, limits: { memoryMb: 400, extraRuns: 0 } });
  engine.misbehave();
  assert.equal(
    outcome(await watched.scan([head('a.py', 'eval(x)\n')]), 'a.py'),
    'incomplete: the scanner needed more than 400 MB of memory',
  );
});

test('what an engine forks does not outlive it', async () => {
  const engine = misbehaving('sleep 86399 & echo $! > "$(dirname "$0")/child"; exit 0');
  const forking = await realScanner({ enginePath: engine.path, limits: { extraRuns: 0 } });
  engine.misbehave();
  assert.match(outcome(await forking.scan([head('a.py', 'eval(x)\n')]), 'a.py'), /^incomplete/u);
  const child = readFileSync(join(dirname(engine.path), 'child'), 'utf8').trim();
  // Killed with its group; it may wait as a zombie for whoever adopts it.
  const gone = (): boolean => {
    try {
      return readFileSync(`/proc/${child}/stat`, 'latin1').split(') ')[1]?.startsWith('Z') === true;
    } catch {
      return true;
    }
  };
  for (const end = Date.now() + 10_000; !gone(); await new Promise((resolve) => setTimeout(resolve, 50)))
    assert.ok(Date.now() < end, 'the child lives on');
});

test('an empty list of targets starts nothing', async () => {
  const engine = misbehaving('touch "$0.started"; exit 1');
  const idle = await realScanner({ enginePath: engine.path });
  engine.misbehave();
  assert.deepEqual((await idle.scan([])).targets, []);
  assert.ok(!readdirSync(dirname(engine.path)).includes('semgrep-core.started'));
});

test('the engine gets no secret, no home, and only files of its own folder', async () => {
  const engine = misbehaving(`env > "$(dirname "$0")/env.txt"; find . -type l > "$(dirname "$0")/links.txt"; exec "${enginePath}" "$@"`);
  const watched = await realScanner({ enginePath: engine.path });
  engine.misbehave();
  process.env['COUNTERSIGN_TEST_SECRET'] = 'canary-in-the-environment';
  assert.equal(outcome(await watched.scan([head('a.py', 'eval(x)\n')]), 'a.py'), 'scanned');
  const names = readFileSync(join(dirname(engine.path), 'env.txt'), 'utf8')
    .split('\n')
    .map((line) => line.split('=')[0] ?? '')
    .filter((name) => name !== '')
    .toSorted((a, b) => (a < b ? -1 : 1));
  assert.deepEqual(
    names.filter((name) => !['PWD', 'OLDPWD', '_', 'SHLVL'].includes(name ?? '')),
    ['LC_ALL', 'OCAMLRUNPARAM', 'PATH'],
  );
  assert.equal(readFileSync(join(dirname(engine.path), 'links.txt'), 'utf8'), '');
});
