import type { Hunk } from '#src/diff/changed-file.ts';
import type { CodeSymbol } from '#src/syntax/code-symbol.ts';
import type { SymbolChange } from './facts.ts';

/** What happened to each declaration of one file between base and head; `[]` on a side where the file does not exist. */
export function symbolChanges(base: readonly CodeSymbol[], head: readonly CodeSymbol[], hunks: readonly Hunk[]): SymbolChange[] {
  const pairs = pairUp(base, head);
  const touched = changedHeadLines(hunks);
  const changes: SymbolChange[] = [];
  const baseNames = new Set(base.map(qualifiedName));
  const headNames = new Set(head.map(qualifiedName));
  for (const symbol of head) {
    const before = pairs.get(symbol);
    const lines = touchedLines(symbol, head, touched);
    if (before === undefined && !baseNames.has(qualifiedName(symbol))) changes.push({ change: 'new', symbol, lines: extent(symbol) });
    // One overload more or less is a change of the name callers know, not a new one.
    else if (before === undefined) changes.push({ change: 'body', symbol, lines });
    else if (before.signature !== symbol.signature && symbol.kind !== 'constant')
      changes.push({ change: 'signature', symbol, before, lines });
    else if (lines > 0) changes.push({ change: 'body', symbol, lines });
  }
  const kept = new Set(pairs.values());
  for (const symbol of base) {
    if (!kept.has(symbol) && !headNames.has(qualifiedName(symbol))) changes.push({ change: 'removed', symbol, lines: extent(symbol) });
  }
  return markParts(changes);
}

export function qualifiedName(symbol: CodeSymbol): string {
  return symbol.container === undefined ? symbol.name : `${symbol.container}.${symbol.name}`;
}

/** Overloads share a name: equal signatures pair first, the rest in order. */
function pairUp(base: readonly CodeSymbol[], head: readonly CodeSymbol[]): Map<CodeSymbol, CodeSymbol> {
  const left = Map.groupBy(base, qualifiedName);
  const pairs = new Map<CodeSymbol, CodeSymbol>();
  const take = (symbol: CodeSymbol, fits: (candidate: CodeSymbol) => boolean): void => {
    const candidates = left.get(qualifiedName(symbol)) ?? [];
    const index = candidates.findIndex(fits);
    const [found] = index === -1 ? [] : candidates.splice(index, 1);
    if (found !== undefined) pairs.set(symbol, found);
  };
  for (const symbol of head) take(symbol, (candidate) => candidate.signature === symbol.signature);
  for (const symbol of head) if (!pairs.has(symbol)) take(symbol, () => true);
  return pairs;
}

function changedHeadLines(hunks: readonly Hunk[]): number[] {
  const lines = new Set<number>();
  for (const hunk of hunks) {
    let next = hunk.newStart;
    for (const line of hunk.lines) {
      if (line.kind === 'added' && line.newLine !== undefined) lines.add(line.newLine);
      // A deletion has no line of its own on the head side: it happened before the next one.
      if (line.kind === 'deleted') lines.add(next);
      if (line.newLine !== undefined) next = line.newLine + 1;
    }
  }
  return [...lines].sort((a, b) => a - b);
}

/** A changed line counts for the innermost declaration around it only. */
function touchedLines(symbol: CodeSymbol, all: readonly CodeSymbol[], touched: readonly number[]): number {
  const around = touched.filter((line) => line >= symbol.startLine && line <= symbol.endLine);
  if (around.length === 0) return 0;
  const inner = all.filter(
    (other) =>
      other !== symbol && other.startLine >= symbol.startLine && other.endLine <= symbol.endLine && other.container !== symbol.container,
  );
  return around.filter((line) => !inner.some((other) => line >= other.startLine && line <= other.endLine)).length;
}

function extent({ startLine, endLine }: CodeSymbol): number {
  return endLine - startLine + 1;
}

function markParts(changes: readonly SymbolChange[]): SymbolChange[] {
  const whole = new Set(
    changes.filter((one) => one.change === 'new' || one.change === 'removed').map((one) => `${one.change} ${qualifiedName(one.symbol)}`),
  );
  return changes.map((one) => (hasWholeAncestor(one, whole) ? { ...one, partOfWhole: true } : one));
}

function hasWholeAncestor(one: SymbolChange, whole: ReadonlySet<string>): boolean {
  if (one.symbol.container === undefined) return false;
  const parts = one.symbol.container.split('.');
  return parts.some((_, index) => whole.has(`${one.change} ${parts.slice(0, index + 1).join('.')}`));
}
