/** The sandbox's one door to the git program: no shell, no user configuration, no prompts. */
import { execFileSync, spawn } from 'node:child_process';
import { devNull } from 'node:os';

export interface GitAnswer {
  /** Exit code; -1 when a signal ended it. */
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Thrown when git ended with another code than 0 where only 0 is expected. */
class GitError extends Error {
  readonly retryable = false;
  constructor(args: readonly string[], answer: GitAnswer) {
    super(`git ${args[0] ?? ''} ended with ${answer.code}: ${answer.stderr.slice(0, 500)}`);
    this.name = 'GitError';
  }
}

/** What every git child gets; nothing of the parent's environment but the PATH. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: '/nonexistent',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: 'sandbox',
    GIT_AUTHOR_EMAIL: 'sandbox@localhost',
    GIT_COMMITTER_NAME: 'sandbox',
    GIT_COMMITTER_EMAIL: 'sandbox@localhost',
  };
}

export interface GitOptions {
  readonly input?: string | Uint8Array;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs git in a folder and gives whatever it answered. Arguments with NUL cannot be passed to a program: exit code 128. */
export async function tryGit(folder: string, args: readonly string[], options: GitOptions = {}): Promise<GitAnswer> {
  if (args.some((arg) => arg.includes('\0'))) return { code: 128, stdout: Buffer.alloc(0), stderr: 'NUL in an argument' };
  const child = spawn('git', ['-C', folder, ...args], { env: { ...gitEnvironment(), ...options.env }, stdio: ['pipe', 'pipe', 'pipe'] });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  // A child that ends before it read its input breaks the pipe; the exit code tells the story.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exit) => resolve(exit ?? -1));
  });
  return { code, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString('utf8') };
}

/** Runs git and gives its raw output; throws `GitError` on any exit code but 0. */
export async function git(folder: string, args: readonly string[], options: GitOptions = {}): Promise<Buffer> {
  const answer = await tryGit(folder, args, options);
  if (answer.code !== 0) throw new GitError(args, answer);
  return answer.stdout;
}

/** For facts that never change and are wanted in the middle of a synchronous operation. Blocks for some milliseconds. */
export function gitNow(folder: string, args: readonly string[]): Buffer {
  return execFileSync('git', ['-C', folder, ...args], {
    env: gitEnvironment(),
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 64 * 1024 * 1024,
  });
}
