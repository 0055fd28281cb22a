/** Copies two branches of the person's own repository. That repository is only read, and nothing that it configures is obeyed. */
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { devNull } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { git as runGit, tryGit } from '#sandbox/git/run-git.ts';
import { chooseBranches, type BranchList } from './choose-branches.ts';
import { DemoProblem } from './demo-problem.ts';
import type { LocalRepositoryOptions } from './read-options.ts';
import { git as wording } from './wording.ts';

export interface LocalClone {
  /** A bare repository that holds the two branches and nothing else. */
  readonly gitFolder: string;
  /** Fit for a repository's name on GitHub. */
  readonly name: string;
  readonly base: string;
  readonly head: string;
  /** For the pull request: the commit's subject when there is one commit, otherwise the branch's name. */
  readonly title: string;
}

/** Throws `DemoProblem` for everything that a person can set right. */
export async function cloneLocal(options: LocalRepositoryOptions, scratch: string): Promise<LocalClone> {
  const path = resolve(options.path);
  const env = await readOnlyEnvironment(scratch);
  const shownPath = options.path;
  const branches = await listBranches(path, shownPath, env);
  const { base, head } = chooseBranches(branches, options);
  const gitFolder = join(scratch, 'local.git');
  await mkdir(gitFolder, { recursive: true });
  await runGit(gitFolder, ['init', '--quiet', '--bare', '--template=', `--initial-branch=${base.name}`]);
  const refspecs = [base, head].map((branch) => `+${branch.ref}:refs/heads/${branch.name}`);
  const fetched = await tryGit(
    gitFolder,
    ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--update-shallow', '--', path, ...refspecs],
    { env },
  );
  if (fetched.code !== 0) throw new DemoProblem(wording.unreadable(shownPath, fetched.stderr.trim()));
  const shallow = (await runGit(gitFolder, ['rev-parse', '--is-shallow-repository'])).toString('utf8').trim() === 'true';
  const common = await tryGit(gitFolder, ['merge-base', `refs/heads/${base.name}`, `refs/heads/${head.name}`]);
  if (common.code !== 0) throw new DemoProblem(wording.unrelated(head.name, base.name, shallow));
  const range = `refs/heads/${base.name}..refs/heads/${head.name}`;
  const count = Number((await runGit(gitFolder, ['rev-list', '--count', range])).toString('utf8'));
  if (count === 0) throw new DemoProblem(wording.nothingNew(head.name, base.name));
  const subject = (await runGit(gitFolder, ['log', '-1', '--format=%s', `refs/heads/${head.name}`])).toString('utf8').trim();
  return {
    gitFolder,
    name: repositoryName(path),
    base: base.name,
    head: head.name,
    title: count === 1 && subject !== '' ? subject : titleOf(head.name),
  };
}

/** No hooks, no network, no configuration but this; the folder may belong to somebody else (a mounted one), since it is only read. */
async function readOnlyEnvironment(scratch: string): Promise<NodeJS.ProcessEnv> {
  const config = join(scratch, 'gitconfig');
  await writeFile(
    config,
    `[safe]\n\tdirectory = *\n[core]\n\thooksPath = ${devNull}\n\tfsmonitor = false\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n`,
  );
  return { GIT_CONFIG_GLOBAL: config, GIT_ALLOW_PROTOCOL: 'file', GIT_NO_LAZY_FETCH: '1', GIT_OPTIONAL_LOCKS: '0' };
}

async function listBranches(path: string, shownPath: string, env: NodeJS.ProcessEnv): Promise<BranchList> {
  const folder = await stat(path).catch(() => undefined);
  if (!folder?.isDirectory()) throw new DemoProblem(wording.notAFolder(shownPath));
  const isRepository = await tryGit(path, ['rev-parse', '--git-dir'], { env });
  if (isRepository.code !== 0) throw new DemoProblem(wording.notARepository(shownPath));
  const listed = (await runGit(path, ['for-each-ref', '--format=%(refname)%00%(symref)', 'refs/heads', 'refs/remotes'], { env })).toString(
    'utf8',
  );
  const rows = listed
    .split('\n')
    .filter((row) => row !== '')
    .map((row) => row.split('\0'));
  const refs = rows.flatMap(([ref, target]) => (ref === undefined || target !== '' ? [] : [ref]));
  if (refs.length === 0) throw new DemoProblem(wording.noCommits(shownPath));
  const remoteDefault = rows.find(([ref]) => ref === 'refs/remotes/origin/HEAD')?.[1];
  const current = await tryGit(path, ['symbolic-ref', '--quiet', 'HEAD'], { env });
  return { refs, remoteDefault, current: current.code === 0 ? current.stdout.toString('utf8').trim() : undefined };
}

function repositoryName(path: string): string {
  const name = basename(path)
    .replace(/\.git$/iu, '')
    .replace(/[^A-Za-z0-9._-]+/gu, '-')
    .slice(0, 80);
  return /[A-Za-z0-9]/u.test(name) ? name : 'repository';
}

/** As GitHub proposes it: the last part of the branch's name, in words. */
function titleOf(branch: string): string {
  const words = (branch.split('/').at(-1) ?? branch).replace(/[-_]+/gu, ' ').trim();
  return words === '' ? branch : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
