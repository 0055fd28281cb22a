import type { CodeSymbol, Language } from '#src/syntax/code-symbol.ts';
import { assignedSymbols, passedOnSymbols } from './assigned-symbols.ts';
import type { Chunk, DefinedSymbol } from './chunk.ts';
import { MAX_LINES, chunkOf, cutLines } from './chunk-lines.ts';
import type { LineRange } from './chunk-lines.ts';

const COMMENT = /^\s*(?:\/\/|\/\*|\*|#(?!include|define|if|endif)|--|;;|%%|@|\[|"""|''')/u;
/** Neighbors this small are read together: a chunk of one getter says too little. */
const SMALL_LINES = 8;
const PACKED_LINES = 40;

interface Piece extends LineRange {
  readonly symbols: readonly DefinedSymbol[];
  readonly enclosing: string;
}

/**
 * One chunk per declaration with its doc comment; small neighbors in the same container together, long ones cut; what stands between
 * declarations (imports, class heads, statements) in chunks of its own.
 */
export function chunkCode(lines: readonly string[], outline: readonly CodeSymbol[], language: Language | undefined): readonly Chunk[] {
  const known = [
    ...outline.map(toDefined),
    ...(language === undefined ? [] : [...assignedSymbols(lines, language, outline), ...passedOnSymbols(lines.join('\n'), language)]),
  ].sort((a, b) => a.line - b.line);
  const pieces = pack(cover(lines, leaves(outline)));
  return pieces.flatMap((piece) =>
    cutLines(lines, piece).flatMap((range, part) => {
      const inside = known.filter((symbol) => symbol.line >= range.startLine && symbol.line <= range.endLine);
      // The rest of a long function still belongs to it by name, but does not define it again.
      const owner = part === 0 ? undefined : piece.symbols[0];
      const enclosing = [piece.enclosing, owner?.name ?? ''].filter((name) => name !== '').join('.');
      return chunkOf(lines, range, { content: 'code', symbols: inside, enclosing }) ?? [];
    }),
  );
}

function toDefined(symbol: CodeSymbol): DefinedSymbol {
  const { name, kind, line, container } = symbol;
  return { name, kind, line, lines: symbol.endLine - symbol.startLine + 1, ...(container === undefined ? {} : { container }) };
}

/** Declarations that get a piece of their own: those without members, and containers small enough to be read whole. */
function leaves(outline: readonly CodeSymbol[]): readonly CodeSymbol[] {
  const sorted = [...outline].sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
  const chosen: CodeSymbol[] = [];
  let takenTo = 0;
  sorted.forEach((symbol, index) => {
    if (symbol.startLine <= takenTo) return;
    const next = sorted[index + 1];
    const hasMembers = next !== undefined && next.endLine <= symbol.endLine && next.startLine > symbol.startLine;
    if (hasMembers && symbol.endLine - symbol.startLine >= MAX_LINES) return;
    chosen.push(symbol);
    takenTo = symbol.endLine;
  });
  return chosen;
}

/** The declarations with their comments, and the lines between them, in order and without overlap. */
function cover(lines: readonly string[], symbols: readonly CodeSymbol[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let next = 1;
  for (const symbol of symbols) {
    let start = Math.max(next, Math.min(symbol.startLine, lines.length));
    while (start > next && COMMENT.test(lines[start - 2] ?? '')) start -= 1;
    const enclosing = symbol.container ?? '';
    if (start > next) pieces.push({ startLine: next, endLine: start - 1, symbols: [], enclosing });
    const end = Math.min(symbol.endLine, lines.length);
    if (end < start) continue;
    pieces.push({ startLine: start, endLine: end, symbols: [toDefined(symbol)], enclosing });
    next = end + 1;
  }
  if (next <= lines.length) pieces.push({ startLine: next, endLine: lines.length, symbols: [], enclosing: '' });
  return pieces;
}

function pack(pieces: readonly Piece[]): readonly Piece[] {
  const packed: Piece[] = [];
  for (const piece of pieces) {
    const last = packed.at(-1);
    const joins =
      last !== undefined &&
      last.enclosing === piece.enclosing &&
      (sizeOf(piece) <= SMALL_LINES || sizeOf(last) <= SMALL_LINES) &&
      piece.endLine - last.startLine < PACKED_LINES;
    if (!joins) packed.push(piece);
    else packed[packed.length - 1] = { ...last, endLine: piece.endLine, symbols: [...last.symbols, ...piece.symbols] };
  }
  return packed;
}

function sizeOf({ startLine, endLine }: LineRange): number {
  return endLine - startLine + 1;
}
