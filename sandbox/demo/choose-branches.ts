/** Which branches of the person's repository are meant. Pure. */
import { DemoProblem } from './demo-problem.ts';
import type { LocalRepositoryOptions } from './read-options.ts';
import { git as wording } from './wording.ts';

export interface BranchList {
  /** Full names: `refs/heads/…` and `refs/remotes/…`. */
  readonly refs: readonly string[];
  /** What `origin` calls its default, when git knows it. */
  readonly remoteDefault: string | undefined;
  /** Full name of what is checked out; undefined when that is no branch. */
  readonly current: string | undefined;
}

export interface ChosenBranch {
  readonly ref: string;
  /** Name of the branch in the sandbox. */
  readonly name: string;
}

const LOCAL = 'refs/heads/';
const REMOTE = 'refs/remotes/';
const USUAL = ['main', 'master', 'trunk', 'develop'];

/** Base: as named, or the repository's default. Head: as named, or what is checked out. Throws `DemoProblem`. */
export function chooseBranches(
  list: BranchList,
  options: Pick<LocalRepositoryOptions, 'base' | 'head'>,
): { readonly base: ChosenBranch; readonly head: ChosenBranch } {
  const base = options.base === undefined ? defaultBase(list) : find(list, '--base', options.base);
  const head = options.head === undefined ? defaultHead(list, base) : find(list, '--head', options.head);
  if (base.name === head.name || base.ref === head.ref) throw new DemoProblem(wording.sameBranch(base.name));
  return { base, head };
}

function defaultBase(list: BranchList): ChosenBranch {
  const wanted = list.remoteDefault?.replace(`${REMOTE}origin/`, '');
  for (const name of wanted === undefined ? USUAL : [wanted, ...USUAL]) {
    const found = lookUp(list, name);
    if (found) return found;
  }
  const locals = list.refs.filter((ref) => ref.startsWith(LOCAL));
  const [only] = locals;
  if (only !== undefined && locals.length === 1) return chosen(only);
  throw new DemoProblem(wording.noDefault('--base', shortNames(list)));
}

function defaultHead(list: BranchList, base: ChosenBranch): ChosenBranch {
  if (list.current === undefined || !list.refs.includes(list.current)) throw new DemoProblem(wording.noDefault('--head', shortNames(list)));
  if (list.current === base.ref) throw new DemoProblem(wording.sameBranch(base.name));
  return chosen(list.current);
}

function find(list: BranchList, option: string, name: string): ChosenBranch {
  const found = lookUp(list, name);
  if (!found) throw new DemoProblem(wording.noBranch(option, name, nearNames(name, shortNames(list))));
  return found;
}

function lookUp(list: BranchList, name: string): ChosenBranch | undefined {
  const ref = [`${LOCAL}${name}`, `${REMOTE}${name}`, `${REMOTE}origin/${name}`, name].find((candidate) => list.refs.includes(candidate));
  return ref === undefined ? undefined : chosen(ref);
}

function chosen(ref: string): ChosenBranch {
  return { ref, name: shortName(ref) };
}

function shortNames(list: BranchList): readonly string[] {
  return list.refs.map(shortName);
}

function shortName(ref: string): string {
  return ref.startsWith(LOCAL) ? ref.slice(LOCAL.length) : ref.slice(REMOTE.length);
}

/** At most five names that are like the one that was typed, best first. */
export function nearNames(wanted: string, names: readonly string[]): readonly string[] {
  const wantedLower = wanted.toLowerCase();
  return names
    .map((name) => ({ name, distance: distanceOf(wantedLower, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= Math.max(2, Math.floor(wanted.length / 2)))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 5)
    .map(({ name }) => name);
}

/** Edits between two names; a name that holds the other is close. */
function distanceOf(a: string, b: string): number {
  if (b.includes(a) || a.includes(b)) return 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, left] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, right] of [...b].entries()) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (left === right ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
