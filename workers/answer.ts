/** The answers for which a model or GitHub's history is asked: apart from the commands, so that nobody's acknowledgement waits for them. */
import { commandPorts } from './command/command-ports.ts';
import { askingOf } from './command/command-place.ts';
import type { Asking } from './command/command-place.ts';
import { hearReply } from './review/hear-reply.ts';
import { openPull } from './world.ts';
import type { World } from './world.ts';
import { failedText } from '#src/command/answer-wording.ts';
import { parseCommand } from '#src/command/parse-command.ts';
import { runCommand } from '#src/command/run-command.ts';
import type { Run, RunContext } from '#src/queue/run-worker.ts';
import { loadDelivery } from '#src/records/inbox.ts';
import { isHintEvent, parseHint } from '#src/webhook/hint.ts';

export function answerWorker(world: World): Run {
  return async (context) => {
    const asking = await loadAsking(world, context);
    if (asking === undefined) return 'the delivery is gone';
    const open = await openPull(world, context);
    if (asking.thread !== undefined && !isCommand(asking))
      return await hearReply(world, open, asking.thread, asking.person.id, context.signal);
    const ending = await runCommand(asking.body, asking.person, { ...commandPorts(world, open, asking), signal: context.signal });
    return `${ending.kind}${ending.verb === undefined ? '' : ` ${ending.verb}`}`;
  };
}

const isCommand = ({ body }: Asking): boolean => parseCommand(body).kind !== 'none';

/** A comment that asked for something is answered, also when it could not be done. */
export function failAnswer(world: World): (context: RunContext) => Promise<void> {
  return async (context) => {
    const asking = await loadAsking(world, context);
    if (asking === undefined || !isCommand(asking)) return;
    const ports = commandPorts(world, await openPull(world, context), asking);
    if (!(await ports.stillThere())) return;
    await ports.reply(failedText);
    await ports.react('confused');
  };
}

async function loadAsking(world: World, { claim }: RunContext): Promise<Asking | undefined> {
  const delivery = await loadDelivery(world.database, Number(claim.key.subject.replace('inbox-', '')));
  const parsed = delivery === undefined || !isHintEvent(delivery.event) ? undefined : parseHint(delivery.event, delivery.hint);
  if (delivery === undefined || (parsed?.event !== 'issue_comment' && parsed?.event !== 'pull_request_review_comment')) return undefined;
  // A tick in the draft that failed asked for no answer.
  return parsed.hint.action === 'created' ? askingOf(parsed, delivery.deliveryId) : undefined;
}
