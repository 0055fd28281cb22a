/** The real App as a child process: its own environment, its log in a file, and never left behind. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { DemoProblem } from './demo-problem.ts';
import { endProcess, startedAt, stopDatabaseIn } from './processes.ts';
import * as wording from './wording.ts';

export interface AppProcessOptions {
  /** Folder of the project. */
  readonly root: string;
  /** All that the App gets to see; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  readonly dataFolder: string;
  readonly logPath: string;
  /** Milliseconds between asking the App to end and ending it. */
  readonly graceMs: number;
  readonly fetch: typeof fetch;
}

export interface AppProcess {
  readonly pid: number;
  /** Resolves when GET /readyz answers 200. Throws `DemoProblem` with the App's last words. */
  ready(seconds: number): Promise<void>;
  /** Rejects with a `DemoProblem` when the App ends although nobody stopped it; never resolves. */
  readonly crashed: Promise<never>;
  stop(): Promise<void>;
}

const LAST_LINES = 20;

export function startAppProcess(options: AppProcessOptions): AppProcess {
  const child = spawn(process.execPath, ['src/server.ts'], {
    cwd: options.root,
    env: options.env,
    // The App ends itself when this channel closes: so it cannot outlive a demo that was killed.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A process group of its own: Ctrl-C reaches only the demo, which then ends the App in order.
    detached: true,
  });
  const lastLines = keepLog(child, options.logPath);
  let stopping = false;
  const ended = endOf(child);
  const gone = new AbortController();
  void ended.then(() => gone.abort());
  const crashed = ended.then((how) => (stopping ? new Promise<never>(() => {}) : Promise.reject(crash(how))));
  // Whoever waits for it sees the rejection; until somebody does it must not end the demo on its own.
  crashed.catch(() => {});

  function crash(how: string): DemoProblem {
    return new DemoProblem(wording.appEnded(how, options.logPath, lastLines()));
  }

  async function stop(): Promise<void> {
    stopping = true;
    const pid = child.pid;
    if (pid !== undefined && child.exitCode === null && child.signalCode === null) {
      await endProcess({ pid, startedAt: startedAt(pid) ?? '' }, options.graceMs);
    }
    if (child.connected) child.disconnect();
    if (pid !== undefined) killGroup(pid);
    await stopDatabaseIn(options.dataFolder);
  }

  return {
    pid: child.pid ?? 0,
    ready: (seconds) => Promise.race([waitUntilReady(options, seconds, lastLines, gone.signal), crashed]),
    crashed,
    stop,
  };
}

async function waitUntilReady(
  options: AppProcessOptions,
  seconds: number,
  lastLines: () => readonly string[],
  gone: AbortSignal,
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  let reason = '';
  while (Date.now() < end && !gone.aborted) {
    try {
      const answer = await options.fetch(`http://127.0.0.1:${options.port}/readyz`, { signal: AbortSignal.timeout(5000) });
      if (answer.ok) return;
      reason = `GET /readyz answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`;
    } catch (error) {
      reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    }
    await sleep(100);
  }
  throw new DemoProblem(wording.appNotReady(seconds, reason, options.logPath, lastLines()));
}

function keepLog(child: ChildProcess, path: string): () => readonly string[] {
  const last: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      keep(path, line);
      last.push(line.slice(0, 500));
      if (last.length > LAST_LINES) last.shift();
    });
  }
  return () => last;
}

/** At once: whoever reads the log after the App's end finds its last words there. */
function keep(path: string, line: string): void {
  try {
    appendFileSync(path, `${line}\n`);
  } catch {
    // A full disk must not end the demo through its log.
  }
}

async function endOf(child: ChildProcess): Promise<string> {
  try {
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    return signal === null ? `exit code ${code}` : `signal ${signal}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Whatever the App started and did not end: scanners, workers. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The usual case: the group is empty.
  }
}
