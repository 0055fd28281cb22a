/** One command from a comment: acknowledge, read, ask who may, do, answer. */
import { parseCommand, verbs } from './parse-command.ts';
import type { Verb } from './parse-command.ts';
import type { CommandPorts, Commander } from './ports.ts';
import { mayRun } from './who-may.ts';
import type { Permission } from './who-may.ts';
import * as wording from './wording.ts';
import type { PullRequest } from '#src/pull-request.ts';

export type CommandEnding = { readonly kind: 'answered' | 'denied' | 'unknown' | 'none'; readonly verb?: Verb };

/** @param body the comment as it was created; later edits never count. */
export async function runCommand(body: string, person: Commander, ports: CommandPorts): Promise<CommandEnding> {
  const command = parseCommand(body);
  if (command.kind === 'none') return { kind: 'none' };
  await ports.react('eyes');
  const pull = await ports.readPull();
  const permission = await ports.readPermission(person).catch(() => undefined);
  if (permission === undefined)
    return await deny(ports, pull, person, command.kind === 'command' ? command.verb : undefined, wording.permissionUnknownText);
  const rights = { permission, isAuthor: person.id === pull.author.id };
  if (command.kind === 'unknown') {
    await answer(ports, 'confused', wording.unknownText(command.word, command.nearest));
    return { kind: 'unknown' };
  }
  if (!mayRun(command.verb, rights)) return await deny(ports, pull, person, command.verb, wording.deniedText(command.verb));
  await carryOut(command.verb, { pull, person, rights, ports });
  return { kind: 'answered', verb: command.verb };
}

interface Allowed {
  readonly pull: PullRequest;
  readonly person: Commander;
  readonly rights: { readonly permission: Permission; readonly isAuthor: boolean };
  readonly ports: CommandPorts;
}

async function carryOut(verb: Verb, { pull, person, rights, ports }: Allowed): Promise<void> {
  switch (verb) {
    case 'help':
      return await answer(ports, '+1', wording.helpText(verbs.filter((known) => mayRun(known, rights))));
    case 'status':
      return await answer(ports, '+1', wording.statusText(await ports.readStatus(pull)));
    case 'retry': {
      if (pull.state === 'closed') return await answer(ports, 'confused', wording.closedText);
      await ports.audit({ act: 'retry', person, headSha: pull.headSha });
      await ports.retry(pull);
      return await answer(ports, '+1', wording.retriedText);
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
