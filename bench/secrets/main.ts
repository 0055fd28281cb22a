/** `npm run bench:secrets`: how often the search for secrets speaks up over ordinary code of real repositories. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatTable } from '#bench/format-table.ts';
import { reasonToLeaveOut } from '#src/diff/leave-out.ts';
import { openLocal } from '#src/git/open-local.ts';
import type { LocalRepository } from '#src/git/open-local.ts';
import { runGit } from '#src/git/run-git.ts';
import { readBlobs } from '#src/git/read-blobs.ts';
import { isTest } from '#src/suspect/removed-rules.ts';
import { languageOf } from '#src/syntax/language-of.ts';
import { findSecrets } from '#src/untrusted/find-secrets.ts';

const usage = `Alarms of the search for secrets per 2,000 lines, over the checked-out commit of each REPOSITORY. Whatever it finds counts.

  npm run bench:secrets -- REPOSITORY... [--show] [--json]

  --show   every alarm: file, line, kind, and the line with the middle of the secret masked
  --json   one JSON document on stdout

Generated and vendored files and lock files are left out, as from what a model is sent.`;
const TARGET = 1;
const kinds = ['code', 'tests', 'other text'] as const;
type Kind = (typeof kinds)[number];

interface Alarm {
  readonly place: string;
  readonly kind: string;
  readonly shown: string;
}
interface Tally {
  lines: number;
  readonly alarms: Alarm[];
}
type Tallies = Readonly<Record<Kind, Tally>>;

async function measure(repository: LocalRepository, name: string): Promise<Tallies> {
  const tallies: Tallies = { code: { lines: 0, alarms: [] }, tests: { lines: 0, alarms: [] }, 'other text': { lines: 0, alarms: [] } };
  const { gitDir } = repository.mirror;
  const head = (await repository.resolve('HEAD')) ?? '';
  const listing = await runGit(['ls-tree', '-r', '-z', '--full-tree', '--format=%(objecttype) %(objectname) %(path)', head], {
    gitDir,
    maxOutputBytes: 64 * 1024 * 1024,
  });
  const files = listing
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      const [, blob, path] = /^blob ([0-9a-f]+) ([^]+)$/u.exec(line) ?? [];
      return blob === undefined || path === undefined ? [] : [{ blob, path }];
    });
  for (let at = 0; at < files.length; at += 200) {
    const portion = files.slice(at, at + 200);
    const contents = await readBlobs(
      repository.mirror,
      portion.map(({ blob }) => blob),
    );
    for (const { blob, path } of portion) {
      const content = contents.get(blob);
      if (content === undefined || content.includes(0) || content.length > 1_000_000) continue;
      const text = content.toString('utf8');
      if (!isRead(path, text)) continue;
      const tally = tallies[kindOf(path)];
      const lines = text.split('\n');
      tally.lines += lines.length;
      for (const { kind, line, start, end } of await findSecrets(text))
        tally.alarms.push({ place: `${name}/${path}:${line}`, kind, shown: masked(lines[line - 1] ?? '', text.slice(start, end)) });
    }
  }
  return tallies;
}

function isRead(path: string, text: string): boolean {
  const lines = text
    .split('\n')
    .slice(0, 8)
    .map((line, index) => ({ kind: 'added' as const, text: line, newLine: index + 1 }));
  const hunk = { oldStart: 0, oldLines: 0, newStart: 1, newLines: lines.length, section: '', lines };
  const reason = reasonToLeaveOut({ kind: 'text', status: 'added', path, hunks: [hunk] } as unknown as Parameters<
    typeof reasonToLeaveOut
  >[0]);
  return reason === undefined || reason === 'documentation';
}

function kindOf(path: string): Kind {
  if (isTest(path)) return 'tests';
  return languageOf(path) === undefined ? 'other text' : 'code';
}

function masked(line: string, secret: string): string {
  const first = secret.split('\n')[0] ?? '';
  const keep = Math.min(12, Math.floor(first.length / 3));
  return line
    .replace(first, `${first.slice(0, keep)}…${first.length - keep > keep ? first.slice(-keep) : ''}`)
    .trim()
    .slice(0, 160);
}

const { values, positionals } = parseArgs({
  options: { show: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
  allowPositionals: true,
});
if (values.help === true || positionals.length === 0) {
  process.stdout.write(`${usage}\n`);
  process.exit(values.help === true ? 0 : 2);
}
const all: { readonly name: string; readonly tallies: Tallies }[] = [];
for (const path of positionals) {
  const scratch = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  try {
    const opened = await openLocal(path, scratch);
    if (opened.kind === 'refused') throw new Error(`${path}: ${opened.reason}`);
    const name = basename(path) === 'repo' ? basename(join(path, '..')) : basename(path);
    all.push({ name, tallies: await measure(opened.repository, name) });
    process.stderr.write(`${name}\n`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
const rate = (alarms: number, lines: number): number => (lines === 0 ? 0 : (alarms / lines) * 2000);
const sums = kinds.map((kind) => {
  const lines = all.reduce((sum, { tallies }) => sum + tallies[kind].lines, 0);
  const alarms = all.reduce((sum, { tallies }) => sum + tallies[kind].alarms.length, 0);
  return { kind, lines, alarms, per2000Lines: rate(alarms, lines) };
});
if (values.json === true) process.stdout.write(`${JSON.stringify({ target: TARGET, sums, repositories: all }, undefined, 2)}\n`);
else {
  if (values.show === true)
    for (const { tallies } of all)
      for (const kind of kinds)
        for (const { place, kind: what, shown } of tallies[kind].alarms) process.stdout.write(`${kind}  ${place}  ${what}  ${shown}\n`);
  const rows = [
    ...all.map(({ name, tallies }) => [
      name,
      ...kinds.flatMap((kind) => {
        const { lines, alarms } = tallies[kind];
        return [String(lines), String(alarms.length), rate(alarms.length, lines).toFixed(2)];
      }),
    ]),
    ['all', ...sums.flatMap(({ lines, alarms, per2000Lines }) => [String(lines), String(alarms), per2000Lines.toFixed(2)])],
  ];
  const heads = ['repository', ...kinds.flatMap((kind) => [`${kind}: lines`, 'alarms', 'per 2,000'])];
  process.stdout.write(`${formatTable([heads, ...rows])}\n`);
}
process.exitCode = sums.every(({ per2000Lines }) => per2000Lines < TARGET) ? 0 : 1;
