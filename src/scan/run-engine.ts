/** Starts the engine through its core door, and holds it to its limits. The only place of the project that runs Semgrep. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { forgetGroup, killGroup, watchGroup } from './process-group.ts';
import * as wording from './wording.ts';

/** `ended`: the process came to an end by itself; its answer is still to be judged. */
export type EngineRun =
  | { readonly kind: 'ended'; readonly code: number | null; readonly signal: string | null; readonly stdout: Buffer }
  | { readonly kind: 'stopped'; readonly reason: string }
  | { readonly kind: 'not-started'; readonly reason: string; readonly cause: unknown };

export interface RunLimits {
  readonly wallMs: number;
  /** Resident memory at which the process is killed: the engine's own limit is soft. */
  readonly memoryMb: number;
  readonly outputBytes: number;
}

/**
 * The engine runs `uname` through PATH and needs nothing else; it gets no home, no proxy, no token. A larger young generation
 * (4 M words, 32 MB) saves its garbage collector a quarter of the whole time. Source: https://ocaml.org/manual/5.2/runtime.html
 */
const ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', OCAMLRUNPARAM: 's=4M' };
const MEMORY_CHECK_MS = 200;

/** Never throws. `folder` is the working folder: empty but for what the scan put there. */
export function runEngine(
  enginePath: string,
  args: readonly string[],
  folder: string,
  limits: RunLimits,
  signal?: AbortSignal,
): Promise<EngineRun> {
  if (signal?.aborted === true) return Promise.resolve({ kind: 'stopped', reason: wording.cancelled });
  return new Promise((resolve) => {
    const child = spawn(enginePath, args, {
      argv0: 'semgrep-core',
      cwd: folder,
      env: ENVIRONMENT,
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const { pid } = child;
    if (pid !== undefined) watchGroup(pid);
    const chunks: Buffer[] = [];
    let bytes = 0;
    let stopped: string | undefined;
    const stop = (reason: string): void => {
      stopped ??= reason;
      if (pid !== undefined) killGroup(pid);
    };
    const cancel = (): void => stop(wording.cancelled);
    const wall = setTimeout(() => stop(wording.timedOut(Math.round(limits.wallMs / 1000))), limits.wallMs);
    const memory = setInterval(() => {
      void residentMb(pid).then((mb) => (mb > limits.memoryMb ? stop(wording.tooMuchMemory(limits.memoryMb)) : undefined));
    }, MEMORY_CHECK_MS);
    signal?.addEventListener('abort', cancel, { once: true });
    const finish = (run: EngineRun): void => {
      clearTimeout(wall);
      clearInterval(memory);
      signal?.removeEventListener('abort', cancel);
      if (pid !== undefined) {
        killGroup(pid);
        forgetGroup(pid);
      }
      resolve(stopped === undefined ? run : { kind: 'stopped', reason: stopped });
    };
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limits.outputBytes) stop(wording.tooMuchOutput(limits.outputBytes));
      else chunks.push(chunk);
    });
    // What it may have forked would hold the pipe open, and us waiting.
    child.on('exit', () => (pid === undefined ? undefined : killGroup(pid)));
    child.on('error', (cause) => finish({ kind: 'not-started', reason: wording.engineStartFailed, cause }));
    child.on('close', (code, endedBy) => finish({ kind: 'ended', code, signal: endedBy, stdout: Buffer.concat(chunks) }));
  });
}

/** 0 where the system has no /proc: then the engine's own limit stands alone. */
async function residentMb(pid: number | undefined): Promise<number> {
  try {
    const status = await readFile(`/proc/${pid ?? 0}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/mu.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
