import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { appEnvironment } from '#sandbox/demo/app-environment.ts';
import { startAppProcess, type AppProcess } from '#sandbox/demo/app-process.ts';
import { takeDemoFolder } from '#sandbox/demo/demo-folder.ts';
import { DemoProblem } from '#sandbox/demo/demo-problem.ts';
import { explainError } from '#sandbox/demo/explain-error.ts';
import { freePort } from '#sandbox/demo/free-port.ts';
import { sameProcess, startedAt } from '#sandbox/demo/processes.ts';

const root = mkdtempSync(join(tmpdir(), 'demo-'));
after(() => rmSync(root, { recursive: true, force: true }));

const SERVER = `import { createServer } from 'node:http';
createServer((_request, response) => response.end('ok')).listen(Number(process.env.PORT), '127.0.0.1');
`;

/** A project folder whose App is the given program. */
async function start(name: string, program: string): Promise<AppProcess> {
  const folder = join(root, name);
  mkdirSync(join(folder, 'src'), { recursive: true });
  writeFileSync(join(folder, 'src', 'server.ts'), program);
  const port = await freePort(0);
  return startAppProcess({
    root: folder,
    env: { PORT: String(port) },
    port,
    dataFolder: folder,
    logPath: join(folder, 'app.log'),
    graceMs: 1000,
    fetch,
  });
}

function mark(pid: number) {
  return { pid, startedAt: startedAt(pid) ?? '' };
}

async function problem(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof DemoProblem, String(error));
  return error.message;
}

test('ready, then stopped: nothing is left', async () => {
  const app = await start('good', SERVER);
  await app.ready(20);
  const child = mark(app.pid);
  assert.ok(sameProcess(child));
  await app.stop();
  assert.ok(!sameProcess(child));
});

test('an App that ends itself is told with its last words', async () => {
  const app = await start('crash', 'console.error("DATABASE broke \\u001b[31m");\nprocess.exit(3);\n');
  const message = await problem(app.ready(20));
  assert.match(message, /exit code 3/u);
  assert.match(message, /DATABASE broke/u);
  assert.ok(!message.includes('\u001B'));
  await problem(app.crashed);
  await app.stop();
  assert.match(readFileSync(join(root, 'crash', 'app.log'), 'utf8'), /DATABASE broke/u);
});

test('an App that does not listen is given up on', async () => {
  const app = await start('mute', 'setInterval(() => {}, 1000);\n');
  assert.match(await problem(app.ready(1)), /not ready after 1 s/u);
  await app.stop();
});

test('an App that ignores SIGTERM, and what it started, are killed', { timeout: 30_000 }, async () => {
  const program = `import { spawn } from 'node:child_process';
process.on('SIGTERM', () => {});
const child = spawn('sleep', ['60']);
console.log('child', child.pid);
${SERVER}`;
  const app = await start('stubborn', program);
  await app.ready(20);
  const told = (): string | undefined => /child (\d+)/u.exec(readFileSync(join(root, 'stubborn', 'app.log'), 'utf8'))?.[1];
  for (const end = Date.now() + 10_000; told() === undefined && Date.now() < end;) await sleep(20);
  const child = Number(told());
  const marks = [mark(app.pid), mark(child)];
  assert.ok(marks.every(sameProcess));
  await app.stop();
  assert.ok(!marks.some(sameProcess));
});

test('one demo at a time; a dead one leaves nothing in the way', async () => {
  const data = join(root, 'data');
  const holder = spawn('sleep', ['60']);
  const exited = once(holder, 'exit');
  mkdirSync(join(data, 'demo', 'app'), { recursive: true });
  writeFileSync(join(data, 'demo', 'old'), 'old');
  writeFileSync(join(data, 'demo.lock'), JSON.stringify({ demo: mark(holder.pid ?? 0) }));
  assert.match(await problem(takeDemoFolder(data)), /already running/u);
  assert.equal(readFileSync(join(data, 'demo', 'old'), 'utf8'), 'old');
  holder.kill('SIGKILL');
  await exited;
  const folder = await takeDemoFolder(data);
  assert.throws(() => readFileSync(join(data, 'demo', 'old')));
  assert.match(await problem(takeDemoFolder(data)), /already running/u);
  await folder.release();
  await (await takeDemoFolder(data)).release();
});

test('a killed demo: the App that it left is ended first; a damaged lock is nobody', async () => {
  const data = join(root, 'left');
  const app = await start('orphan', SERVER);
  await app.ready(20);
  const orphan = mark(app.pid);
  mkdirSync(data);
  writeFileSync(join(data, 'demo.lock'), JSON.stringify({ demo: { pid: 999_999_999, startedAt: '1' }, app: orphan }));
  await (await takeDemoFolder(data)).release();
  assert.ok(!sameProcess(orphan));
  await app.stop();
  writeFileSync(join(data, 'demo.lock'), '{"demo":');
  await (await takeDemoFolder(data)).release();
});

test('the App sees nothing of this machine but what programs need', () => {
  const project = join(root, 'project');
  mkdirSync(join(project, 'setup'), { recursive: true });
  writeFileSync(join(project, 'setup', 'semgrep-engine.json'), '{"version":"9.9.9"}');
  const env = appEnvironment(
    {
      root: project,
      dataFolder: '/data',
      appFolder: '/data/demo/app',
      sandboxUrl: 'http://127.0.0.1:4600',
      appId: 7,
      privateKey: 'pem',
      webhookSecret: 'secret',
      port: 4601,
      modelUrl: undefined,
      modelName: undefined,
    },
    { PATH: '/bin', GITHUB_TOKEN: 'canary', DATABASE_URL: 'canary', MODEL_API_KEY: 'canary' },
  );
  assert.doesNotMatch(JSON.stringify(env), /canary/u);
  assert.equal(env['GHE_HOST'], '127.0.0.1:4600');
  assert.equal(env['GHE_PROTOCOL'], 'http');
  assert.equal(env['SEMGREP_PATH'], '/data/semgrep/9.9.9/semgrep-core');
  assert.ok(!('MODEL_BASE_URL' in env));
});

test('system errors say what to do; others stay themselves', async () => {
  const taken = await freePort(0);
  const server = await import('node:net').then((net) => net.createServer().listen(taken, '127.0.0.1'));
  await once(server, 'listening');
  const error = await freePort(taken).catch((reason: unknown) => reason);
  server.close();
  assert.match(String(explainError(error, '/data')), new RegExp(`Port ${taken} is taken.*--port`, 'u'));
  const full = Object.assign(new Error('write'), { code: 'ENOSPC' });
  assert.match(String(explainError(new Error('outer', { cause: full }), '/data')), /disk is full/u);
  const readOnly = Object.assign(new Error('mkdir'), { code: 'EROFS', path: '/data/demo' });
  assert.match(String(explainError(readOnly, '/data')), /\/data\/demo cannot be written/u);
  const bug = new TypeError('x');
  assert.equal(explainError(bug, '/data'), bug);
});
