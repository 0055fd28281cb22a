/** The only place that starts git: no shell, no inherited environment, nothing from any configuration file but the mirror's own. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { GitError } from './git-error.ts';
import type { GitFailure } from './git-error.ts';
import { killGroup, watchGroup } from './process-group.ts';
import { readFailure } from './read-failure.ts';
import { failures } from './wording.ts';

export interface GitOptions {
  readonly gitDir: string;
  readonly signal?: AbortSignal | undefined;
  /** Written to stdin. */
  readonly input?: string;
  /** Further configuration; through the environment, so that tokens are not seen in the process list. */
  readonly config?: Readonly<Record<string, string>>;
  readonly maxOutputBytes?: number;
  readonly timeoutMilliseconds?: number;
}

/** Its well-known id. As the source of attributes: a pull request's .gitattributes must not turn a diff into "binary". */
export const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

// Hooks, filters, other protocols, credential helpers, maintenance: nothing that a repository could make git run.
const hardening: Readonly<Record<string, string>> = {
  'core.hooksPath': '/dev/null',
  'core.fsmonitor': 'false',
  'core.symlinks': 'false',
  'core.attributesFile': '/dev/null',
  'core.quotePath': 'false',
  'http.followRedirects': 'false',
  'credential.helper': '',
  'fetch.recurseSubmodules': 'false',
  'submodule.recurse': 'false',
  'transfer.fsckObjects': 'false',
  'transfer.bundleURI': 'false',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'diff.renameLimit': '5000',
  'attr.tree': emptyTree,
};

/**
 * Runs git to its end.
 * @returns its stdout.
 * @throws GitError with a reason, also on too much output and time-out; the signal's reason on abort.
 */
export async function runGit(args: readonly string[], options: GitOptions): Promise<Buffer> {
  options.signal?.throwIfAborted();
  const timeout = AbortSignal.timeout(options.timeoutMilliseconds ?? 120_000);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]);
  const child = spawn('git', args, {
    cwd: options.gitDir,
    env: environmentOf(options),
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const { pid } = child;
  const stop = (): void => (pid === undefined ? undefined : killGroup(pid));
  const unwatch = pid === undefined ? undefined : watchGroup(pid);
  signal.addEventListener('abort', stop, { once: true });
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const words = collect(child.stderr, 64 * 1024, () => undefined);
  const output = collect(child.stdout, options.maxOutputBytes ?? 512 * 1024 * 1024, stop);
  try {
    const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
    const result = output();
    if (options.signal?.aborted === true) throw options.signal.reason;
    if (result.cut) throw failed(args, 'too-much-output');
    if (code === 0) return result.bytes;
    const said = words().bytes.toString('utf8');
    throw failed(args, timeout.aborted ? 'timeout' : readFailure(said), code ?? undefined, said);
  } catch (error) {
    if (error instanceof GitError || options.signal?.aborted === true) throw error;
    // Node says the same of a missing program and of a missing folder to start it in.
    throw failed(args, existsSync(options.gitDir) ? 'not-started' : 'damaged', undefined, '', error);
  } finally {
    signal.removeEventListener('abort', stop);
    unwatch?.();
  }
}

function environmentOf({ gitDir, config }: GitOptions): Record<string, string> {
  const settings = Object.entries({ ...hardening, ...config });
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LC_ALL: 'C',
    GIT_DIR: gitDir,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    // Above any configuration: no file can allow another protocol.
    GIT_ALLOW_PROTOCOL: 'http:https',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
}

function failed(args: readonly string[], reason: GitFailure, exitCode?: number, said = '', cause?: unknown): GitError {
  const words = said.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
  return new GitError(failures[reason], {
    reason,
    retryable: reason !== 'too-much-output',
    exitCode,
    cause: new Error(`git ${args[0]} ended with ${exitCode ?? 'no exit code'}: ${words}`, { cause }),
  });
}

/** What is beyond the limit is dropped. */
function collect(stream: Readable, maxBytes: number, onTooMuch: () => void): () => { readonly bytes: Buffer; readonly cut: boolean } {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
    else onTooMuch();
  });
  return () => ({ bytes: Buffer.concat(chunks), cut: size > maxBytes });
}
