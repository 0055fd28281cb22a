#!/usr/bin/env node
/**
 * Starts the command line under the pinned Node 24, whatever Node this is (20 or newer). Plain JavaScript, because nothing is
 * installed when it runs first. Settings come from the project's own .env, never from the folder one happens to be in: a
 * repository that is looked at must not choose the model server or the scanner.
 */
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))));
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

// Types are stripped and modules compiled once, not at every start.
const withCompileCache = { NODE_COMPILE_CACHE: join(root, '.countersign/compile-cache') };

/** The exit code; 128 and the signal's number when it was ended by one. */
function run(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'inherit', env: { ...withCompileCache, ...process.env } });
    // Ctrl-C reaches the child by itself; we wait for how it ends.
    const pass = (signal) => child.kill(signal);
    for (const signal of signals) process.on(signal, pass);
    child.once('error', (error) => {
      process.stderr.write(`countersign could not start ${program}: ${error.message}\n`);
      resolve(2);
    });
    child.once('close', (code, signal) => {
      for (const one of signals) process.off(one, pass);
      resolve(code ?? { SIGHUP: 129, SIGINT: 130, SIGKILL: 137, SIGTERM: 143 }[signal] ?? 1);
    });
  });
}

const args = process.argv.slice(2);
const setUp = join(root, 'setup/ensure-ready.mjs');
const pinned = join(root, 'node_modules/.bin/node');
// A container's image is set up when it is built: it has no set-up of its own, and the right Node already.
const inImage = !existsSync(setUp);
// Help needs no scanner; the doctor tells itself that there is none.
const only = args.includes('--help') || args.includes('-h') || args[0] === 'doctor' || args.length === 0 ? ['--only=node'] : [];
const ready = inImage ? 0 : await run(process.execPath, [setUp, '--quiet', ...only]);
const settings = join(root, '.env');
const withSettings = existsSync(settings) ? [`--env-file=${settings}`] : [];
process.exitCode =
  ready === 0 ? await run(inImage ? process.execPath : pinned, [...withSettings, join(root, 'src/cli.ts'), ...args]) : ready;
