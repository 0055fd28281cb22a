import type { CodeSymbol } from '#src/syntax/code-symbol.ts';
import type { Place } from './facts.ts';
import { parametersOf } from './parameters.ts';
import { inlineCode } from './show-text.ts';
import { qualifiedName } from './symbol-changes.ts';

const MAX_PARAMETERS = 48;

/** `Cart.total(currency)` as code; long parameter lists become `(…)`. */
export function symbolName(symbol: CodeSymbol): string {
  return inlineCode(isCallable(symbol) ? plainName(symbol) + shownParameters(symbol) : plainName(symbol), 120);
}

/** `Cart.total()`: enough where the parameters are not the news. */
export function shortName(symbol: CodeSymbol): string {
  return inlineCode(isCallable(symbol) ? `${plainName(symbol)}()` : plainName(symbol), 120);
}

function shownParameters(symbol: CodeSymbol): string {
  const inside = parametersOf(symbol).join(', ');
  return inside.length > MAX_PARAMETERS ? '(…)' : `(${inside})`;
}

function plainName(symbol: CodeSymbol): string {
  return symbol.name === '__init__' && symbol.container !== undefined ? symbol.container : qualifiedName(symbol);
}

export function isCallable({ kind }: CodeSymbol): boolean {
  return kind === 'function' || kind === 'method';
}

/** `path:line`; only `:line` when the path has just been said. */
export function at({ path, line }: Place, saidPath?: string): string {
  return inlineCode(path === saidPath ? `:${line}` : `${path}:${line}`, 200);
}
