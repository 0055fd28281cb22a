/** Commands from comments, ticks in the draft, and buttons of checks. */
import { signDraft } from './draft/accept-draft.ts';
import { answerLater } from './command/ask-for.ts';
import { askingOf } from './command/command-place.ts';
import { commandPorts, isBeyondBudget } from './command/command-ports.ts';
import { pageEditId, runPageEdit } from './draft/page-edit.ts';
import { pressButton } from './command/press-button.ts';
import { openPull } from './world.ts';
import type { OpenPull, World } from './world.ts';
import { runCommand } from '#src/command/run-command.ts';
import type { Run } from '#src/queue/run-worker.ts';
import { loadDelivery } from '#src/records/inbox.ts';
import { isHintEvent, parseHint } from '#src/webhook/hint.ts';
import type { Hint } from '#src/webhook/hint.ts';

export function commandWorker(world: World): Run {
  return async (context) => {
    const { key } = context.claim;
    const edit = pageEditId(key.subject);
    if (edit !== undefined) return await runPageEdit(world, context, edit);
    const delivery = await loadDelivery(world.database, Number(key.subject.replace('inbox-', '')));
    const parsed = delivery === undefined || !isHintEvent(delivery.event) ? undefined : parseHint(delivery.event, delivery.hint);
    if (delivery === undefined || parsed === undefined) return 'the delivery is gone';
    const { deliveryId } = delivery;
    if (parsed.event === 'check_run') return await pressButton(world, await openPull(world, context), parsed.hint, deliveryId);
    if (parsed.event !== 'issue_comment' && parsed.event !== 'pull_request_review_comment') return 'no command';
    if (parsed.event === 'issue_comment' && parsed.hint.action === 'edited')
      return await signByBox(world, await openPull(world, context), parsed.hint, deliveryId);
    const asking = askingOf(parsed, deliveryId);
    if (await isBeyondBudget(world, key, asking)) return 'over-budget';
    const open = await openPull(world, context);
    const ports = { ...commandPorts(world, open, asking), later: () => answerLater(world, key) };
    const ending = await runCommand(asking.body, asking.person, ports);
    return `${ending.kind}${ending.verb === undefined ? '' : ` ${ending.verb}`}`;
  };
}

async function signByBox(world: World, open: OpenPull, hint: Hint<'issue_comment'>, deliveryId: string): Promise<string> {
  const by = { before: hint.changes?.body?.from ?? '', after: hint.comment.body };
  const ending = await signDraft(world, open, { person: hint.sender, by, deliveryId });
  return `box: ${ending.kind === 'skipped' ? ending.reason : ending.kind}`;
}
