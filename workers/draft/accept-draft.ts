/** A person signs the draft: by its box or by command. */
import { readBase } from '#workers/policy/configuration.ts';
import { draftPorts } from './draft-ports.ts';
import { noteDraftEvent } from './note-draft-event.ts';
import type { OpenPull, World } from '#workers/world.ts';
import type { Acceptance, Commander } from '#src/command/ports.ts';
import { acceptanceHeldText } from '#src/command/wording.ts';
import { mayRun, rulesOf } from '#src/command/who-may.ts';
import { readPermission } from '#src/github/permission.ts';
import { appendAudit } from '#src/records/audit.ts';
import { acceptSummary } from '#src/summary/accept-summary.ts';
import type { AcceptSummaryEnding } from '#src/summary/accept-summary.ts';
import type { BoxEdit } from '#src/summary/box-edit.ts';

interface Signature {
  readonly person: Commander;
  readonly by: 'command' | BoxEdit;
  readonly deliveryId: string;
  /** Said on the draft page, where the title's box has another form. */
  readonly setTitle?: boolean;
}

/** Any failure of the permission question denies: the story then clears the box and says so. */
export async function signDraft(
  world: World,
  open: OpenPull,
  { person, by, deliveryId, setTitle }: Signature,
): Promise<AcceptSummaryEnding> {
  const { pull } = open;
  const permission = await readPermission(open.repository, person).catch(() => 'none' as const);
  const rules = rulesOf(world.permissions, (await readBase(world, open)).configuration);
  const permitted = mayRun('accept', { id: person.id, permission, isAuthor: person.id === pull.author.id }, rules);
  const ending = await acceptSummary(
    { pull, person, permitted, by, ...(setTitle === true ? { setTitle } : {}) },
    { ...draftPorts(world, open), now: world.now },
  );
  const way = by === 'command' ? 'command' : 'box';
  const { repositoryId, number, headSha } = pull;
  if (ending.kind === 'accepted') await noteDraftEvent(world, open, 'accepted');
  if (ending.kind === 'held' && /^(?:block|section)-/u.test(ending.reason)) await noteDraftEvent(world, open, 'conflict');
  if (ending.kind === 'accepted')
    await appendAudit(world.database, {
      actorId: person.id,
      act: 'accept',
      repositoryId,
      number,
      headSha,
      deliveryId,
      detail: { by: way, editedShare: ending.acceptance.editedShare },
    });
  if (ending.kind === 'not-permitted')
    await appendAudit(world.database, {
      actorId: person.id,
      act: 'denied',
      repositoryId,
      number,
      headSha,
      deliveryId,
      reason: `accept by ${way}`,
    });
  return ending;
}

export function toAcceptance(ending: AcceptSummaryEnding): Acceptance {
  return ending.kind === 'accepted' || ending.kind === 'already-accepted'
    ? { kind: 'accepted' }
    : {
        kind: 'held',
        text: ending.kind === 'held' ? ending.notice : acceptanceHeldText(ending.kind === 'skipped' ? ending.reason : ending.kind),
      };
}
