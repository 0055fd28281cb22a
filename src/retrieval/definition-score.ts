import type { DefinedSymbol } from '#src/chunks/chunk.ts';
import type { Query } from './query.ts';
import { joinIdentifier } from '#src/chunks/tokens.ts';

export interface Definition {
  readonly path: string;
  readonly symbol: DefinedSymbol;
}

export interface DefinitionEvidence {
  /** The symbol that is the whole query is defined here: 0 to 1. */
  readonly asked: number;
  /** Grows with the length of that definition: a class of 300 lines outranks a type of the same name. */
  readonly extent: number;
  /** A name in the query, or two of its words joined, is defined here: 0 to 1. */
  readonly mentioned: number;
}

/** Joined names whose definitions matter for a query. */
export function wantedNames(query: Query): readonly string[] {
  const names =
    query.symbol === undefined ? [...[...query.identifiers].map(joinIdentifier), ...query.pairs] : [joinIdentifier(query.symbol)];
  return [...new Set(names)].filter((name) => name !== '').slice(0, 200);
}

/** Evidence by path. Names passed on from elsewhere count only when nothing in the index defines them. */
export function judgeDefinitions(query: Query, definitions: readonly Definition[]): ReadonlyMap<string, DefinitionEvidence> {
  const byPath = new Map<string, DefinitionEvidence>();
  const isDefined = definitions.some(({ symbol }) => symbol.kind !== 'passed-on' && symbol.name === query.symbol);
  for (const { path, symbol } of definitions) {
    const before = byPath.get(path) ?? { asked: 0, extent: 0, mentioned: 0 };
    if (query.symbol === undefined) {
      const mentioned = query.identifiers.has(symbol.name) ? shareOf(symbol, 0.8, 0.7) : 0.6;
      if (symbol.kind !== 'passed-on') byPath.set(path, { ...before, mentioned: Math.max(before.mentioned, mentioned) });
    } else if (symbol.kind !== 'passed-on') {
      const asked = shareOf(symbol, 0.7, 0.6) * (symbol.name === query.symbol ? 1 : 0.8);
      byPath.set(path, {
        ...before,
        asked: Math.max(before.asked, asked),
        extent: Math.max(before.extent, Math.log(1 + symbol.lines) / 5),
      });
    } else if (!isDefined) byPath.set(path, { ...before, asked: Math.max(before.asked, 0.5) });
  }
  return byPath;
}

function shareOf({ kind, container }: DefinedSymbol, ofOthers: number, ofMembers: number): number {
  return (/^(?:class|interface|type|enum|module)$/u.test(kind) ? 1 : ofOthers) * (container === undefined ? 1 : ofMembers);
}
