/** Repositories made object by object, so that they can hold what no checkout could: any name, any mode, any bytes. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface MadeFile {
  /** Bytes where a string cannot say it. */
  readonly path: string | Buffer;
  readonly content: string | Buffer;
  /** Default `100644`; for `160000` the content is the commit's id. */
  readonly mode?: string;
}

export interface MadeRepository extends Disposable {
  readonly folder: string;
  readonly git: (args: readonly string[], input?: string | Buffer) => string;
  readonly commit: (files: readonly MadeFile[], parents?: readonly string[], message?: string) => string;
  readonly setRef: (ref: string, sha: string | undefined) => void;
}

export function makeFolder(): { readonly path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'countersign-git-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) };
}

/** A bare repository as a server has it. */
export function makeRepository(): MadeRepository {
  const home = makeFolder();
  const folder = join(home.path, 'origin.git');
  const git = (args: readonly string[], input: string | Buffer = ''): string => gitIn(folder, args, input);
  gitIn(home.path, ['init', '--bare', '--quiet', '--initial-branch=main', folder]);
  const write = (type: string, content: string | Buffer): string =>
    git(['hash-object', '-t', type, '-w', '--literally', '--stdin'], content).trim();
  const tree = (files: readonly Placed[]): string => {
    const entries = new Map<string, { readonly name: Buffer; readonly mode: string; readonly id: string }>();
    const below = new Map<string, Placed[]>();
    for (const file of files) {
      const slash = file.bytes.indexOf(0x2f);
      const name = slash === -1 ? file.bytes : file.bytes.subarray(0, slash);
      const key = name.toString('latin1');
      if (slash === -1) {
        const id = file.mode === '160000' ? String(file.content) : write('blob', file.content);
        entries.set(key, { name, mode: file.mode, id });
      } else below.set(key, [...(below.get(key) ?? []), { ...file, bytes: file.bytes.subarray(slash + 1) }]);
    }
    for (const [key, inside] of below) entries.set(key, { name: Buffer.from(key, 'latin1'), mode: '40000', id: tree(inside) });
    // Git sorts folders as if their names ended in a slash.
    const sorted = [...entries.entries()].sort(([a, one], [b, two]) => order(a, one.mode, b, two.mode)).map(([, entry]) => entry);
    return write(
      'tree',
      Buffer.concat(
        sorted.map(({ name, mode, id }) => Buffer.concat([Buffer.from(`${mode} `), name, Buffer.from([0]), Buffer.from(id, 'hex')])),
      ),
    );
  };
  return {
    folder,
    git,
    commit: (files, parents = [], message = 'Change') => {
      const root = tree(files.map((file) => ({ bytes: Buffer.from(file.path), content: file.content, mode: file.mode ?? '100644' })));
      const who = 'Ada <ada@shop.example> 1700000000 +0000';
      const lines = [`tree ${root}`, ...parents.map((parent) => `parent ${parent}`), `author ${who}`, `committer ${who}`, '', message, ''];
      return write('commit', lines.join('\n'));
    },
    setRef: (ref, sha) => void (sha === undefined ? git(['update-ref', '-d', ref]) : git(['update-ref', ref, sha])),
    [Symbol.dispose]: () => home[Symbol.dispose](),
  };
}

interface Placed {
  readonly bytes: Buffer;
  readonly content: string | Buffer;
  readonly mode: string;
}

function order(a: string, aMode: string, b: string, bMode: string): number {
  const [left, right] = [a + (aMode === '40000' ? '/' : ''), b + (bMode === '40000' ? '/' : '')];
  return left < right ? -1 : 1;
}

export function gitIn(folder: string, args: readonly string[], input: string | Buffer = ''): string {
  const { status, stdout, stderr } = spawnSync('git', args, {
    cwd: folder,
    input,
    env: { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', LC_ALL: 'C' },
  });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr.toString('utf8')}`);
  return stdout.toString('utf8');
}
