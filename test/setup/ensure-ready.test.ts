/** Set-up as a person starts it, in a copy of the project's own set-up folder; `python3` stands for slow, missing or lying networks. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { enginePath } from '#test/scan/real-scanner.ts';

const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const VERSION = '1.182.0';

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}
interface Clone {
  readonly root: string;
  readonly engine: string;
  /** Starts set-up; `python3` is a script's text, or undefined to have none on the PATH. */
  readonly start: (options?: {
    args?: readonly string[];
    python?: string | undefined;
    env?: Record<string, string>;
    during?: (pid: number) => void;
    said?: (stderr: string) => void;
  }) => Promise<Ended>;
}

const made: string[] = [];

/** A fresh clone as far as set-up sees it. */
function clone(): Clone {
  const root = mkdtempSync(join(tmpdir(), 'countersign-set-up-'));
  made.push(root);
  cpSync(join(project, 'setup'), join(root, 'setup'), { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) cpSync(join(project, name), join(root, name));
  const bin = join(root, 'bin');
  mkdirSync(bin);
  for (const name of ['sh', 'sleep', 'uname', 'mkdir', 'touch', 'cat', 'cp'])
    symlinkSync(existsSync(`/bin/${name}`) ? `/bin/${name}` : `/usr/bin/${name}`, join(bin, name));
  return {
    root,
    engine: join(root, '.countersign', 'semgrep', VERSION),
    start({ args = ['--only=semgrep'], python, env = {}, during, said } = {}) {
      if (python !== undefined) writeFileSync(join(bin, 'python3'), `#!/bin/sh\n${python}\n`, { mode: 0o755 });
      const began = performance.now();
      return new Promise((resolve) => {
        const child = spawn(process.execPath, [join(root, 'setup/ensure-ready.mjs'), ...args], {
          cwd: '/',
          env: { PATH: bin, ...env },
          timeout: 180_000,
        });
        const texts = { stdout: '', stderr: '' };
        child.stdout.on('data', (chunk: Buffer) => (texts.stdout += chunk.toString()));
        child.stderr.on('data', (chunk: Buffer) => {
          texts.stderr += chunk.toString();
          said?.(texts.stderr);
        });
        child.on('close', (code, signal) => resolve({ code, signal, ...texts, seconds: (performance.now() - began) / 1000 }));
        if (during !== undefined && child.pid !== undefined) during(child.pid);
      });
    },
  };
}

/** Puts the engine that this checkout verified into the clone, as a finished set-up would have. */
function withEngine(one: Clone, folder = one.engine): Clone {
  mkdirSync(folder, { recursive: true });
  // A quarter of a gigabyte: linked, not copied.
  symlinkSync(enginePath, join(folder, 'semgrep-core'));
  for (const name of ['libs', 'verified.json']) cpSync(join(dirname(enginePath), name), join(folder, name), { recursive: true });
  return one;
}

function leftovers(one: Clone): readonly string[] {
  const folder = join(one.root, '.countersign/semgrep');
  return existsSync(folder) ? readdirSync(folder).filter((name) => name !== VERSION) : [];
}

async function whenever(condition: () => boolean, then: () => void): Promise<void> {
  for (const end = Date.now() + 60_000; !condition() && Date.now() < end;) await new Promise((resolve) => setTimeout(resolve, 20));
  then();
}

after(() => {
  for (const root of made) rmSync(root, { recursive: true, force: true });
});

test('a second start reads stamps only: quick, without python, pip or a network, and says nothing on stdout', async () => {
  const ready = withEngine(clone());
  const ended = await ready.start();
  assert.deepEqual([ended.code, ended.stdout], [0, '']);
  assert.match(ended.stderr, /everything is in place/u);
  assert.ok(ended.seconds < 2, `${ended.seconds} s on a busy machine; 0.1 s on an idle one`);
  assert.equal((await ready.start({ args: ['--only=semgrep', '--quiet'] })).stderr, '');
});

test('a damaged engine is noticed, and repaired or refused', async () => {
  const damaged = withEngine(clone());
  truncateSync(join(damaged.engine, 'libs/libz.so.1'), 10);
  assert.equal((await damaged.start()).code, 1);
  const forgotten = withEngine(clone());
  rmSync(join(forgotten.engine, 'semgrep-core'));
  writeFileSync(join(forgotten.engine, 'semgrep-core'), 'half', { mode: 0o644 });
  assert.match((await forgotten.start()).stderr, /download/u);
});

test('without python3, without pip, without a network: what happened, what was kept, what to do', async () => {
  const cases: readonly (readonly [string, string | undefined, RegExp])[] = [
    ['python3', undefined, /python3 was not found/u],
    ['pip', 'echo "/usr/bin/python3: No module named pip" >&2; exit 1', /python3 has no pip/u],
    [
      'network',
      'echo "WARNING: Retrying after connection broken by NewConnectionError" >&2; exit 1',
      /could not be reached \(is this machine offline\?\)/u,
    ],
    ['disk', 'echo "OSError: [Errno 28] No space left on device" >&2; exit 1', /the disk is full/u],
  ];
  for (const [name, python, message] of cases) {
    const one = clone();
    const ended = await one.start({ python });
    assert.equal(ended.code, 1, name);
    assert.match(ended.stderr, message, name);
    assert.match(ended.stderr, /kept: .+\n {2}to do: .+/u, name);
    if (name !== 'disk') assert.match(ended.stderr, /SEMGREP_PATH/u, name);
    assert.deepEqual(leftovers(one), [], name);
  }
});

test('a wheel with another digest is never unpacked', async () => {
  const one = clone();
  // The script stands for pip: it writes a wheel where it was told to.
  const ended = await one.start({
    python: 'while [ "$1" != "--dest" ]; do shift; done; mkdir -p "$2"; echo evil > "$2/semgrep-1.182.0.whl"',
  });
  assert.equal(ended.code, 1);
  assert.match(ended.stderr, /has sha256 [0-9a-f]{64}, not the pinned/u);
  assert.ok(!existsSync(one.engine));
  assert.deepEqual(leftovers(one), []);
});

test('Ctrl-C in the middle ends with 130 and leaves nothing half-made; so does a kill, once started again', async () => {
  const one = clone();
  const slow = 'touch "$TMPDIR/half"; exec sleep 60';
  const strike = (signal: 'SIGINT' | 'SIGKILL') => (pid: number) =>
    void whenever(
      () => leftovers(one).length > 0,
      () => process.kill(pid, signal),
    );
  const interrupted = await one.start({ python: slow, during: strike('SIGINT') });
  assert.equal(interrupted.code, 130);
  assert.match(interrupted.stderr, /the next start repairs/u);
  assert.deepEqual(leftovers(one), []);
  const killed = await one.start({ python: 'touch "$TMPDIR/half"; exec sleep 2', during: strike('SIGKILL') });
  assert.equal(killed.signal, 'SIGKILL');
  assert.equal(leftovers(one).length, 1);
  await one.start({ python: 'exit 1' });
  assert.deepEqual(leftovers(one), []);
});

test('two starts at once: one works, the other waits', async () => {
  const one = clone();
  const released = join(one.root, 'released');
  // The first works until the second has said that it waits.
  const python = `while [ ! -e ${released} ]; do sleep 0.1; done; exit 1`;
  const isWaiting = (stderr: string): boolean => /waiting for another set-up \(process \d+\)/u.test(stderr);
  const said = (stderr: string): void => {
    if (isWaiting(stderr)) writeFileSync(released, '');
  };
  const both = await Promise.all([one.start({ python, said }), one.start({ python, said })]);
  assert.equal(both.filter((ended) => isWaiting(ended.stderr)).length, 1);
  assert.ok(!existsSync(join(one.root, '.countersign/set-up.lock')));
});

test("an operator's own engine is used instead of a download, if it is the right one", async () => {
  const one = clone();
  assert.equal((await one.start({ env: { SEMGREP_PATH: enginePath } })).code, 0);
  const wrong = await one.start({ env: { SEMGREP_PATH: '/bin/true' } });
  assert.equal(wrong.code, 1);
  assert.match(wrong.stderr, /is not semgrep-core 1\.182\.0/u);
  assert.equal((await one.start({ env: { SEMGREP_PATH: '/nowhere/semgrep-core' } })).code, 1);
});

test('COUNTERSIGN_DATA says where the engine goes; wrong options are told with the usage', async () => {
  const one = clone();
  const data = join(one.root, 'elsewhere');
  withEngine(one, join(data, 'semgrep', VERSION));
  assert.equal((await one.start({ env: { COUNTERSIGN_DATA: data } })).code, 0);
  for (const args of [['--only=everything'], ['--fast'], ['extra']]) {
    const ended = await one.start({ args });
    assert.equal(ended.code, 2);
    assert.match(ended.stderr, /usage: node setup\/ensure-ready\.mjs/u);
  }
});

test('npm packages: done once, again when the lock file changes, from scratch after an interrupted run', async () => {
  const one = clone();
  const version = (JSON.parse(readFileSync(join(one.root, 'package.json'), 'utf8')) as { devDependencies: { node: string } })
    .devDependencies.node;
  // Stands for npm: notes that it ran, and brings a Node that knows its version.
  const npm = `#!/bin/sh
if [ -e node_modules/half ]; then echo again >> "$0.log"; fi
echo ran >> "$0.log"
mkdir -p node_modules/.bin
echo '#!/bin/sh' > node_modules/.bin/node
echo 'echo v${version}' >> node_modules/.bin/node
chmod=1
`;
  writeFileSync(join(one.root, 'bin/npm'), npm.replace('chmod=1', '/bin/chmod +x node_modules/.bin/node'), { mode: 0o755 });
  const log = (): string => (existsSync(join(one.root, 'bin/npm.log')) ? readFileSync(join(one.root, 'bin/npm.log'), 'utf8') : '');
  const args = ['--only=node'];
  assert.equal((await one.start({ args })).code, 0);
  assert.equal((await one.start({ args })).code, 0);
  assert.equal(log(), 'ran\n');
  writeFileSync(join(one.root, 'package-lock.json'), '{}');
  assert.equal((await one.start({ args })).code, 0);
  assert.equal(log(), 'ran\nran\n');
  writeFileSync(join(one.root, 'node_modules/.countersign-installing'), 'starting\n');
  writeFileSync(join(one.root, 'node_modules/half'), '');
  assert.equal((await one.start({ args })).code, 0);
  assert.equal(log(), 'ran\nran\nran\n', 'the half-made folder was removed first');
  assert.ok(statSync(join(one.root, 'node_modules/.bin/node')).isFile());
});
