/** What a person sent from the draft page: the same edit and the same acceptance as by command, with the right asked for again. */
import { signDraft, toAcceptance } from './accept-draft.ts';
import { readBase } from '#workers/policy/configuration.ts';
import { editOpenDraft } from './edit-draft.ts';
import { openPull } from '#workers/world.ts';
import type { OpenPull, World } from '#workers/world.ts';
import { editAnswer } from '#src/command/edit-wording.ts';
import { acceptedText, permissionUnknownText } from '#src/command/wording.ts';
import { mayRun, rulesOf } from '#src/command/who-may.ts';
import type { Person, SaveAnswer, SaveRequest } from '#src/draft-page/ports.ts';
import { wording } from '#src/draft-page/wording.ts';
import { readPermission } from '#src/github/permission.ts';
import type { RunContext } from '#src/queue/run-worker.ts';
import { appendAudit } from '#src/records/audit.ts';
import { answerDraftEdit, loadDraftEdit } from '#src/records/draft-edits.ts';

export const pageEditId = (subject: string): number | undefined => {
  const found = /^edit-(\d{1,15})$/u.exec(subject)?.[1];
  return found === undefined ? undefined : Number(found);
};

export async function runPageEdit(world: World, context: RunContext, id: number): Promise<string> {
  const edit = await loadDraftEdit(world.database, id);
  if (edit === undefined || edit.answer !== undefined) return 'answered before';
  const open = await openPull(world, context);
  const answer = await carryOut(world, open, edit.person, edit.request as SaveRequest, `page ${id}`);
  await answerDraftEdit(world.database, id, answer);
  return `page: ${answer.kind}`;
}

async function carryOut(world: World, open: OpenPull, person: Person, request: SaveRequest, deliveryId: string): Promise<SaveAnswer> {
  const { pull } = open;
  const rules = rulesOf(world.permissions, (await readBase(world, open)).configuration);
  const permission = await readPermission(open.repository, person).catch(() => undefined);
  if (permission === undefined) return { kind: 'again', text: permissionUnknownText };
  const rights = { id: person.id, permission, isAuthor: person.id === pull.author.id };
  if (!mayRun('edit', rights, rules) || pull.state === 'closed') return { kind: 'again', text: wording.noEdit };
  const { draft, seen, accept, setTitle } = request;
  const ending = await editOpenDraft(world, open, person, { kind: 'text', ...draft, seen });
  if (ending.kind === 'held') {
    const { mine, theirs } = ending;
    return {
      kind: 'again',
      text: editAnswer(ending).text,
      ...(mine === undefined ? {} : { mine }),
      ...(theirs === undefined ? {} : { theirs }),
    };
  }
  const { repositoryId, number, headSha } = pull;
  if (ending.kind === 'edited')
    await appendAudit(world.database, { actorId: person.id, act: 'edit', repositoryId, number, headSha, deliveryId });
  if (!accept) return { kind: 'done', text: editAnswer(ending).text };
  const acceptance = toAcceptance(await signDraft(world, open, { person, by: 'command', deliveryId, setTitle }));
  return acceptance.kind === 'accepted' ? { kind: 'done', text: acceptedText } : { kind: 'again', text: acceptance.text };
}
