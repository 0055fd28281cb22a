/** Step 1 and 2: the npm packages of the committed lock file, among them the pinned Node 24. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, isAlive } from './lock.mjs';
import { folderBytes } from './progress.mjs';
import { lastLines, runCommand } from './run-command.mjs';
import { SetUpError } from './set-up-error.mjs';

/** Tells from a stamp alone, without starting anything, whether packages and Node are as the lock file wants them. */
export function packagesReady(root) {
  const stamp = readText(stampFile(root));
  if (stamp === undefined || stamp !== wantedStamp(root) || existsSync(markFile(root))) return false;
  return statSync(pinnedNode(root), { throwIfNoEntry: false })?.isFile() === true;
}

export async function installPackages({ root, reporter, signal }) {
  const modules = join(root, 'node_modules');
  const mark = readText(markFile(root));
  if (mark !== undefined) {
    // A killed `npm install` leaves folders that the next one may take for whole ones, and may itself still be running.
    await reporter.step('remove the half-made node_modules of an interrupted set-up', () => {
      if (isAlive(mark.trim())) process.kill(Number(mark.split(':')[0]), 'SIGKILL');
      rmSync(modules, { recursive: true, force: true, maxRetries: 5 });
    });
  }
  if (readText(stampFile(root)) !== wantedStamp(root)) {
    await reporter.step('npm packages', async (tell) => {
      mkdirSync(modules, { recursive: true });
      rmSync(stampFile(root), { force: true });
      writeFileSync(markFile(root), 'starting\n');
      const timer = setInterval(() => tell(`${Math.round(folderBytes(modules) / 1e6)} MB`), 2000);
      try {
        await npm(root, ['install', '--no-audit', '--no-fund', '--no-progress', '--loglevel=warn'], signal, (pid) =>
          writeFileSync(markFile(root), `${identityOf(pid)}\n`),
        );
      } finally {
        clearInterval(timer);
      }
    });
  }
  await ensurePinnedNode({ root, reporter, signal });
  rmSync(markFile(root), { force: true });
  const next = `${stampFile(root)}.next`;
  writeFileSync(next, wantedStamp(root));
  renameSync(next, stampFile(root));
}

async function ensurePinnedNode({ root, reporter, signal }) {
  if (await pinnedNodeRuns(root, signal)) return;
  await reporter.step('pinned Node', async () => {
    // The package brings its binary in an install script; `ignore-scripts` in a person's npm settings skips it.
    await npm(root, ['rebuild', 'node', '--ignore-scripts=false', '--foreground-scripts'], signal);
    if (await pinnedNodeRuns(root, signal)) return;
    throw new SetUpError({
      happened: `node_modules/.bin/node is missing or does not run on this machine (${process.platform} ${process.arch})`,
      kept: 'the other npm packages',
      todo: 'run `npm install --ignore-scripts=false`, then the same command again; Linux x86-64 with glibc is what is tested',
    });
  });
}

async function pinnedNodeRuns(root, signal) {
  const manifest = JSON.parse(readText(join(root, 'package.json')) ?? '{}');
  const wanted = manifest.devDependencies?.node ?? manifest.dependencies?.node;
  if (!existsSync(pinnedNode(root))) return false;
  const { code, output } = await runCommand(pinnedNode(root), ['--version'], { cwd: root, signal });
  return code === 0 && output.trim() === `v${wanted}`;
}

async function npm(root, args, signal, onStart) {
  const viaNode = process.env.npm_execpath?.endsWith('.js') && existsSync(process.env.npm_execpath);
  const [file, first] = viaNode ? [process.execPath, [process.env.npm_execpath]] : ['npm', []];
  const { code, output, missing } = await runCommand(file, [...first, ...args], { cwd: root, signal, onStart });
  if (signal.aborted) throw signal.reason;
  if (code === 0) return;
  throw new SetUpError({
    happened: missing ? 'npm was not found on the PATH' : `npm ${args[0]} failed: ${lastLines(output)}`,
    kept: 'what was there before; the half-made node_modules is removed by the next start',
    todo: missing ? 'install Node 20 or newer with npm, then run the same command again' : npmAdvice(output),
  });
}

function npmAdvice(output) {
  if (/ENOSPC/.test(output)) return 'free about 1.5 GB of disk space, then run the same command again';
  if (/EACCES|EPERM/.test(output)) return 'make this folder writable for you, then run the same command again';
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|network/i.test(output))
    return 'the first set-up needs the npm registry: connect (or set the `registry` that your network offers in ~/.npmrc), then run the same command again';
  return 'read the message above; then run the same command again, it starts afresh';
}

function pinnedNode(root) {
  return join(root, 'node_modules', '.bin', 'node');
}

function stampFile(root) {
  return join(root, 'node_modules', '.countersign-lock');
}

/** Present from the start of an installation to its end: found at a start, it tells of one that was killed. */
function markFile(root) {
  return join(root, 'node_modules', '.countersign-installing');
}

function wantedStamp(root) {
  const lock = readText(join(root, 'package-lock.json')) ?? '';
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
