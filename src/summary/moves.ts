import type { FileFacts, SymbolChange } from './facts.ts';
import { parameterNames } from './parameters.ts';
import { qualifiedName } from './symbol-changes.ts';

/** What is gone from one file and new in another, to the path it went to; both sides are keys. */
export type Moves = ReadonlyMap<SymbolChange, string>;

/** Same name, same parameter names, another file or class: moved, as far as rules can tell. */
export function movedSymbols(files: readonly FileFacts[]): Moves {
  const all = files.flatMap(({ file, role, symbols = [] }) =>
    role === 'source' ? symbols.map((change) => ({ change, path: file.path })) : [],
  );
  const fresh = Map.groupBy(
    all.filter(({ change }) => change.change === 'new'),
    ({ change }) => identity(change),
  );
  const moves = new Map<SymbolChange, string>();
  for (const gone of all.filter(({ change }) => change.change === 'removed' && !/^__\w+__$/u.test(change.symbol.name))) {
    const candidates = fresh.get(identity(gone.change)) ?? [];
    const index = candidates.findIndex(
      ({ path, change }) => path !== gone.path || qualifiedName(change.symbol) !== qualifiedName(gone.change.symbol),
    );
    const [target] = index === -1 ? [] : candidates.splice(index, 1);
    if (target !== undefined) moves.set(gone.change, target.path).set(target.change, target.path);
  }
  return moves;
}

function identity({ symbol }: SymbolChange): string {
  return `${symbol.name}(${parameterNames(symbol).join(',')})`;
}
