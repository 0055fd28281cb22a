/**
 * Exactly one object on GitHub per key, although a create may be committed and answered 502, or the process may die
 * between the create and the note of it: look by marker whenever a create may have happened unseen.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { GitHubError } from './github-error.ts';

/** Where ids of what we made are kept. */
export interface EffectNotes {
  readonly recall: (key: string) => Promise<number | undefined>;
  readonly note: (key: string, githubId: number) => Promise<void>;
}

export interface CreateOnce {
  readonly key: string;
  /** Looks for the object by our marker and author. Rejects when the lookup fails: that is not an absence. */
  readonly find: () => Promise<number | undefined>;
  readonly create: () => Promise<number>;
}

const looksAfterAmbiguity = [500, 2000];

/** @returns the object's id, and whether it was made just now. */
export async function createOnce(
  notes: EffectNotes,
  { key, find, create }: CreateOnce,
): Promise<{ readonly id: number; readonly created: boolean }> {
  const known = (await notes.recall(key)) ?? (await find());
  if (known !== undefined) {
    await notes.note(key, known);
    return { id: known, created: false };
  }
  try {
    const id = await create();
    await notes.note(key, id);
    return { id, created: true };
  } catch (error) {
    if (!(error instanceof GitHubError) || !error.ambiguous) throw error;
    for (const delay of looksAfterAmbiguity) {
      await sleep(delay);
      const found = await find();
      if (found === undefined) continue;
      await notes.note(key, found);
      return { id: found, created: true };
    }
    throw error;
  }
}
