/** The grammar of `/ai` commands. Pure: text in, a typed command out; nothing else of a comment is ever obeyed. */
import { readEdit } from './read-edit.ts';
import type { EditRequest } from './read-edit.ts';
import { readPlace } from './read-place.ts';
import type { AskedPlace } from '#src/ask/ports.ts';
import { nearestWord } from '#src/policy/nearest-word.ts';
import { verbNames } from '#src/policy/verb-names.ts';
import type { VerbName } from '#src/policy/verb-names.ts';

type VerbWithArguments =
  | 'ask'
  | 'explain'
  | 'why'
  | 'edit'
  | 'shell'
  | 'tests'
  | 'release-notes'
  | 'memory'
  | 'dismiss'
  | 'waive'
  | 'unwaive'
  | 'pause'
  | 'resume'
  | 'reject';
type PlainVerb = Exclude<VerbName, VerbWithArguments>;

export type Command =
  | { readonly verb: PlainVerb }
  | { readonly verb: 'why'; readonly id: string | undefined }
  /** Without an ID: the finding of the review thread in which it stands. */
  | { readonly verb: 'dismiss'; readonly id: string | undefined; readonly reason: string }
  | { readonly verb: 'waive'; readonly id: string; readonly until: string | undefined; readonly reason: string }
  | { readonly verb: 'unwaive'; readonly id: string }
  | ({ readonly verb: 'edit' } & EditRequest)
  | { readonly verb: 'ask'; readonly question: string }
  | { readonly verb: 'explain'; readonly place: AskedPlace | undefined }
  | { readonly verb: 'shell'; readonly wish: string }
  | { readonly verb: 'tests'; readonly path: string | undefined }
  | { readonly verb: 'release-notes'; readonly since: string | undefined }
  | { readonly verb: 'reject'; readonly reason: string | undefined }
  | { readonly verb: 'memory'; readonly forget: string | undefined }
  | { readonly verb: 'pause' | 'resume'; readonly scope: 'pull' | 'repository' };

export type ParsedCommand =
  | { readonly kind: 'none' }
  | { readonly kind: 'command'; readonly command: Command }
  /** The command exists, but not like this. */
  | { readonly kind: 'misused'; readonly verb: VerbName }
  /** It is meant for us, but it is no command that exists; nothing is guessed and carried out. */
  | { readonly kind: 'unknown'; readonly word: string; readonly nearest: VerbName | undefined };

/** Where a command stands: some may leave out there what the place tells. */
export type Place = 'conversation' | 'thread';

/** A finding's short id, as `/ai why` and the security check show it. */
const ID = /^[0-9a-f]{12}$/u;
/** Longer first lines are no command that a person wrote. */
const LONGEST_LINE = 1000;

/**
 * Reads the first line of a comment. Only ASCII `/ai` at its very beginning counts: quotes, code, lists and HTML comments
 * begin with something else, and look-alike or hidden characters do not match.
 */
export function parseCommand(body: string, place: Place = 'conversation'): ParsedCommand {
  const line = firstLine(body);
  const found = /^\/ai(?:[ \t]+([^]*))?$/u.exec(line);
  if (found === null) return { kind: 'none' };
  const rest = (found[1] ?? '').replaceAll(/^[ \t]+|[ \t]+$/gu, '');
  const word = /^[^ \t]*/u.exec(rest)?.[0] ?? '';
  if (word === '') return { kind: 'command', command: { verb: 'help' } };
  const verb = verbNames.find((known) => known === word.toLowerCase());
  if (verb === undefined || line.length > LONGEST_LINE)
    return { kind: 'unknown', word: rest.slice(0, 60), nearest: verb ?? nearestWord(word, verbNames) };
  const command = readArguments(verb, rest.slice(word.length).replace(/^[ \t]+/u, ''), { body, place });
  return command === undefined ? { kind: 'misused', verb } : { kind: 'command', command };
}

/** At most one character more than a command may have, so that nothing here depends on a comment's length. */
function firstLine(body: string): string {
  return body.slice(0, LONGEST_LINE + 1).split(/[\r\n]/u, 1)[0] ?? '';
}

interface Around {
  readonly body: string;
  readonly place: Place;
}

function readArguments(verb: VerbName, text: string, { body, place }: Around): Command | undefined {
  switch (verb) {
    case 'waive':
      return readWaiver(text);
    case 'edit': {
      const edit = readEdit(text, body);
      return edit && { verb, ...edit };
    }
    case 'unwaive':
      return ID.test(text) ? { verb, id: text } : undefined;
    case 'ask':
      return text === '' ? undefined : { verb, question: text };
    case 'explain': {
      // Without one it is the place of the thread.
      if (text === '' && place === 'thread') return { verb, place: undefined };
      const asked = readPlace(text);
      return asked === undefined ? undefined : { verb, place: asked };
    }
    case 'shell':
      return /\p{L}/u.test(text) ? { verb, wish: text } : undefined;
    case 'tests':
      return text === '' ? { verb, path: undefined } : isPath(text) ? { verb, path: text } : undefined;
    case 'reject':
      // One word is more likely a slip than a reason.
      return text === '' ? { verb, reason: undefined } : /^\p{L}\S*\s+\S/u.test(text) ? { verb, reason: text } : undefined;
    case 'release-notes':
      return text === '' ? { verb, since: undefined } : isRevision(text) ? { verb, since: text } : undefined;
    case 'memory': {
      const [, forget] = /^forget[ \t]+([0-9a-f]{12})$/u.exec(text) ?? [];
      return text === '' || forget !== undefined ? { verb, forget } : undefined;
    }
    case 'why':
      return text === '' ? { verb, id: undefined } : ID.test(text) ? { verb, id: text } : undefined;
    case 'dismiss':
      return readDismissal(text, place);
    case 'pause':
    case 'resume':
      return text === '' ? { verb, scope: 'pull' } : text === 'repository' ? { verb, scope: 'repository' } : undefined;
    case 'help':
    case 'status':
    case 'config':
    case 'draft':
    case 'accept':
    case 'undo':
    case 'review':
    case 'retry':
      return text === '' ? { verb } : undefined;
  }
}

/** A file of the repository, as git names it: relative, and nothing that a program could take for an option or an address. */
function isPath(text: string): boolean {
  return text.length <= 300 && /^[\p{L}\p{N}_.@][^\p{C}\\:*?"<>|$`'();&#\s]*$/u.test(text) && !/(?:^|\/)\.{0,2}(?:\/|$)/u.test(text);
}

/** A tag or a commit, in the letters that both usually have. */
function isRevision(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._/+-]{0,99}$/u.test(text) && !text.includes('..') && !/[./]$|\.lock$/u.test(text);
}

/** `ID REASON`; in a thread also `REASON` alone. */
function readDismissal(text: string, place: Place): Command | undefined {
  const [, id, reason] = /^([0-9a-f]{12})[ \t]+(\S[^]*)$/u.exec(text) ?? [];
  if (id !== undefined && reason !== undefined) return { verb: 'dismiss', id, reason };
  return place === 'conversation' || text === '' || ID.test(text) ? undefined : { verb: 'dismiss', id: undefined, reason: text };
}

/** `ID [until:YYYY-MM-DD] reason: words`; the reason is the rest of the line. */
function readWaiver(text: string): Command | undefined {
  const found = /^([0-9a-f]{12})(?:[ \t]+until:[ \t]*(\S+))?[ \t]+reason:([^]*)$/u.exec(text);
  const [, id, until, reason] = found ?? [];
  if (id === undefined || reason === undefined) return undefined;
  return { verb: 'waive', id, until, reason: reason.trim() };
}
