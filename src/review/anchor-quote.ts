/**
 * Finds the place of a quote. The model never says where: its line number only chooses between equal places, and a quote
 * that stands nowhere is never snapped to a line nearby.
 */
import type { ChangedFile, HunkLine } from '#src/diff/changed-file.ts';
import { isCommentableRange } from '#src/diff/commentable.ts';
import type { Side } from '#src/diff/commentable.ts';
import type { Place } from './finding-record.ts';
import { lineMatches, readingsOf, saysTooLittle, withoutSpaces } from './quote.ts';

interface NumberedLine {
  readonly number: number;
  readonly text: string;
  readonly changed: boolean;
}

interface Match {
  readonly startLine: number;
  readonly line: number;
  readonly code: string;
  readonly changed: boolean;
}

/** `headText`: the whole file on the head side, where it could be read. */
export function anchorQuote(quote: string, lineHint: number, file: ChangedFile, headText: string | undefined): Place {
  const readings = readingsOf(quote).filter((reading) => !saysTooLittle(reading));
  if (readings.length === 0) return { kind: 'nowhere', path: file.path, why: 'empty-quote' };
  for (const find of [findWhole, findLongestLine, findFragment]) {
    for (const side of ['RIGHT', 'LEFT'] as const) {
      const matches = find(
        file.hunks.map((hunk) => linesOf(hunk.lines, side)),
        readings,
      ).filter((match) => isCommentableRange(file, side, match.startLine, match.line));
      if (matches.length > 0) return choose(matches, lineHint, file.path, (match) => ({ kind: 'in-diff', side, ...match }));
    }
    const whole = headText === undefined ? [] : [headText.split('\n').map((text, index) => ({ number: index + 1, text, changed: false }))];
    const matches = find(whole, readings);
    if (matches.length > 0) return choose(matches, lineHint, file.path, (match) => ({ kind: 'outside-diff', ...match }));
  }
  return { kind: 'nowhere', path: file.path, why: 'not-found' };
}

function linesOf(lines: readonly HunkLine[], side: Side): NumberedLine[] {
  return lines.flatMap((line) => {
    const number = side === 'RIGHT' ? line.newLine : line.oldLine;
    return number === undefined ? [] : [{ number, text: line.text, changed: line.kind !== 'context' }];
  });
}

type Find = (blocks: readonly (readonly NumberedLine[])[], readings: readonly (readonly string[])[]) => Match[];

/** All lines of the quote, one after the other, empty lines not counted. */
const findWhole: Find = (blocks, readings) => firstHit(readings, (reading) => blocks.flatMap((block) => runs(block, reading, true)));

/** Where the model left out or garbled lines in between: its longest line alone. */
const findLongestLine: Find = (blocks, readings) =>
  firstHit(readings, (reading) => {
    const longest = reading.reduce((best, line) => (line.length > best.length ? line : best), '');
    return reading.length === 1 || longest.length < 8 ? [] : blocks.flatMap((block) => runs(block, [longest], true));
  });

/** A single line of which the model copied only a part. */
const findFragment: Find = (blocks, readings) =>
  firstHit(readings, (reading) =>
    reading.length === 1 && (reading[0]?.length ?? 0) >= 8 ? blocks.flatMap((block) => runs(block, reading, false)) : [],
  );

function firstHit(readings: readonly (readonly string[])[], find: (reading: readonly string[]) => Match[]): Match[] {
  for (const reading of readings) {
    const matches = find(reading);
    if (matches.length > 0) return matches;
  }
  return [];
}

function runs(block: readonly NumberedLine[], reading: readonly string[], whole: boolean): Match[] {
  const lines = block.map((line) => ({ ...line, spaceless: withoutSpaces(line.text) })).filter((line) => line.spaceless !== '');
  const found: Match[] = [];
  for (let at = 0; at + reading.length <= lines.length; at++) {
    if (!reading.every((wanted, index) => lineMatches(lines[at + index]?.spaceless ?? '', wanted, whole))) continue;
    const run = lines.slice(at, at + reading.length);
    const [startLine, line] = [run[0]?.number ?? 0, run.at(-1)?.number ?? 0];
    found.push({ startLine, line, code: run.map(({ text }) => text).join('\n'), changed: run.some(({ changed }) => changed) });
  }
  return found;
}

/** Changed lines before context; then the one nearest to the model's line. */
function choose(
  matches: readonly Match[],
  lineHint: number,
  path: string,
  place: (match: Omit<Match, 'changed'> & { path: string }) => Place,
): Place {
  const changed = matches.filter((match) => match.changed);
  const best = changed.length > 0 ? changed : matches;
  if (best.length > 1 && !(lineHint >= 1)) return { kind: 'nowhere', path, why: 'ambiguous' };
  const distance = (match: Match): number => Math.min(Math.abs(match.startLine - lineHint), Math.abs(match.line - lineHint));
  const nearest = best.reduce((near, match) => (distance(match) < distance(near) ? match : near));
  return place({ path, startLine: nearest.startLine, line: nearest.line, code: nearest.code });
}
