/** What presenters need: the records and the address under which the sandbox answers. They turn records into GitHub's JSON and change nothing. */
import { must } from '#sandbox/state/core.ts';
import type { Records } from '#sandbox/state/records.ts';
import type { Repository } from '#sandbox/state/repository.ts';

export interface View {
  readonly records: Records;
  /** Without a slash at the end. */
  readonly url: string;
}

export type Json = Record<string, unknown>;

/** GitHub's time stamps have whole seconds. */
export function stamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

export function stampOrNull(date: Date | null): string | null {
  return date === null ? null : stamp(date);
}

/** Opaque to clients; the prefix tells a person what it is. */
export function nodeId(prefix: string, id: number): string {
  return `${prefix}_${Buffer.from(String(id)).toString('base64url')}`;
}

export function fullName(view: View, repository: Repository): string {
  return `${must(view.records.users, repository.ownerId).login}/${repository.name}`;
}

/** REST address of a repository. */
export function repositoryUrl(view: View, repository: Repository): string {
  return `${view.url}/api/v3/repos/${fullName(view, repository)}`;
}

/** Page of a repository. */
export function repositoryPage(view: View, repository: Repository): string {
  return `${view.url}/${fullName(view, repository)}`;
}

/** A path inside an address: slashes stay, everything else is encoded; lone surrogates cannot be and become U+FFFD. */
export function encodePath(path: string): string {
  return path
    .toWellFormed()
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/');
}
