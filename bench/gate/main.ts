/** `npm run bench:gate`: CPU of our gate on pull requests of 20 files, beside the wrapper's `--baseline-commit`, same rules. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { formatTable } from '#bench/format-table.ts';
import { percentile } from '#bench/percentile.ts';
import { CANARY_PREFIX } from '#src/scan/canary.ts';
import { createScanner } from '#src/scan/create-scanner.ts';
import { loadPack } from '#src/scan/load-pack.ts';
import { enginePath } from '#test/scan/real-scanner.ts';
import { measureOurs, measureWrapper } from './measure.ts';
import type { Measured } from './measure.ts';
import { baseTree, changedTree } from './pull-requests.ts';
import type { Tree } from './pull-requests.ts';
import { findWrapper } from './wrapper.ts';

const usage = `CPU of our gate on pull requests of 20 changed files, beside \`semgrep scan --baseline-commit\` with the same rules.

  npm run bench:gate -- [--rounds N] [--wrapper PATH] [--json]

  --rounds N      pull requests (5); each goes through both
  --wrapper PATH  an installed \`semgrep\` command (default: installed with pip below .countersign/bench)
  --json          one JSON document on stdout`;
const TARGET = 0.25;
const root = resolve(import.meta.dirname, '../..');

interface Round {
  /** The files of the base were scanned when they were the head of something, as on a branch that the gate guards. */
  readonly ours: Measured;
  /** With nothing kept: the first pull request on a new installation. */
  readonly cold: Measured;
  readonly wrapper: Measured;
  /** Found by the wrapper and not by us, and the other way round. */
  readonly lost: readonly string[];
  readonly more: readonly string[];
}

async function measureRounds(rounds: number, wrapper: string, say: (text: string) => void): Promise<readonly Round[]> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  try {
    const repository = join(folder, 'repository');
    mkdirSync(repository);
    const git = (...args: readonly string[]): string => runGit(repository, folder, args);
    git('init', '--quiet', '--initial-branch=main');
    git('commit', '--quiet', '--allow-empty', '--message', 'Begin');
    const nothing = git('rev-parse', 'HEAD');
    const base = commitTree(repository, baseTree(), git);
    const rules = join(root, 'policies/semgrep');
    const setting = { enginePath, packPaths: [rules], workFolder: join(folder, 'scans') };
    const cold = await createScanner(setting);
    const scanner = await createScanner({ ...setting, keptFolder: join(folder, 'kept') });
    await measureOurs(repository, nothing, base, scanner);
    // One JSON document is what the wrapper reads most cheaply: with the folder of YAML files it needs five times as much.
    const merged = join(folder, 'pack.json');
    writeFileSync(merged, await mergedRules(rules));
    const all: Round[] = [];
    // The first round warms caches of disk and of the just-in-time compiler, and does not count.
    for (let round = 0; round <= rounds; round += 1) {
      git('checkout', '--quiet', '--force', '-B', 'topic', base);
      const head = commitTree(repository, changedTree(round), git);
      const uncached = await measureOurs(repository, base, head, cold);
      const ours = await measureOurs(repository, base, head, scanner);
      const theirs = await measureWrapper(wrapper, repository, base, merged, folder);
      say(
        `${round === 0 ? 'warming up' : `round ${round} of ${rounds}`}: ours ${ours.cpu.toFixed(2)} s (nothing kept: ${uncached.cpu.toFixed(2)} s), wrapper ${theirs.cpu.toFixed(2)} s`,
      );
      const lost = theirs.found.filter((one) => !ours.found.includes(one));
      const more = ours.found.filter((one) => !theirs.found.includes(one));
      if (ours.found.join('\n') !== uncached.found.join('\n')) lost.push('what is kept changed the answer');
      if (round > 0) all.push({ ours, cold: uncached, wrapper: theirs, lost, more });
    }
    return all;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function mergedRules(folder: string): Promise<string> {
  const { rules } = Merged.parse(JSON.parse((await loadPack([folder])).json));
  return JSON.stringify({ rules: rules.filter((rule) => !rule.id.startsWith(CANARY_PREFIX)) });
}
const Merged = z.object({ rules: z.array(z.looseObject({ id: z.string() })) });

function commitTree(repository: string, tree: Tree, git: (...args: readonly string[]) => string): string {
  for (const [path, content] of tree) {
    mkdirSync(dirname(join(repository, path)), { recursive: true });
    writeFileSync(join(repository, path), content);
  }
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Change');
  return git('rev-parse', 'HEAD');
}

function runGit(repository: string, home: string, args: readonly string[]): string {
  const person = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@b' };
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: home, GIT_CONFIG_GLOBAL: '/dev/null', ...person };
  return execFileSync('git', ['-C', repository, ...args], { env, encoding: 'utf8' }).trim();
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    wrapper: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const rounds = /^[1-9]\d{0,2}$/u.test(values.rounds) ? Number(values.rounds) : 0;
if (values.help || rounds === 0) {
  console.error(usage);
  process.exitCode = values.help ? 0 : 2;
} else {
  const say = (text: string): void => console.error(text);
  const all = await measureRounds(rounds, findWrapper(values.wrapper, join(root, '.countersign'), say), say);
  const median = (what: 'ours' | 'cold' | 'wrapper', of: 'cpu' | 'wallMs'): number =>
    percentile(
      all.map((round) => round[what][of]),
      0.5,
    );
  const ratio = median('ours', 'cpu') / median('wrapper', 'cpu');
  const coldRatio = median('cold', 'cpu') / median('wrapper', 'cpu');
  const lost = all.flatMap((round) => round.lost);
  const trouble = all.flatMap((round) => round.ours.trouble);
  const good = ratio <= TARGET && lost.length === 0 && trouble.length === 0;
  if (values.json) console.log(JSON.stringify({ rounds: all, ratio, coldRatio, target: TARGET, lost, good }, undefined, 2));
  else {
    const row = (name: string, what: 'ours' | 'cold' | 'wrapper'): readonly string[] => [
      name,
      `${median(what, 'cpu').toFixed(2)} s`,
      `${median(what, 'wallMs')} ms`,
      String(all.reduce((sum, round) => sum + round[what].found.length, 0)),
    ];
    const head = [`${rounds} pull requests, 20 files`, 'CPU p50', 'wall p50', 'findings'];
    console.log(
      formatTable([
        head,
        row('countersign', 'ours'),
        row('countersign, nothing kept', 'cold'),
        row('semgrep scan --baseline-commit', 'wrapper'),
      ]),
    );
    for (const one of lost) console.log(`LOST: ${one}`);
    for (const one of all.flatMap((round) => round.more)) console.log(`only ours: ${one}`);
    for (const one of trouble) console.log(`not checked: ${one}`);
    console.log(
      `CPU ratio ${ratio.toFixed(2)} (nothing kept: ${coldRatio.toFixed(2)}), ${lost.length} findings lost. Target ${good ? 'met' : 'MISSED'}: at most ${TARGET}, none lost.`,
    );
  }
  process.exitCode = good ? 0 : 1;
}
