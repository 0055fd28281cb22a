/** Says independently of the grammar what is wrong with an answer of it. No regular expression is shared with it. */
import type { ParsedCommand } from '#src/command/parse-command.ts';
import { verbNames } from '#src/policy/verb-names.ts';

const isBlank = (character: string | undefined): boolean => character === ' ' || character === '\t';
const isHex12 = (text: string): boolean => text.length === 12 && [...text].every((letter) => '0123456789abcdef'.includes(letter));

export function complaintAbout(body: string, parsed: ParsedCommand): string | undefined {
  const end = [...body].findIndex((character) => character === '\n' || character === '\r');
  const line = end === -1 ? body : [...body].slice(0, end).join('');
  const addressed = line.startsWith('/ai') && (line.length === 3 || isBlank(line[3]));
  if (parsed.kind === 'none') return addressed ? 'a command was not seen' : undefined;
  if (!addressed) return 'something that is no command counts as one';
  const words = line
    .slice(3)
    .split(/[ \t]/u)
    .filter((word) => word !== '');
  const verb = words[0]?.toLowerCase() ?? 'help';
  const exists = (verbNames as readonly string[]).includes(verb);
  if (parsed.kind === 'unknown') return exists && line.length <= 1000 ? 'a known verb is unknown' : undefined;
  const said = parsed.kind === 'misused' ? parsed.verb : parsed.command.verb;
  if (said !== verb) return `${said} was understood instead of ${verb}`;
  if (line.length > 1000) return 'a line of any length is obeyed';
  if (parsed.kind === 'misused') return undefined;
  const { command } = parsed;
  switch (command.verb) {
    case 'waive':
    case 'unwaive':
    case 'dismiss':
      return command.id !== undefined && isHex12(command.id) && words[1] === command.id ? undefined : 'a made-up ID';
    case 'ask':
      return command.question.split(/[ \t]+/u).join(' ') === words.slice(1).join(' ') ? undefined : 'another question';
    case 'explain':
      return words
        .slice(1)
        .join(' ')
        .includes((command.place?.path ?? '').split(/[ \t]+/u).join(' '))
        ? undefined
        : 'a made-up path';
    case 'why':
      return command.id === undefined
        ? words.length === 1
          ? undefined
          : 'words were dropped'
        : isHex12(command.id)
          ? undefined
          : 'a made-up ID';
    case 'edit':
      return (command.instruction === '') === (command.text === '')
        ? 'an edit of two minds'
        : words.length > 1 && command.instruction === ''
          ? 'words were dropped'
          : undefined;
    case 'shell':
      return command.wish === words.slice(1).join(' ') || words.length > 1 ? undefined : 'a wish was made up';
    case 'tests':
    case 'release-notes': {
      const named = command.verb === 'tests' ? command.path : command.since;
      if (named === undefined) return words.length === 1 ? undefined : 'words were dropped';
      return words.length === 2 && words[1] === named && !/^[-/]|\.\.|[$:`;|&<>()]/u.test(named) ? undefined : 'an odd name is obeyed';
    }
    case 'reject':
      return (command.reason ?? '') === words.slice(1).join(' ') || words.length > 1 ? undefined : 'a reason was made up';
    case 'memory':
      return words.length === 1 || (words[1] === 'forget' && words[2] === command.forget) ? undefined : 'words were dropped';
    case 'pause':
    case 'resume':
      return words.length === (command.scope === 'repository' ? 2 : 1) ? undefined : 'words were dropped';
    case 'help':
    case 'status':
    case 'config':
    case 'draft':
    case 'accept':
    case 'undo':
    case 'review':
    case 'retry':
      return words.length <= 1 ? undefined : 'words were dropped';
  }
}
