import { BORS_COMMAND, disarmCode } from './disarm-code.ts';
import { isAllowedLink } from './foreign-links.ts';
import { readCharacters } from './markdown-characters.ts';
import type { Character } from './markdown-characters.ts';
import { createMarkdownWriter } from './markdown-writer.ts';
import type { MarkdownWriter } from './markdown-writer.ts';

/**
 * What GitHub links or bots read, in the text as a reader sees it: addresses, e-mails and mentions, issue references,
 * commit ids. Each alternative consumes what it read, so the pattern is linear.
 */
const LIVE = new RegExp(
  [
    String.raw`(?<address>[a-z][a-z0-9+.-]{0,20}:\/\/[^\s\x60<>]+|www\.[^\s\x60<>]+|(?<![A-Za-z0-9])(?:mailto|xmpp|javascript|data|vbscript|tel|file):[^\s\x60<>]+)`,
    String.raw`(?<mention>(?:(?<![\w.+-])[\w.+-]{0,64})?@[\w-]+(?:[./][\w-]+)*)`,
    String.raw`(?<reference>(?:(?<![\w./-])(?:[\w.-]{1,100}\/)?[\w.-]{0,100})?#\d{1,10}|(?<![A-Za-z0-9])GH-\d{1,10})`,
    String.raw`(?<commit>(?<![\w/-])(?=[0-9a-f]{0,39}\d)(?=[0-9a-f]{0,39}[a-f])[0-9a-f]{7,40}(?![\w-]))`,
  ].join('|'),
  'giu',
);
const LINK = /!?\[([^[\]\n]{0,500})\]\(\s{0,5}<?([^\s()<>`]{1,2000})>?(?:\s{1,5}(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'))?\s{0,5}\)/y;
const MOST_PASSES = 8;
const TABLE_RULE = /^[\s>*+\d.)|:-]*$/;

/** Lines outside code fences, cleaned; inline code that opens and closes on one line stays code. */
export function cleanInline(text: string, allowedLinkPrefixes: readonly string[]): string {
  return text
    .split('\n')
    .map((line) => cleanUntilStable(line, allowedLinkPrefixes))
    .join('\n');
}

/** What became code gives its neighbor a new edge (`fixes #1https://…`): few passes settle every line. */
function cleanUntilStable(line: string, prefixes: readonly string[]): string {
  let clean = line;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const next = cleanLine(clean, prefixes);
    if (next === clean) break;
    clean = next;
  }
  return clean;
}

function cleanLine(line: string, prefixes: readonly string[]): string {
  // A row of dashes and pipes makes a table, whose cells would cut inline code in two.
  const isTableRule = /[|:]/.test(line) && line.includes('-') && TABLE_RULE.test(line);
  const writer = createMarkdownWriter();
  const lastRuns = new Map([...line.matchAll(/`+/g)].map((run) => [run[0].length, run.index]));
  let from = 0;
  for (let at = 0; at < line.length;) {
    const here = line[at];
    if (here === '\\') {
      at += 2;
    } else if (here === '`') {
      const run = /^`+/.exec(line.slice(at))?.[0] ?? '`';
      const hasClosing = (lastRuns.get(run.length) ?? -1) > at;
      const end = hasClosing ? closingRun(line, at + run.length, run.length) : undefined;
      if (end === undefined) {
        writeText(writer, line.slice(from, at), isTableRule);
        for (const tick of run) writer.literal(tick);
        at += run.length;
      } else {
        writeText(writer, line.slice(from, at), isTableRule);
        writer.code(disarmCode(codeContent(line.slice(at + run.length, end))));
        at = end + run.length;
      }
      from = at;
    } else if (here === '[' || here === '!') {
      LINK.lastIndex = at;
      const link = LINK.exec(line);
      if (link?.[1] === undefined || link[2] === undefined) {
        at += 1;
        continue;
      }
      writeText(writer, line.slice(from, at), isTableRule);
      writeLink(writer, { image: here === '!', text: link[1], address: link[2] }, prefixes);
      at += link[0].length;
      from = at;
    } else at += 1;
  }
  writeText(writer, line.slice(from), isTableRule);
  return writer.finish();
}

function closingRun(line: string, from: number, length: number): number | undefined {
  for (const candidate of line.slice(from).matchAll(/`+/g)) {
    if (candidate[0].length === length) return from + candidate.index;
  }
  return undefined;
}

/** One space on both sides belongs to the signs, not to the code. */
function codeContent(source: string): string {
  return /^ .* $/.test(source) && source.trim() !== '' ? source.slice(1, -1) : source;
}

function writeLink(writer: MarkdownWriter, link: { image: boolean; text: string; address: string }, prefixes: readonly string[]): void {
  const plain = /^[^\\`<>&@#!*_~$|:]{1,300}$/.test(link.text) && !/www\.|GH-\d|[0-9a-f]{7}/i.test(link.text);
  if (!link.image && plain && isAllowedLink(link.address, prefixes)) {
    writer.raw(`[${link.text}](${link.address})`);
    return;
  }
  writeText(writer, link.text.replaceAll('`', "'"), false);
  writer.raw(link.text === '' ? '(' : ' (');
  writer.code(disarmCode(link.address));
  writer.raw(')');
}

function writeText(writer: MarkdownWriter, source: string, isTableRule: boolean): void {
  if (source === '') return;
  const characters = readCharacters(source);
  const shown = characters.map((character) => character.shown).join('');
  // Offsets of `shown` are UTF-16; one entry per unit leads back to the character.
  const owner: number[] = [];
  for (const [index, character] of characters.entries()) for (let unit = 0; unit < character.shown.length; unit += 1) owner.push(index);
  let from = 0;
  const command = writer.isAtLineStart() ? commandAt(shown) : undefined;
  if (command !== undefined) {
    writePlain(writer, characters.slice(0, owner[command.start] ?? 0), isTableRule);
    writer.code(shown.slice(command.start, command.end));
    from = command.end;
  }
  LIVE.lastIndex = from;
  for (let match = LIVE.exec(shown); match !== null; match = LIVE.exec(shown)) {
    const live = trimEnd(match[0]);
    writePlain(writer, characters.slice(owner[from] ?? characters.length, owner[match.index] ?? characters.length), isTableRule);
    // Even an allowed address: GitHub reads a bare one on to the next space, over whatever follows it.
    writer.code(disarmCode(live.replaceAll('`', "'")));
    from = match.index + live.length;
    LIVE.lastIndex = from;
  }
  writePlain(writer, characters.slice(from === 0 ? 0 : (owner[from] ?? characters.length)), isTableRule);
}

/** A command at the beginning of a line, behind quote and list signs: `/approve`, `bors r+`. */
function commandAt(shown: string): { start: number; end: number } | undefined {
  const start = /^(?:[\s>*+_~-]|\d{1,9}[.)]\s)*/.exec(shown)?.[0].length ?? 0;
  const rest = shown.slice(start);
  const command = /^\/[a-z][\w-]*(?:\/[\w./-]*)?/i.exec(rest) ?? BORS_COMMAND.exec(rest) ?? /^![a-z][\w-]*/i.exec(rest);
  return command === null ? undefined : { start, end: start + command[0].length };
}

function trimEnd(match: string): string {
  const kept = match.replace(/[.,;:!?)\]}*_~'"]+$/, '');
  return kept === '' ? match : kept;
}

function writePlain(writer: MarkdownWriter, characters: readonly Character[], isTableRule: boolean): void {
  for (const { shown, literal } of characters) {
    // `~~~` behind a quote or list sign would open a code block.
    if (shown === '~' && writer.endsWith('~~')) writer.literal(shown);
    else if (literal || shown === '<' || shown === '[' || shown === ']' || shown === '`' || shown === '$') writer.literal(shown);
    else if (isTableRule && (shown === '|' || shown === ':')) writer.literal(shown);
    else if (shown === '>' && writer.endsWith('--')) writer.literal(shown);
    else if (shown === '\\') writer.literal(shown);
    else writer.raw(shown);
  }
}
