/** The grammar of `/ai` commands. Pure: text in, a typed command out; nothing else of a comment is ever obeyed. */

export const verbs = ['help', 'status', 'accept', 'retry'] as const;
export type Verb = (typeof verbs)[number];

export type ParsedCommand =
  | { readonly kind: 'none' }
  | { readonly kind: 'command'; readonly verb: Verb }
  /** It is meant for us, but it is no command that exists; nothing is guessed and carried out. */
  | { readonly kind: 'unknown'; readonly word: string; readonly nearest: Verb | undefined };

/**
 * Reads the first line of a comment. Only ASCII `/ai` at its very beginning counts: quotes, code, lists and HTML comments
 * begin with something else, and look-alike or hidden characters do not match.
 */
export function parseCommand(body: string): ParsedCommand {
  const line = (body.split(/\r\n|\n|\r/u, 1)[0] ?? '').slice(0, 1000);
  const found = /^\/ai(?:[ \t]+(.*))?$/u.exec(line);
  if (found === null) return { kind: 'none' };
  const words = (found[1] ?? '').trim().split(/[ \t]+/u);
  const word = words[0] ?? '';
  if (word === '') return { kind: 'command', verb: 'help' };
  const verb = verbs.find((known) => known === word.toLowerCase());
  if (verb !== undefined && words.length === 1) return { kind: 'command', verb };
  return { kind: 'unknown', word: words.join(' ').slice(0, 60), nearest: verb ?? nearestVerb(word.toLowerCase()) };
}

function nearestVerb(word: string): Verb | undefined {
  const ranked = verbs.map((verb) => ({ verb, distance: editDistance(word.slice(0, 20), verb) })).sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best !== undefined && best.distance <= 2 ? best.verb : undefined;
}

function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries())
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    row = next;
  }
  return row.at(-1) ?? 0;
}
