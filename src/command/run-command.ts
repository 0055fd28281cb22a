/** One command from a comment: acknowledge, read, ask who may, do, answer. */
import { parseCommand, verbs } from './parse-command.ts';
import type { Command, ParsedCommand, Verb } from './parse-command.ts';
import type { CommandPorts, Commander } from './ports.ts';
import { mayRun } from './who-may.ts';
import type { Rights } from './who-may.ts';
import * as wording from './wording.ts';
import type { PullRequest } from '#src/pull-request.ts';

export type CommandEnding = { readonly kind: 'answered' | 'denied' | 'misused' | 'unknown' | 'none'; readonly verb?: Verb };

/** @param body the comment as it was created; later edits never count. */
export async function runCommand(body: string, person: Commander, ports: CommandPorts): Promise<CommandEnding> {
  const command = parseCommand(body);
  if (command.kind === 'none') return { kind: 'none' };
  await ports.react('eyes');
  const pull = await ports.readPull();
  const permission = await ports.readPermission(person).catch(() => undefined);
  if (permission === undefined) return await deny(ports, pull, person, verbOf(command), wording.permissionUnknownText);
  const rights = { permission, isAuthor: person.id === pull.author.id };
  if (command.kind === 'unknown') {
    await answer(ports, 'confused', wording.unknownText(command.word, command.nearest));
    return { kind: 'unknown' };
  }
  const verb = verbOf(command);
  if (verb === undefined) return { kind: 'none' };
  if (!mayRun(verb, rights, ports.waivers)) return await deny(ports, pull, person, verb, wording.deniedText(verb, ports.waivers, rights));
  if (command.kind === 'misused') {
    await answer(ports, 'confused', wording.misusedText(verb));
    return { kind: 'misused', verb };
  }
  await carryOut(command.command, { pull, person, rights, ports });
  return { kind: 'answered', verb };
}

function verbOf(command: ParsedCommand): Verb | undefined {
  return command.kind === 'command' ? command.command.verb : command.kind === 'misused' ? command.verb : undefined;
}

interface Allowed {
  readonly pull: PullRequest;
  readonly person: Commander;
  readonly rights: Rights;
  readonly ports: CommandPorts;
}

async function carryOut(command: Command, { pull, person, rights, ports }: Allowed): Promise<void> {
  switch (command.verb) {
    case 'help':
      return await answer(ports, '+1', wording.helpText(verbs.filter((known) => mayRun(known, rights, ports.waivers))));
    case 'status':
      return await answer(ports, '+1', wording.statusText(await ports.readStatus(pull)));
    case 'retry': {
      if (pull.state === 'closed') return await answer(ports, 'confused', wording.closedText);
      await ports.audit({ act: 'retry', person, headSha: pull.headSha });
      await ports.retry(pull);
      return await answer(ports, '+1', wording.retriedText);
    }
    case 'waive':
    case 'unwaive': {
      if (pull.state === 'closed') return await answer(ports, 'confused', wording.closedText);
      const done = command.verb === 'waive' ? await ports.waive(pull, person, command) : await ports.unwaive(pull, person, command.id);
      return await answer(ports, done.kind === 'done' ? '+1' : 'confused', done.text);
    }
    case 'accept': {
      const acceptance = await ports.accept(pull, person);
      return acceptance.kind === 'accepted'
        ? await answer(ports, '+1', wording.acceptedText)
        : await answer(ports, 'confused', acceptance.text);
    }
  }
}

async function deny(
  ports: CommandPorts,
  pull: PullRequest,
  person: Commander,
  verb: Verb | undefined,
  text: string,
): Promise<CommandEnding> {
  await ports.audit({ act: 'denied', person, headSha: pull.headSha, reason: verb ?? 'unknown command' });
  await answer(ports, 'confused', text);
  return { kind: 'denied' };
}

async function answer(ports: CommandPorts, reaction: '+1' | 'confused', text: string): Promise<void> {
  await ports.reply(text);
  await ports.react(reaction);
}
