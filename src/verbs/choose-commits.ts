/** Which two commits of a local repository are meant. */
import type { LocalRepository } from '#src/git/open-local.ts';
import { nearNames } from './near-names.ts';
import { reviewWording as wording } from './wording.ts';

export interface NamedCommit {
  readonly name: string;
  readonly sha: string;
}

export type CommitChoice =
  | { readonly kind: 'chosen'; readonly base: NamedCommit; readonly head: NamedCommit }
  | { readonly kind: 'refused'; readonly problem: string };

const usual = ['main', 'master', 'trunk', 'develop'];

/** Head: as named, or what is checked out. Base: as named, or the repository's default branch, unless that is the head itself. */
export async function chooseCommits(
  repository: LocalRepository,
  named: { readonly base: string | undefined; readonly head: string | undefined },
): Promise<CommitChoice> {
  const head = await find(repository, named.head ?? 'HEAD');
  if (head === undefined) return refuse(unknown(repository, '--head', named.head ?? 'HEAD'));
  const shownHead = named.head === undefined && repository.current !== undefined ? { ...head, name: shorten(repository.current) } : head;
  if (named.base !== undefined) {
    const base = await find(repository, named.base);
    return base === undefined ? refuse(unknown(repository, '--base', named.base)) : { kind: 'chosen', base, head: shownHead };
  }
  const byDefault = repository.remoteDefault === undefined ? [] : [shorten(repository.remoteDefault)];
  let same: string | undefined;
  for (const name of [...byDefault, ...usual]) {
    const base = await find(repository, name);
    if (base !== undefined && base.sha !== head.sha) return { kind: 'chosen', base, head: shownHead };
    if (base !== undefined) same ??= base.name;
  }
  return refuse(same === undefined ? wording.noBase : wording.sameCommit(shownHead.name, same));
}

/** A branch that exists only at the remote is meant by its own name, too. */
async function find(repository: LocalRepository, name: string): Promise<NamedCommit | undefined> {
  for (const candidate of [name, `origin/${name}`]) {
    const sha = await repository.resolve(candidate);
    if (sha !== undefined) return { name: candidate, sha };
  }
  return undefined;
}

function unknown(repository: LocalRepository, option: string, name: string): string {
  return wording.noCommit(
    option,
    name,
    nearNames(
      name,
      repository.refs.map((ref) => shorten(ref.name)),
    ),
  );
}

function shorten(ref: string): string {
  return ref.replace(/^refs\/(?:heads|remotes|tags)\//u, '');
}

function refuse(problem: string): CommitChoice {
  return { kind: 'refused', problem };
}
