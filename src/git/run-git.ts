/** The only place that starts git: no shell, no inherited environment, nothing from any configuration file. */
import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

export class GitError extends Error {
  override readonly name = 'GitError';
  readonly retryable: boolean;
  constructor(message: string, options: { readonly retryable: boolean; readonly cause?: unknown }) {
    super(message, { cause: options.cause });
    this.retryable = options.retryable;
  }
}

export interface GitOptions {
  readonly gitDir: string;
  readonly signal?: AbortSignal | undefined;
  /** Written to stdin. */
  readonly input?: string;
  /** Configuration that must not be seen in the process list (tokens), by key. */
  readonly secretConfig?: Readonly<Record<string, string>>;
  readonly maxOutputBytes?: number;
  readonly timeoutMilliseconds?: number;
}

// Hooks, filters, other protocols, credential helpers, maintenance: nothing that a repository could make git run.
// The empty tree as attribute source: a pull request's .gitattributes must not turn a diff into "binary".
const hardening: Readonly<Record<string, string>> = {
  'core.hooksPath': '/dev/null',
  'core.fsmonitor': 'false',
  'core.symlinks': 'false',
  'core.attributesFile': '/dev/null',
  'core.quotePath': 'false',
  'protocol.allow': 'never',
  'protocol.http.allow': 'always',
  'protocol.https.allow': 'always',
  'http.followRedirects': 'false',
  'credential.helper': '',
  'fetch.recurseSubmodules': 'false',
  'submodule.recurse': 'false',
  'transfer.fsckObjects': 'false',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'diff.renameLimit': '5000',
  'attr.tree': '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
};

/**
 * Runs git to its end.
 * @returns its stdout.
 * @throws GitError with git's last line, or on too much output, time-out, abort.
 */
export async function runGit(args: readonly string[], options: GitOptions): Promise<Buffer> {
  const config = Object.entries({ ...hardening, ...options.secretConfig });
  const environment: Record<string, string> = {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LC_ALL: 'C',
    GIT_DIR: options.gitDir,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_CONFIG_COUNT: String(config.length),
    ...Object.fromEntries(
      config.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
  const timeout = AbortSignal.timeout(options.timeoutMilliseconds ?? 120_000);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]);
  const child = spawn('git', args, {
    cwd: options.gitDir,
    env: environment,
    signal,
    killSignal: 'SIGKILL',
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const words = collect(child.stderr, 64 * 1024, () => undefined);
  const output = collect(child.stdout, options.maxOutputBytes ?? 512 * 1024 * 1024, () => child.kill('SIGKILL'));
  try {
    const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
    const result = output();
    if (result === 'too much') throw new GitError(`git ${args[0]} gave more output than allowed.`, { retryable: false });
    if (code === 0) return result;
    const last = words();
    throw new GitError(`git ${args[0]} failed (${code ?? 'killed'}): ${last === 'too much' ? '' : lastLine(last)}`, { retryable: true });
  } catch (error) {
    if (error instanceof GitError) throw error;
    if (options.signal?.aborted === true) throw options.signal.reason;
    throw new GitError(timeout.aborted ? `git ${args[0]} took too long.` : `git could not be run. Is it installed?`, {
      retryable: true,
      cause: error,
    });
  }
}

function collect(stream: Readable, maxBytes: number, onTooMuch: () => void): () => Buffer | 'too much' {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
    else onTooMuch();
  });
  return () => (size > maxBytes ? 'too much' : Buffer.concat(chunks));
}

function lastLine(output: Buffer): string {
  return (output.toString('utf8').trim().split('\n').at(-1) ?? '').slice(0, 300);
}
