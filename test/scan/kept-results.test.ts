/** Kept results answer exactly like a scan, for exactly the same question, or not at all. */
import assert from 'node:assert/strict';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { CoreMatch } from '#src/scan/core-answer.ts';
import type { KeepLimits } from '#src/scan/kept-results.ts';
import { KEEP, keepResults } from '#src/scan/kept-results.ts';
import type { Language } from '#src/scan/languages.ts';
import { languages } from '#src/scan/languages.ts';
import type { PreparedFile } from '#src/scan/prepared-file.ts';
import type { ScanTarget } from '#src/scan/scan-target.ts';
import { misbehaving } from './misbehaving-engine.ts';
import { emptyFolder, head, outcome, packPath, realScanner } from './real-scanner.ts';

const flow =
  'from flask import request\r\ndef find(db):\r    name = request.args.get("ä")\n    db.execute("select " + name)  # nosemgrep\n';
const targets: readonly ScanTarget[] = [
  head('app/shop.py', flow),
  { ...head('app/old-shop.py', flow), side: 'base' },
  head('web/a.js', 'const a = 1;\n\\u0065val(a);\n'),
  head('web/b.tsx', 'export const B = (p: { x: string }) => <div>{eval(p.x)}</div>;\n'),
  head('c.go', 'package c\n\nimport "os/exec"\n\nfunc run() { exec.Command("ls") }\n'),
  head('D.java', 'class D {\n  void run(Runtime r) throws Exception { r.exec("ls"); }\n}\n'),
  head('empty.py', ''),
  head('logo.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0])),
  head('broken.js', 'const a = 1;\n eval(x'),
];

test('a second scan answers the same, and starts the engine only for what was not complete', async () => {
  const engine = misbehaving('exit 2');
  const plain = await realScanner();
  const keeping = await realScanner({ enginePath: engine.path, keptFolder: emptyFolder() });
  const wanted = await plain.scan(targets);
  assert.deepEqual(await keeping.scan(targets), wanted);
  engine.vanish();
  const again = await keeping.scan([...targets, head('new.py', 'eval(1)\n')]);
  assert.deepEqual(again.targets.slice(0, 8), wanted.targets.slice(0, 8));
  assert.deepEqual(
    again.findings,
    wanted.findings.filter((one) => one.finding.place.path !== 'broken.js'),
  );
  assert.deepEqual(again.canaries, { expected: 5, seen: 5 }, 'the kept proof of parsing counts, and nothing else does');
  for (const path of ['broken.js', 'new.py']) assert.match(outcome(again, path), /^incomplete: the scanner could not be started/u, path);
});

test('the same bytes elsewhere are the same result there; in another language they are another question', async () => {
  const engine = misbehaving('exit 2');
  const keeping = await realScanner({ enginePath: engine.path, keptFolder: emptyFolder() });
  const before = await keeping.scan([head('a.js', 'eval(x)\n')]);
  engine.vanish();
  const after = await keeping.scan([
    { ...head('lib/b.js', 'eval(x)\n'), side: 'base' },
    head('b.py', 'eval(x)\n'),
    head('b.jsx', 'eval(x)\n'),
  ]);
  const place = { ...before.findings[0]?.finding.place, path: 'lib/b.js' };
  assert.deepEqual(after.findings, [{ ...before.findings[0], side: 'base', finding: { ...before.findings[0]?.finding, place } }]);
  assert.deepEqual(
    [outcome(after, 'lib/b.js'), outcome(after, 'b.py').slice(0, 10), outcome(after, 'b.jsx').slice(0, 10)],
    ['scanned', 'incomplete', 'incomplete'],
  );
});

test('other rules, or another engine, never read what was kept', async () => {
  const keptFolder = emptyFolder();
  const first = await realScanner({ keptFolder });
  await first.scan([head('a.py', 'eval(x)\n')]);
  const rules = emptyFolder();
  writeFileSync(
    join(rules, 'more.yml'),
    'rules:\n  - {id: more, languages: [python], severity: ERROR, message: m, pattern: "eval(...)"}\n',
  );
  const engine = misbehaving('exit 2');
  appendFileSync(engine.path, '# another engine\n');
  const other = await realScanner({ keptFolder, enginePath: engine.path });
  const stricter = await realScanner({ keptFolder, packPaths: [packPath, rules] });
  assert.equal((await stricter.scan([head('a.py', 'eval(x)\n')])).findings.length, 2);
  engine.vanish();
  assert.match(outcome(await other.scan([head('a.py', 'eval(x)\n')]), 'a.py'), /^incomplete/u, 'this engine has answered nothing yet');
  const later = await realScanner({ keptFolder });
  assert.equal((await later.scan([head('a.py', 'eval(x)\n')])).findings.length, 1);
});

test('a disk that cannot be written costs time, not answers', async () => {
  const parent = emptyFolder();
  writeFileSync(join(parent, 'file'), '');
  const without = await realScanner({ keptFolder: join(parent, 'file/kept') });
  assert.equal(outcome(await without.scan([head('a.py', 'eval(x)\n')]), 'a.py'), 'scanned');
  const keptFolder = join(parent, 'kept');
  const lost = await realScanner({ keptFolder });
  rmSync(keptFolder, { recursive: true });
  writeFileSync(keptFolder, '');
  assert.equal(outcome(await lost.scan([head('a.py', 'eval(x)\n')]), 'a.py'), 'scanned');
});

const python = languages.find((one) => one.name === 'python') as Language;
function prepared(text: string): PreparedFile {
  return { name: 'h00001.py', language: python, extension: 'py', bytes: Buffer.from(text), addedLineEnds: [], targets: [] };
}
const at = (offset: number) => ({ line: 1, col: offset + 1, offset });
const match: CoreMatch = {
  check_id: 'rule',
  path: 'h00001.py',
  start: at(0),
  end: at(4),
  extra: { message: 'm', severity: 'ERROR', is_ignored: false },
};

async function oneEntry() {
  const folder = emptyFolder();
  const kept = await keepResults(folder, 'generation', KEEP, Date.now);
  const file = prepared('eval(1)\n');
  await kept.save(file, [match]);
  assert.deepEqual(await kept.load(file), [match]);
  return { folder, kept, file, path: entries(folder)[0] ?? '' };
}

function entries(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test('a torn, damaged, empty, exchanged or oversized entry is no entry', async () => {
  const { kept, file, path, folder } = await oneEntry();
  const whole = readFileSync(path);
  for (let length = 0; length < whole.length; length += 7) {
    writeFileSync(path, whole);
    truncateSync(path, length);
    assert.equal(await kept.load(file), undefined, `cut at ${length}`);
  }
  for (let index = 0; index < whole.length; index += 3) {
    const damaged = Buffer.from(whole);
    damaged[index] = (damaged[index] ?? 0) ^ 1;
    writeFileSync(path, damaged);
    assert.equal(await kept.load(file), undefined, `damaged at ${index}`);
  }
  await kept.save(prepared('other(1)\n'), []);
  const other = entries(folder).find((one) => one !== path) ?? '';
  cpSync(other, path);
  assert.equal(await kept.load(file), undefined, 'an entry under the name of another file');
  writeFileSync(path, Buffer.concat([whole, Buffer.alloc(KEEP.entryBytes)]));
  assert.equal(await kept.load(file), undefined, 'an endless entry');
  rmSync(path);
  mkdirSync(path);
  assert.equal(await kept.load(file), undefined, 'a folder');
  await kept.save(file, [match]);
  assert.equal(await kept.load(file), undefined, 'what cannot be kept is simply not kept');
  rmSync(path, { recursive: true });
  writeFileSync(path, whole);
  assert.deepEqual(await kept.load(file), [match], 'the whole entry is one again');
});

test('entries of another generation are not found, and matches of another file are not kept', async () => {
  const { folder, file } = await oneEntry();
  const next = await keepResults(folder, 'next generation', KEEP, Date.now);
  assert.equal(await next.load(file), undefined);
  await next.save(file, [{ ...match, path: 'h00002.py' }]);
  assert.equal(await next.load(file), undefined);
  assert.deepEqual(readdirSync(dirname(entries(folder)[0] ?? '')).length, 1);
});

test('what is kept stays within its bounds: the longest unused goes first, the too old at start', async () => {
  const folder = emptyFolder();
  let now = Date.now();
  const limits: KeepLimits = { bytes: 20 * 4500, entryBytes: 2000, days: 14 };
  const kept = await keepResults(folder, 'generation', limits, () => now);
  const files = Array.from({ length: 60 }, (_, index) => prepared(`f(${index})\n`));
  for (const file of files) {
    now += 60_000;
    await kept.save(file, [match]);
    // Used all the time, so it stays.
    await kept.load(files[0] ?? file);
  }
  const bytes = entries(folder).reduce((sum, path) => sum + statSync(path).size + 4096, 0);
  assert.ok(bytes <= limits.bytes, `${bytes} bytes`);
  assert.ok((await kept.load(files[0] ?? prepared(''))) !== undefined, 'used last');
  assert.ok((await kept.load(files[59] ?? prepared(''))) !== undefined, 'kept last');
  assert.equal(await kept.load(files[1] ?? prepared('')), undefined, 'not used since');
  await kept.save(
    prepared('huge'),
    Array.from({ length: 50 }, () => match),
  );
  assert.equal(await kept.load(prepared('huge')), undefined, 'larger than an entry may be');
  const [half, ...rest] = entries(folder);
  const leftover = `${half ?? ''}.half`;
  writeFileSync(leftover, 'x');
  utimesSync(leftover, now / 1000 - 7200, now / 1000 - 7200);
  for (const path of rest) utimesSync(path, now / 1000 - 15 * 86_400, now / 1000 - 15 * 86_400);
  await keepResults(folder, 'generation', limits, () => now);
  assert.deepEqual(entries(folder), [half]);
});
