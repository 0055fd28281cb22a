/** `npm run bench:reviews`: the review on cases with known defects, through `countersign eval`. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { commitTrees } from '#src/git/commit-trees.ts';
import { compareCommits } from '#src/git/compare.ts';
import { readCases } from '#src/eval/case.ts';
import { isAt } from '#src/eval/score.ts';
import { findSuspicions } from '#src/suspect/find-suspicions.ts';
import { anchorFindings } from './anchor-findings.ts';
import { mineCases } from './mine-cases.ts';

const usage = `The review on cases with known defects.

  npm run bench:reviews -- [CASES] [eval's options]      countersign eval over CASES, answers kept in .countersign/bench
  npm run bench:reviews -- mine FOLDER... [--each N]     cases from git repositories: N undone one-hunk fixes and N clean changes
                                                         each, every second repository held out; into .countersign/bench/reviews
  npm run bench:reviews -- anchor FOLDER... [--each N]   random findings on N real commits each: would GitHub take each comment?
  npm run bench:reviews -- signs CASES [--show]          signs alone, without a model: how many, and how many at a defect`;

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, '.countersign/bench/reviews');

async function mine(repositories: readonly string[], each: number): Promise<void> {
  for (const [index, path] of repositories.entries()) {
    const name = basename(resolve(path)) === 'repo' ? basename(resolve(path, '..')).replace('+', '/') : basename(resolve(path));
    const into = join(folder, index % 2 === 0 ? 'tuning' : 'held-out');
    await mkdir(into, { recursive: true });
    const git = existsSync(join(path, '.git')) ? join(path, '.git') : path;
    const mined = await mineCases(git, name, each, into);
    console.log(
      `${name}: ${mined.filter(({ kind }) => kind === 'undone-fix').length} undone fixes, ${mined.filter(({ kind }) => kind === 'clean').length} clean`,
    );
  }
}

async function anchor(repositories: readonly string[], each: number): Promise<void> {
  const all = { commits: 0, findings: 0, placed: 0, refused: 0 };
  for (const [index, path] of repositories.entries()) {
    const found = await anchorFindings(existsSync(join(path, '.git')) ? join(path, '.git') : path, each, index + 1);
    all.commits += found.commits;
    all.findings += found.findings;
    all.placed += found.placed;
    all.refused += found.refused.length;
    for (const line of found.refused) console.log(`  ${line}`);
    console.log(
      `${path}: ${found.commits} commits, ${found.findings} findings, ${found.placed} placed, ${found.refused.length} that GitHub's diff has no line for`,
    );
  }
  console.log(`${all.commits} commits, ${all.findings} findings, ${all.placed} placed, ${all.refused} × 422`);
}

/** What the rules would have the model asked, and whether it is worth the question. */
async function countSigns(cases: string, show: boolean): Promise<void> {
  const counts = { defects: 0, met: 0, signs: 0, clean: 0, signsOnClean: 0 };
  const kinds = new Map<string, { met: number; all: number }>();
  for (const [index, one] of (await readCases(cases)).entries()) {
    const { mirror, baseSha, headSha } = await commitTrees(join(folder, `git-${process.pid}-${index}`), one.before, one.after, one.title);
    const { files } = await compareCommits(mirror, baseSha, headSha);
    const signs = files.flatMap((file) => findSuspicions(file, one.after.get(file.path)?.toString('utf8')));
    const met = signs.map((sign) => one.defects.some((defect) => isAt({ ...sign, body: '' }, defect)));
    counts.signs += signs.length;
    if (one.defects.length === 0) [counts.clean, counts.signsOnClean] = [counts.clean + 1, counts.signsOnClean + signs.length];
    counts.defects += one.defects.length;
    counts.met += one.defects.filter((defect) => signs.some((sign) => isAt({ ...sign, body: '' }, defect))).length;
    for (const [at, { kind, path, line, title }] of signs.entries()) {
      const count = kinds.get(kind) ?? { met: 0, all: 0 };
      kinds.set(kind, { met: count.met + (met[at] === true ? 1 : 0), all: count.all + 1 });
      if (show)
        console.log(
          `${one.id} ${path}:${line} ${kind} ${met[at] === true ? 'at a defect' : one.defects.length === 0 ? 'on a clean change' : 'elsewhere'}: ${title}`,
        );
    }
  }
  console.log(
    `${counts.met} of ${counts.defects} defects have a sign; ${counts.signs} signs in all, ${counts.signsOnClean} of them on ${counts.clean} clean changes`,
  );
  for (const [kind, { met, all }] of [...kinds].sort((a, b) => b[1].all - a[1].all)) console.log(`  ${kind}: ${met} of ${all} at a defect`);
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: { each: { type: 'string' }, show: { type: 'boolean' }, help: { type: 'boolean' } },
});
const [verb, ...rest] = positionals;
if (values.help === true || verb === undefined) console.log(usage);
else if (verb === 'mine') await mine(rest, Number(values.each ?? 6));
else if (verb === 'anchor') await anchor(rest, Number(values.each ?? 50));
else if (verb === 'signs') await countSigns(rest[0] ?? '', values.show === true);
else {
  const args = [join(root, 'src/cli.ts'), 'eval', ...process.argv.slice(2), '--cache', join(folder, 'answers')];
  process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 2;
}
