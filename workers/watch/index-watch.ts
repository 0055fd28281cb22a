/** Events are hints: what is installed and what was pushed while nobody listened is found here, at the start and every quarter of an hour. */
import { setTimeout as sleep } from 'node:timers/promises';
import { forgetCode } from '#workers/code/code-index.ts';
import type { World } from '#workers/world.ts';
import { listRepositories } from '#src/github/list-repositories.ts';
import type { ListedRepository } from '#src/github/list-repositories.ts';
import { noteRepository } from '#src/records/repositories.ts';
import { requestWork } from '#src/records/work.ts';
import { READER } from '#src/chunks/reader.ts';
import { readGeneration } from '#src/retrieval/generation.ts';
import { listLooks } from '#src/retrieval/index-state.ts';
import type { Look } from '#src/retrieval/index-state.ts';

const everySeconds = 900;

/** Runs until `signal`. */
export async function watchIndex(world: World, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await lookThrough(world, signal);
    } catch (error) {
      world.log.warn({ err: error }, 'the watch over the code index was interrupted; it looks again at its next time');
    }
    await sleep(everySeconds * 1000, undefined, { signal }).catch(() => undefined);
  }
}

async function lookThrough(world: World, signal: AbortSignal): Promise<void> {
  const { github, database, code, log } = world;
  const looks = await listLooks(code.sql);
  const installations = await github.app.paginate(github.app.rest.apps.listInstallations, { per_page: 100 });
  const reached = new Set<number>();
  // What could not be looked at is not known to be gone.
  let whole = true;
  for (const { id, suspended_at } of installations) {
    if (suspended_at !== null && suspended_at !== undefined) {
      whole = false;
      continue;
    }
    try {
      for await (const repository of listRepositories(github, id)) {
        if (signal.aborted) return;
        reached.add(repository.id);
        await noteRepository(database, repository);
        if (isDue(repository, looks.get(repository.id), code.embedder?.model)) await request(world, repository);
      }
    } catch (error) {
      whole = false;
      log.warn({ err: error, installation: id }, 'an installation could not be looked through for the code index');
    }
  }
  if (!whole) return;
  for (const id of looks.keys())
    if (!reached.has(id)) {
      await forgetCode(code, id);
      log.info({ repository: id }, 'the code index forgot a repository that the App does not reach any more');
    }
}

/** @param model whose vectors are wanted; undefined: none are. */
export function isDue(
  { defaultBranch, pushedAt }: Pick<ListedRepository, 'defaultBranch' | 'pushedAt'>,
  look: Look | undefined,
  model: string | undefined,
): boolean {
  if (look === undefined || look.lookedAt === null || look.failed || look.branch !== defaultBranch) return true;
  // Another embedding model was set, or none, or its server was away when the commit was read.
  if (readGeneration(look.generation)?.model !== model) return true;
  // Another version of Countersign read it: how it cut files up and how questions are taken apart may differ.
  if (look.reader !== READER) return true;
  // GitHub's clock is not ours: a push within a minute of the look counts as newer.
  return pushedAt !== undefined && pushedAt.getTime() > look.lookedAt.getTime() - 60_000;
}

async function request({ database, enqueue }: World, { id, installationId }: ListedRepository): Promise<void> {
  const key = { kind: 'index', repositoryId: id, installationId, number: 0, subject: '' } as const;
  // The sweep finds what could not be enqueued.
  await enqueue(key, `w${await requestWork(database, key)}`).catch(() => undefined);
}
