/** A changed file as the rules read it: code without comments, deleted lines beside what replaced them, the function around a line. */
import type { ChangedFile, Hunk, HunkLine } from '#src/diff/changed-file.ts';
import { codeOnly } from './code-only.ts';
import { functionAround } from './function-around.ts';
import type { LineRange } from './function-around.ts';
import { languageFamily, withoutComment } from './language-family.ts';
import type { LanguageFamily } from './language-family.ts';

export interface CodeLine {
  /** 1-based, on the head side. */
  readonly line: number;
  /** Without comments; string contents stay. */
  readonly text: string;
}

export interface LinePair {
  readonly before: string;
  readonly after: CodeLine;
  /** Next to nothing else changes beside it: a condition turned together with its branches is meant. */
  readonly isolated: boolean;
}

export interface RemovedLine {
  readonly text: string;
  /** The line of the head beside which it stood. */
  readonly near: number;
  /** Few lines went and next to none came for them: taken out, not written anew. */
  readonly alone: boolean;
}

export interface ChangeView {
  readonly path: string;
  readonly language: LanguageFamily;
  readonly added: readonly CodeLine[];
  readonly pairs: readonly LinePair[];
  readonly removed: readonly RemovedLine[];
  /** The head's lines by index = line − 1; where the file could not be read, only what the hunks show. */
  readonly lines: readonly string[];
  readonly all: string;
  /** With their comments. */
  readonly raw: readonly string[];
  /** Whether `lines` is the whole file: only then something can be said to stand nowhere. */
  readonly complete: boolean;
  readonly isAdded: (line: number) => boolean;
  readonly functionAt: (line: number) => LineRange & { readonly text: string; readonly name: string };
}

export function viewChange(file: ChangedFile, headText: string | undefined): ChangeView {
  const language = languageFamily(file.path);
  const raw = headText === undefined ? linesOfHunks(file.hunks) : headText.split('\n');
  const lines = codeOnly(raw, language).map((text) => withoutComment(clipped(text), language));
  const added = file.hunks.flatMap((hunk) =>
    hunk.lines.flatMap(({ kind, newLine }) => (kind === 'added' && newLine ? [{ line: newLine, text: lines[newLine - 1] ?? '' }] : [])),
  );
  const numbers = new Set(added.map(({ line }) => line));
  const functions = new Map<number, ReturnType<ChangeView['functionAt']>>();
  const blocks = file.hunks.flatMap(blocksOf);
  return {
    path: file.path,
    language,
    added: added.slice(0, mostAdded),
    pairs: blocks.flatMap((block) => pairUp(block, language)),
    removed: blocks
      .flatMap(({ removed, added: fresh, near }) => {
        const alone = removed.length <= 6 && fresh.length <= 2;
        return removed.map(({ text }) => ({ text: withoutComment(clipped(text), language), near, alone }));
      })
      .slice(0, mostRemoved),
    lines,
    all: lines.join('\n'),
    raw,
    complete: headText !== undefined,
    isAdded: (line) => numbers.has(line),
    functionAt: (line) => {
      const known = functions.get(line);
      if (known !== undefined) return known;
      const range = functionAround(lines, line);
      const text = lines
        .slice(range.startLine - 1, range.endLine)
        .join('\n')
        .slice(0, mostOfFunction);
      const found = { ...range, text, name: nameOf(lines[range.startLine - 1] ?? '') };
      functions.set(line, found);
      return found;
    },
  };
}

const longestLine = 500;
/** Data, or made to keep the rules busy: they look for names in all ways of dividing it. */
const noName = /[\w$.]{100}/u;

function clipped(text: string): string {
  const line = text.slice(0, longestLine);
  return noName.test(line) ? '' : line;
}

/** What is longer was not written by a person in one change. */
const mostAdded = 1_500;
const mostRemoved = 300;
const mostOfFunction = 20_000;

/** `undefined` elements would be holes; an empty line says nothing and harms nothing. */
function linesOfHunks(hunks: readonly Hunk[]): string[] {
  const last = Math.max(0, ...hunks.flatMap(({ lines }) => lines.map(({ newLine }) => newLine ?? 0)));
  const lines = Array.from({ length: Math.min(last, 200_000) }, () => '');
  for (const { lines: shown } of hunks) for (const { newLine, text } of shown) if (newLine !== undefined) lines[newLine - 1] = text;
  return lines;
}

interface Block {
  readonly removed: readonly HunkLine[];
  readonly added: readonly HunkLine[];
  readonly near: number;
  readonly isolated: boolean;
}

/** Runs of deleted and added lines with nothing unchanged between them. */
function blocksOf(hunk: Hunk): Block[] {
  const blocks: { removed: HunkLine[]; added: HunkLine[]; near: number }[] = [];
  let open: (typeof blocks)[number] | undefined;
  let last = Math.max(1, hunk.newStart);
  for (const line of hunk.lines) {
    if (line.kind === 'context') {
      if (open !== undefined && open.added.length === 0) open.near = line.newLine ?? open.near;
      open = undefined;
      last = line.newLine ?? last;
      continue;
    }
    if (open === undefined) blocks.push((open = { removed: [], added: [], near: last }));
    (line.kind === 'added' ? open.added : open.removed).push(line);
    if (line.newLine !== undefined) {
      if (open.added.length === 1) open.near = line.newLine;
      last = line.newLine;
    }
  }
  const deleted = hunk.lines.filter(({ kind }) => kind === 'deleted').length;
  return blocks.map((block) => ({ ...block, isolated: deleted <= mostIsolated && block.added.length <= mostIsolated }));
}

const mostLines = 60;
const mostIsolated = 2;

/** Each deleted line with the added line most like it, in order, when they share most of their words. */
function pairUp({ removed, added, isolated }: Block, language: LanguageFamily): LinePair[] {
  const pairs: LinePair[] = [];

  let from = 0;
  for (const { text } of removed.slice(0, mostLines)) {
    const before = withoutComment(clipped(text), language);
    let best: { readonly index: number; readonly likeness: number } | undefined;
    for (const [index, { text: after }] of added.slice(0, mostLines).entries()) {
      if (index < from) continue;
      const likeness = likenessOf(before, clipped(after));
      if (likeness >= 0.6 && likeness > (best?.likeness ?? 0)) best = { index, likeness };
    }
    const match = best === undefined ? undefined : added[best.index];
    if (best === undefined || match?.newLine === undefined) continue;
    pairs.push({ before, isolated, after: { line: match.newLine, text: withoutComment(clipped(match.text), language) } });
    from = best.index + 1;
  }
  return pairs;
}

/** Dice's coefficient over words and signs. */
function likenessOf(a: string, b: string): number {
  const [left, right] = [tokensOf(a), tokensOf(b)];
  if (left.length === 0 || right.length === 0) return 0;
  const rest = [...right];
  let shared = 0;
  for (const token of left) {
    const at = rest.indexOf(token);
    if (at === -1) continue;
    rest.splice(at, 1);
    shared += 1;
  }
  return (2 * shared) / (left.length + right.length);
}

export function tokensOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_$]+|[<>=!]=?=?|&&|\|\||\+\+|--|[^\s\p{L}\p{N}_$]/gu) ?? [];
}

function nameOf(header: string): string {
  const own =
    /\b(?:const|let|var)\s+([\w$]+)\s*=|^\s*(?:(?:private|public|protected|static|readonly|async)\s+)*([\w$]+)\s*=\s*(?:async\s*)?\(/u.exec(
      header,
    );
  // A callback has no name: the call that takes it is another function's.
  if (/=>\s*[{(]?\s*$/u.test(header)) return own?.[1] ?? own?.[2] ?? '';
  const name =
    /\b(?:function\*?|def|func|fn|fun)\s+(?:\([^)]*\)\s*)?([\w$]+)/u.exec(header)?.[1] ??
    /\b(?:const|let|var)\s+([\w$]+)\s*=/u.exec(header)?.[1] ??
    /([\w$]+)\s*[(<]/u.exec(header)?.[1];
  return name === undefined || /^(?:if|for|while|switch|catch|return)$/u.test(name) ? '' : name;
}
