/** A person asks for a draft or a review by name: what keeps silent by itself then speaks. */
import { draftKey } from '#workers/draft/draft-ports.ts';
import { silenceOf } from '#workers/policy/silence.ts';
import type { OpenPull, World } from '#workers/world.ts';
import type { AskEnding } from '#src/command/ports.ts';
import { readComment } from '#src/github/issue-comments.ts';
import type { Configuration } from '#src/policy/configuration.ts';
import { noteAsk } from '#src/records/asks.ts';
import { forgetEffect } from '#src/records/effects.ts';
import { requestWork } from '#src/records/work.ts';
import type { WorkKey, WorkKind } from '#src/records/work.ts';

export async function askFor(
  world: World,
  open: OpenPull,
  part: 'summary' | 'review',
  configuration: Configuration,
  commentId: number,
): Promise<AskEnding> {
  const silence = await silenceOf(world, open, part, configuration, true);
  if (silence !== undefined) return { kind: 'off', silence };
  if (part === 'summary') await forgetDeletedDraft(world, open);
  await noteAsk(world.database, { ...open.pull, kind: part }, commentId);
  await requestPart(world, open, part);
  return { kind: 'asked' };
}

/** @param commentId `undefined`: nobody asked for a part by name, so what keeps silent goes on doing so. */
export async function askAgain(world: World, open: OpenPull, commentId: number | undefined): Promise<void> {
  if (commentId !== undefined) {
    await forgetDeletedDraft(world, open);
    await noteAsk(world.database, { ...open.pull, kind: 'summary' }, commentId);
    await noteAsk(world.database, { ...open.pull, kind: 'review' }, commentId);
    await requestPart(world, open, 'gate');
  }
  await requestPart(world, open, 'summary');
  await requestPart(world, open, 'review');
}

/** Hands the rest of a command over: its answer takes a model, or more of GitHub than an acknowledgement can wait for. */
export async function answerLater({ database, enqueue }: World, command: WorkKey): Promise<void> {
  const key = { ...command, kind: 'answer' } as const;
  await enqueue(key, `w${await requestWork(database, key)}`).catch(() => undefined);
}

export async function requestPart({ database, enqueue }: World, { pull }: OpenPull, kind: WorkKind): Promise<void> {
  const { repositoryId, number, installationId } = pull;
  const key = { kind, repositoryId, number, installationId, subject: '' };
  // The sweep finds what could not be enqueued.
  await enqueue(key, `w${await requestWork(database, key)}`).catch(() => undefined);
}

/** A draft that a person deleted comes back when a person asks. */
async function forgetDeletedDraft({ database }: World, { notes, repository, pull }: OpenPull): Promise<void> {
  const draft = await notes.recall(draftKey(pull.number));
  if (draft !== undefined && (await readComment(repository, draft)) === undefined)
    await forgetEffect(database, pull.repositoryId, draftKey(pull.number));
}
