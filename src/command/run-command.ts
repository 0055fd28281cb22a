/** One command from a comment: count it, acknowledge, read, ask who may, do, answer. */
import { carryOut } from './carry-out.ts';
import { parseCommand } from './parse-command.ts';
import type { ParsedCommand } from './parse-command.ts';
import type { CommandPorts, Commander } from './ports.ts';
import { definitions } from './verbs.ts';
import { mayRun, mayRunAs, mayWrite, wantedFor } from './who-may.ts';
import * as wording from './wording.ts';
import type { VerbName } from '#src/policy/verb-names.ts';
import type { PullRequest } from '#src/pull-request.ts';

export interface CommandEnding {
  readonly kind: 'answered' | 'refused' | 'denied' | 'misused' | 'unknown' | 'over-budget' | 'withdrawn' | 'handed-over' | 'none';
  readonly verb?: VerbName;
}

/** @param body the comment as it was created; later edits never count. */
export async function runCommand(body: string, person: Commander, ports: CommandPorts): Promise<CommandEnding> {
  const parsed = parseCommand(body, ports.place);
  if (parsed.kind === 'none') return { kind: 'none' };
  const budget = await ports.takeBudget();
  // What others used up together is not taken from those who may write here.
  if (budget.kind !== 'within' && !(budget.scope === 'pull' && mayWrite(await ports.readRights(person).catch(() => undefined)))) {
    // Silence beyond the one notice: answers are what a flood would use us for.
    if (budget.kind === 'notice') await answer(ports, 'confused', wording.overBudgetText(budget.scope));
    return { kind: 'over-budget' };
  }
  await ports.react('eyes');
  if (!(await ports.stillThere())) return { kind: 'withdrawn' };
  const pull = await ports.readPull();
  const rights = await ports.readRights(person).catch(() => undefined);
  const verb = verbOf(parsed);
  if (rights === undefined) {
    await ports.audit({ act: 'denied', person, headSha: pull.headSha, reason: 'GitHub did not tell the permission' });
    await answer(ports, 'confused', wording.permissionUnknownText);
    return { kind: 'denied' };
  }
  // A repository can only take rights away: whom the operator's table refuses needs no look at the repository.
  const { operatorRules } = ports;
  if (!mayRun(verb ?? 'help', rights, operatorRules))
    return await deny(ports, pull, person, verb ?? 'help', wording.deniedText(verb ?? 'help', operatorRules, rights));
  if (parsed.kind === 'unknown') {
    await answer(ports, 'confused', wording.unknownText(parsed.word, parsed.nearest));
    return { kind: 'unknown' };
  }
  if (parsed.kind === 'misused') {
    await answer(ports, 'confused', wording.misusedText(parsed.verb));
    return { kind: 'misused', verb: parsed.verb };
  }
  const { command } = parsed;
  if (!mayRunAs(command, rights, operatorRules))
    return await deny(ports, pull, person, command.verb, wording.deniedForRepositoryText(wantedFor(command)));
  const rules = await ports.readRules(pull);
  if (rules.off.includes(command.verb)) {
    await answer(ports, 'confused', wording.offText(command.verb, rules.offOrigin));
    return { kind: 'refused', verb: command.verb };
  }
  if (!mayRun(command.verb, rights, rules))
    return await deny(ports, pull, person, command.verb, wording.deniedText(command.verb, rules, rights));
  if (ports.place === 'thread' && definitions[command.verb].conversationOnly === true) {
    await answer(ports, 'confused', wording.conversationOnlyText(command.verb));
    return { kind: 'refused', verb: command.verb };
  }
  if (pull.state === 'closed' && !definitions[command.verb].closed) {
    await answer(ports, 'confused', wording.closedText);
    return { kind: 'refused', verb: command.verb };
  }
  if (definitions[command.verb].slow === true && ports.later !== undefined) {
    await ports.later();
    return { kind: 'handed-over', verb: command.verb };
  }
  const done = await carryOut(command, { pull, person, rights, rules, ports });
  await answer(ports, done.kind === 'done' ? '+1' : 'confused', done.text);
  return { kind: done.kind === 'done' ? 'answered' : 'refused', verb: command.verb };
}

function verbOf(parsed: ParsedCommand): VerbName | undefined {
  return parsed.kind === 'command' ? parsed.command.verb : parsed.kind === 'misused' ? parsed.verb : undefined;
}

async function deny(ports: CommandPorts, pull: PullRequest, person: Commander, verb: VerbName, text: string): Promise<CommandEnding> {
  await ports.audit({ act: 'denied', person, headSha: pull.headSha, reason: verb });
  // Said once; who goes on asking sees the reaction.
  if (await ports.noteDenial(verb)) await ports.react('confused');
  else await answer(ports, 'confused', text);
  return { kind: 'denied', verb };
}

async function answer(ports: CommandPorts, reaction: '+1' | 'confused', text: string): Promise<void> {
  await ports.reply(text);
  await ports.react(reaction);
}
