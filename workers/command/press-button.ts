/** A button of one of our checks. GitHub shows it to people who may write; that they may, and what it stands on, is asked for again. */
import { readBase } from '#workers/policy/configuration.ts';
import { requestPart } from './ask-for.ts';
import type { OpenPull, World } from '#workers/world.ts';
import { mayRun, rulesOf } from '#src/command/who-may.ts';
import { readPermission } from '#src/github/permission.ts';
import { appendAudit } from '#src/records/audit.ts';
import type { Hint } from '#src/webhook/hint.ts';
import { workAskedOf } from '#src/webhook/plan-work.ts';

/** Nobody is answered: there is no comment to answer. Each refusal is in the audit. */
export async function pressButton(
  world: World,
  open: OpenPull,
  { check_run: check, requested_action: button, sender }: Hint<'check_run'>,
  deliveryId: string,
): Promise<string> {
  const { repositoryId, number, headSha, state, author } = open.pull;
  const act = { actorId: sender.id, repositoryId, number, headSha: check.head_sha, deliveryId };
  const refuse = async (reason: string): Promise<string> => {
    await appendAudit(world.database, { ...act, act: 'denied', reason: `button: ${reason}` });
    return `button refused: ${reason}`;
  };
  const kind = workAskedOf(check.name, button?.identifier ?? '');
  if (kind === undefined) return await refuse('no check of ours');
  // When GitHub does not tell, nothing is done, and it is asked again: a second press would look like the same delivery twice.
  const permission = await readPermission(open.repository, sender);
  const rules = rulesOf(world.permissions, (await readBase(world, open)).configuration);
  if (!mayRun('retry', { id: sender.id, permission, isAuthor: sender.id === author.id }, rules)) return await refuse('retry');
  if (state === 'closed') return await refuse('the pull request is closed');
  // Whoever pressed it looked at another commit than the one that would be run.
  if (check.head_sha !== headSha) return await refuse('not the newest commit');
  await appendAudit(world.database, { ...act, act: 'retry', detail: { check: check.name, work: kind } });
  await requestPart(world, open, kind);
  return `button: ${kind}`;
}
