/** Two trees through the real git: what the parser will meet. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type Entry = string | Buffer | { readonly link: string } | { readonly executable: string };
export type Tree = Readonly<Record<string, Entry>>;

export interface RealDiff {
  readonly diff: string;
  /** One entry per file as `git diff --raw -z` gives it: status letter and paths. */
  readonly raw: readonly { readonly status: string; readonly paths: readonly string[] }[];
  readonly numstat: ReadonlyMap<string, { readonly additions: number; readonly deletions: number }>;
}

export function realGitDiff(before: Tree, after: Tree): RealDiff {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-diff-'));
  const env = { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
  const git = (...args: string[]): Buffer => execFileSync('git', args, { cwd: folder, env, maxBuffer: 1 << 28 });
  try {
    git('init', '-q');
    git('config', 'core.autocrlf', 'false');
    const trees = [before, after].map((tree) => {
      git('rm', '-r', '-q', '-f', '--cached', '--ignore-unmatch', '.');
      for (const [path, entry] of Object.entries(tree)) write(join(folder, path), entry);
      git('add', '-f', '-A', '--', '.');
      const id = git('write-tree').toString().trim();
      for (const path of Object.keys(tree)) rmSync(join(folder, path), { force: true });
      return id;
    });
    const between = ['-M', '--no-color', ...trees] as const;
    const diff = git('diff', '-p', '-U3', '--full-index', ...between).toString('utf8');
    return {
      diff,
      raw: readRaw(git('diff', '--raw', '-z', ...between)),
      numstat: readNumstat(git('diff', '--numstat', '-z', '--no-renames', '--no-color', ...trees)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(path: string, entry: Entry): void {
  mkdirSync(dirname(path), { recursive: true });
  if (typeof entry === 'string' || Buffer.isBuffer(entry)) writeFileSync(path, entry);
  else if ('link' in entry) symlinkSync(entry.link, path);
  else {
    writeFileSync(path, entry.executable);
    chmodSync(path, 0o755);
  }
}

function readRaw(output: Buffer): { status: string; paths: string[] }[] {
  const fields = output.toString('utf8').split('\0');
  const entries: { status: string; paths: string[] }[] = [];
  for (let at = 0; at < fields.length && fields[at]?.startsWith(':');) {
    const status = fields[at]?.split(' ').at(-1)?.[0] ?? '';
    const count = status === 'R' || status === 'C' ? 2 : 1;
    entries.push({ status, paths: fields.slice(at + 1, at + 1 + count) });
    at += 1 + count;
  }
  return entries;
}

function readNumstat(output: Buffer): Map<string, { additions: number; deletions: number }> {
  const lines = output.toString('utf8').split('\0').filter(Boolean);
  return new Map(
    lines.map((line) => {
      const [additions = '', deletions = '', path = ''] = line.split('\t');
      return [path, { additions: Number(additions) || 0, deletions: Number(deletions) || 0 }];
    }),
  );
}
