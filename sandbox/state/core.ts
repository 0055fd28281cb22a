/** What every operation needs beside its arguments. */
import type { WorldEvent } from './event.ts';
import type { User } from './person.ts';
import type { Pull } from './pull.ts';
import type { Records } from './records.ts';
import { notFound } from './refusal.ts';
import type { Repository } from './repository.ts';

export interface Core {
  readonly records: Records;
  readonly dataFolder: string;
  /** Where the sandbox answers, without a slash at the end. */
  readonly url: string;
  now(): Date;
  /** One sequence for all ids, so that no two records share one by accident. */
  nextId(): number;
  /** Writes the webhooks of an event, from the state as it is at this moment. */
  emit(event: WorldEvent): void;
}

/** The record of an id that another record refers to; missing ones are a mistake of the sandbox. */
export function must<T>(map: ReadonlyMap<number, T>, id: number): T {
  const found = map.get(id);
  if (found === undefined) throw new Error(`the sandbox lost record ${id}`);
  return found;
}

export function repositoryOf(core: Core, pull: Pull): Repository {
  return must(core.records.repositories, pull.repositoryId);
}

export function ownerOf(core: Core, repository: Repository): User {
  return must(core.records.users, repository.ownerId);
}

export function findPull(core: Core, repository: Repository, number: number): Pull | undefined {
  for (const pull of core.records.pulls.values()) if (pull.repositoryId === repository.id && pull.number === number) return pull;
  return undefined;
}

export function pullOfNumber(core: Core, repositoryId: number, number: number): Pull {
  const pull = findPull(core, must(core.records.repositories, repositoryId), number);
  if (!pull) throw notFound();
  return pull;
}
