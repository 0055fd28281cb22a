/** Runs one program without a shell; its output is kept for the error message, its end can be waited for or forced. */
import { spawn } from 'node:child_process';

const KEEP = 64 * 1024;

/**
 * Ends with `{ code, signal, output, missing }`; never rejects. `signal` (an AbortSignal) ends the program, first kindly.
 * `code` is null when a signal ended it; `missing` is true when the program does not exist.
 */
export function runCommand(file, args, { cwd, env, signal, onStart } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    if (child.pid !== undefined) onStart?.(child.pid);
    let output = '';
    let killer;
    const keep = (chunk) => {
      output = (output + chunk.toString('utf8')).slice(-KEEP);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const stop = () => {
      child.kill('SIGTERM');
      killer = setTimeout(() => child.kill('SIGKILL'), 3000);
    };
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
    const end = (result) => {
      clearTimeout(killer);
      signal?.removeEventListener('abort', stop);
      resolve({ output, missing: false, ...result });
    };
    child.on('error', (error) => end({ code: null, signal: null, output: String(error), missing: error.code === 'ENOENT' }));
    child.on('close', (code, endedBy) => end({ code, signal: endedBy }));
  });
}

/** The last lines of a program's output that say something, for an error message. */
export function lastLines(output, count = 4) {
  const lines = output
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.slice(-count).join(' | ').slice(-600);
}
