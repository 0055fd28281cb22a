/** A person changes the draft by command or on its page. Who may is decided by the caller. */
import { draftPorts } from './draft-ports.ts';
import type { OpenPull, World } from '#workers/world.ts';
import { editAnswer } from '#src/command/edit-wording.ts';
import type { Answer, Commander } from '#src/command/ports.ts';
import type { EditRequest } from '#src/command/read-edit.ts';
import { editDraft } from '#src/summary/edit-draft.ts';
import type { EditDraftEnding, EditWish } from '#src/summary/edit-draft.ts';

export function editOpenDraft(world: World, open: OpenPull, person: Commander, wish: EditWish): Promise<EditDraftEnding> {
  const model = world.model === undefined ? {} : { model: world.model };
  return editDraft({ pull: open.pull, person, wish }, { ...draftPorts(world, open), compare: open.compare, ...model });
}

export async function editByCommand(world: World, open: OpenPull, person: Commander, { instruction, text }: EditRequest): Promise<Answer> {
  const wish: EditWish = instruction === '' ? { kind: 'text', text } : { kind: 'instruction', instruction };
  return editAnswer(await editOpenDraft(world, open, person, wish));
}
