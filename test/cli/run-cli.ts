/** The command line as a process, and real repositories for it. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { enginePath } from '#test/scan/real-scanner.ts';

export const root = resolve(import.meta.dirname, '../..');

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Nothing of this machine's settings reaches it but what programs need, and the scanner. */
export async function countersign(args: readonly string[], options: { cwd?: string; env?: Record<string, string> } = {}): Promise<CliRun> {
  return runProgram(process.execPath, [join(root, 'src/cli.ts'), ...args], options);
}

export async function runProgram(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<CliRun> {
  const child = spawn(program, args, {
    cwd: options.cwd ?? root,
    env: { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), COUNTERSIGN_DATA: newFolder('data'), SEMGREP_PATH: enginePath, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (part: string) => (texts.stdout += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (texts.stderr += part));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...texts };
}

const made: string[] = [];
process.on('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

export function newFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `countersign-cli-${name}-`));
  made.push(folder);
  return folder;
}

const identity = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@b' };

export function git(folder: string, ...args: readonly string[]): string {
  const env = { PATH: process.env['PATH'], HOME: tmpdir(), GIT_CONFIG_GLOBAL: '/dev/null', ...identity };
  return execFileSync('git', ['-C', folder, ...args], { env, encoding: 'utf8' }).trim();
}

export type Files = Readonly<Record<string, string>>;

/** `main` with `before`, and `topic`, checked out, with `after` on top. */
export function newRepository(before: Files, after: Files): string {
  const folder = newFolder('repository');
  git(folder, 'init', '--quiet', '--initial-branch=main');
  commit(folder, 'Begin', before);
  git(folder, 'switch', '--quiet', '-c', 'topic');
  commit(folder, 'Find products by name', after);
  return folder;
}

export function commit(folder: string, message: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--allow-empty', '-m', message);
}

/** Every file with its size and time: nothing of it may change. */
export function fingerprint(folder: string): readonly string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return paths.map((path) => `${path} ${statSync(join(folder, path)).size} ${statSync(join(folder, path)).mtimeMs}`);
}

export const safeShop = `def find(db, name):\n    return db.execute("select * from products where name = ?", (name,))\n`;
/** The query stands on line 11. */
export const injectedShop = `from flask import Flask, request

from shop import database

app = Flask(__name__)


@app.get("/find")
def find():
    name = request.args["name"]
    return database.execute("select * from products where name = '" + name + "'").fetchall()
`;
