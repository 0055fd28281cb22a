/** Where names are defined, exactly, from the syntax index; and where they are called. */
import { findDefinitions } from './catalogue.ts';
import type { Definition } from './definition-score.ts';
import { loadAnsweringCommit } from './index-state.ts';
import type { Sql } from './sql.ts';
import { isCommon, joinIdentifier } from '#src/chunks/tokens.ts';

export interface DefinedPlace {
  readonly name: string;
  readonly path: string;
  /** 1-based, inclusive; a long definition is cut to its beginning. */
  readonly startLine: number;
  readonly endLine: number;
  readonly commitSha: string;
}

const SHOWN_LINES = 24;
/** A name that many files define (`get`, `init`) tells nothing about which of them is meant. */
const MOST_HOMONYMS = 3;

/** In the order of the names; names that too many places define are left out, and so are those that files only pass on. */
export async function findDefinedPlaces(sql: Sql, repositoryId: number, names: readonly string[]): Promise<readonly DefinedPlace[]> {
  const state = await loadAnsweringCommit(sql, repositoryId);
  if (state === undefined) return [];
  const wanted = names.filter((name) => name.length > 2 && !isCommon(name.toLowerCase()));
  const definitions = await findDefinitions(sql, repositoryId, [...new Set(wanted.map(joinIdentifier))]);
  const byName = Map.groupBy(
    definitions.filter(({ symbol }) => symbol.kind !== 'passed-on'),
    ({ symbol }) => symbol.name,
  );
  return wanted.flatMap((name) => {
    const found: readonly Definition[] = byName.get(name) ?? [];
    if (found.length > MOST_HOMONYMS) return [];
    return found.map(({ path, symbol }) => ({
      name,
      path,
      startLine: symbol.line,
      endLine: symbol.line + Math.min(symbol.lines, SHOWN_LINES) - 1,
      commitSha: state.commitSha,
    }));
  });
}
