/** Refs of a bare repository: list, resolve, move. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { git, tryGit } from './run-git.ts';

export const NO_COMMIT = '0'.repeat(40);

/** Full ref name to object SHA; the sandbox's own refs are left out. */
export async function listRefs(folder: string, prefix = 'refs/'): Promise<ReadonlyMap<string, string>> {
  const out = await git(folder, ['for-each-ref', '--format=%(objectname) %(refname)', prefix]);
  const refs = new Map<string, string>();
  for (const line of out.toString('utf8').split('\n')) {
    const space = line.indexOf(' ');
    if (space > 0 && !line.startsWith('refs/sandbox/', space + 1)) refs.set(line.slice(space + 1), line.slice(0, space));
  }
  return refs;
}

/** Only literal names and hexadecimal SHAs, none of rev-parse's expressions (`main~3`, `:/text`). */
export async function resolveCommit(folder: string, ref: string, defaultBranch: string): Promise<string | undefined> {
  if (ref === '' || ref.includes('\0')) return undefined;
  // By far the commonest; a branch that is called like a whole SHA loses.
  if (/^[0-9a-f]{40}$/.test(ref)) return peel(folder, ref);
  const names = ref === 'HEAD' ? [`refs/heads/${defaultBranch}`] : [`refs/heads/${ref}`, `refs/tags/${ref}`];
  if (/^(heads|tags|pull)\//.test(ref)) names.push(`refs/${ref}`);
  if (/^refs\/(heads|tags|pull)\//.test(ref)) names.push(ref);
  const found = await firstOf(folder, names);
  if (found !== undefined) return found.type === 'commit' ? found.sha : peel(folder, found.sha);
  return /^[0-9a-f]{7,39}$/.test(ref) ? peel(folder, ref) : undefined;
}

/** The first of these refs that is there. At most one process for all: what they are called is compared here, letter by letter. */
async function firstOf(folder: string, names: readonly string[]): Promise<{ readonly sha: string; readonly type: string } | undefined> {
  const loose = await readLoose(folder, names[0] ?? '');
  if (loose !== undefined) return { sha: loose, type: 'unknown' };
  const out = await git(folder, ['for-each-ref', '--format=%(objectname) %(objecttype) %(refname)', '--', ...names]);
  const refs = new Map<string, { readonly sha: string; readonly type: string }>();
  for (const line of out.toString('utf8').split('\n')) {
    const [sha = '', type = '', ...name] = line.split(' ');
    refs.set(name.join(' '), { sha, type });
  }
  return names.flatMap((name) => refs.get(name) ?? [])[0];
}

/** Most refs are files of their own. Whatever git would not take for a ref is left to git. */
async function readLoose(folder: string, name: string): Promise<string | undefined> {
  if (!/^refs(?:\/[\w-][\w.-]*)+$/.test(name) || name.includes('..')) return undefined;
  const text = await readFile(join(folder, name), 'latin1').catch(() => '');
  return /^[0-9a-f]{40}\n$/.test(text) ? text.trim() : undefined;
}

/** Commits do not change: each is asked for once. */
const known = new Set<string>();
const MOST_KNOWN = 20_000;

async function peel(folder: string, object: string): Promise<string | undefined> {
  const key = `${folder} ${object}`;
  if (known.has(key)) return object;
  const answer = await tryGit(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${object}^{commit}`]);
  if (answer.code !== 0) return undefined;
  const commit = answer.stdout.toString('latin1').trim();
  if (known.size >= MOST_KNOWN) known.clear();
  if (commit === object) known.add(key);
  return commit;
}

export async function isBranchName(name: string): Promise<boolean> {
  return !name.includes('\0') && (await tryGit('/', ['check-ref-format', `refs/heads/${name}`])).code === 0;
}

/** `sha: null` deletes. */
export async function moveRef(folder: string, ref: string, sha: string | null): Promise<void> {
  await git(folder, sha === null ? ['update-ref', '-d', ref] : ['update-ref', ref, sha]);
}

/** `undefined`: no common history. */
export async function mergeBase(folder: string, a: string, b: string): Promise<string | undefined> {
  const answer = await tryGit(folder, ['merge-base', a, b]);
  return answer.code === 0 ? answer.stdout.toString('latin1').trim() : undefined;
}

export async function isAncestor(folder: string, ancestor: string, descendant: string): Promise<boolean> {
  return (await tryGit(folder, ['merge-base', '--is-ancestor', ancestor, descendant])).code === 0;
}
