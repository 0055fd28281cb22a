/** The grammar of `/ai` commands. Pure: text in, a typed command out; nothing else of a comment is ever obeyed. */
import { nearestVerb } from './nearest-verb.ts';

export const verbs = ['help', 'status', 'accept', 'retry', 'waive', 'unwaive'] as const;
export type Verb = (typeof verbs)[number];

export type Command =
  | { readonly verb: 'help' | 'status' | 'accept' | 'retry' }
  | { readonly verb: 'waive'; readonly id: string; readonly until: string | undefined; readonly reason: string }
  | { readonly verb: 'unwaive'; readonly id: string };

export type ParsedCommand =
  | { readonly kind: 'none' }
  | { readonly kind: 'command'; readonly command: Command }
  /** The command exists, but not like this. */
  | { readonly kind: 'misused'; readonly verb: Verb }
  /** It is meant for us, but it is no command that exists; nothing is guessed and carried out. */
  | { readonly kind: 'unknown'; readonly word: string; readonly nearest: Verb | undefined };

/** A finding's short id, as the security check shows it. */
const ID = /^[0-9a-f]{12}$/u;

/**
 * Reads the first line of a comment. Only ASCII `/ai` at its very beginning counts: quotes, code, lists and HTML comments
 * begin with something else, and look-alike or hidden characters do not match.
 */
export function parseCommand(body: string): ParsedCommand {
  const line = (body.split(/\r\n|\n|\r/u, 1)[0] ?? '').slice(0, 1000);
  const found = /^\/ai(?:[ \t]+(.*))?$/u.exec(line);
  if (found === null) return { kind: 'none' };
  const rest = (found[1] ?? '').trim();
  const word = rest.split(/[ \t]+/u, 1)[0] ?? '';
  if (word === '') return { kind: 'command', command: { verb: 'help' } };
  const verb = verbs.find((known) => known === word.toLowerCase());
  if (verb === undefined) return { kind: 'unknown', word: rest.slice(0, 60), nearest: nearestVerb(word, verbs) };
  const command = readArguments(verb, rest.slice(word.length).trim());
  return command === undefined ? { kind: 'misused', verb } : { kind: 'command', command };
}

function readArguments(verb: Verb, text: string): Command | undefined {
  switch (verb) {
    case 'waive':
      return readWaiver(text);
    case 'unwaive':
      return ID.test(text) ? { verb, id: text } : undefined;
    default:
      return text === '' ? { verb } : undefined;
  }
}

/** `ID [until:YYYY-MM-DD] reason: words`; the reason is the rest of the line. */
function readWaiver(text: string): Command | undefined {
  const found = /^([0-9a-f]{12})(?:[ \t]+until:[ \t]*(\S+))?[ \t]+reason:(.*)$/u.exec(text);
  const [, id, until, reason] = found ?? [];
  if (id === undefined || reason === undefined) return undefined;
  return { verb: 'waive', id, until, reason: reason.trim() };
}
