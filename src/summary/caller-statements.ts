import type { CodeSymbol } from '#src/syntax/code-symbol.ts';
import type { FileFacts, SummaryFacts, SymbolChange } from './facts.ts';
import type { Moves } from './moves.ts';
import { parametersOf, untypedParameters } from './parameters.ts';
import { shortPlaces } from './short-places.ts';
import { inlineCode } from './show-text.ts';
import { at, isCallable, shortName } from './symbol-name.ts';
import { qualifiedName } from './symbol-changes.ts';
import { wording } from './wording.ts';

const MOST = 5;
const MOST_NAMES = 5;
/** Nobody calls these from elsewhere. */
const NOT_FOR_CALLERS = /(^|\/)_?(examples?|samples?|demos?|scripts|tools|bench(marks?)?|docs?)\//u;

/** `name: type = default`: the type can be left out of what a caller reads. */
const TYPES_AFTER_NAMES = /\.(pyi?|[cm]?tsx?)$/u;

/** Python's marks for positional and keyword-only parameters are no parameters. */
const SEPARATORS = new Set(['*', '/']);

interface PublicChange extends SymbolChange {
  readonly path: string;
}

export interface CallerStatements {
  /** What can break or newly serve those who call: routes, public signatures, public names that are gone. */
  readonly callers: readonly string[];
  /** Those of them that can break somebody. */
  readonly breaking: readonly string[];
}

export function callerStatements({ files, routes: allRoutes }: SummaryFacts, moved: Moves): CallerStatements {
  const routes = allRoutes.filter(({ place }) => !NOT_FOR_CALLERS.test(place.path));
  const changes = files
    .filter(({ role, file }) => role === 'source' && !NOT_FOR_CALLERS.test(file.path))
    .flatMap(({ file, symbols = [] }: FileFacts) => symbols.map((change) => ({ original: change, ...change, path: file.path })))
    .filter(({ symbol, original }) => symbol.exported && symbol.kind !== 'constant' && original.partOfWhole !== true);
  const removed = changes.filter(({ change, original }) => change === 'removed' && !moved.has(original));
  const alteredAll = changes.filter(({ change, before }) => change === 'signature' && before !== undefined);
  // Of several overloads the last, the one with the body, speaks for all.
  const altered = [...new Map(alteredAll.map((change) => [`${change.path} ${qualifiedName(change.symbol)}`, change])).values()];
  const typesOnly = altered.filter(isTypesOnly);
  const signatures = altered.filter((change) => !isTypesOnly(change));
  const groups = [
    {
      breaks: true,
      all: routes
        .filter(({ change }) => change === 'removed')
        .map(({ route, place }) => wording.routeRemoved(inlineCode(route), inlineCode(place.path))),
    },
    {
      breaks: false,
      all: routes.filter(({ change }) => change === 'new').map(({ route, place }) => wording.routeNew(inlineCode(route), at(place))),
    },
    {
      breaks: true,
      all: [...Map.groupBy(removed, ({ path }) => path)].map(([path, gone]) => wording.publicRemoved(names(gone), inlineCode(path))),
    },
    { breaks: true, all: signatures.filter((change) => !isOptional(change)).map(signatureStatement) },
    { breaks: false, all: signatures.filter(isOptional).map(signatureStatement) },
    {
      breaks: false,
      all: typesOnly.length === 0 ? [] : [wording.typesOnly(typesOnly.slice(0, 2).map(placedBy(shortPlaces())), typesOnly.length)],
    },
  ];
  return {
    callers: groups.flatMap(({ all }) => capped(all)),
    breaking: groups.filter(({ breaks }) => breaks).flatMap(({ all }) => capped(all)),
  };
}

/** Whoever calls it as before still can: what it gained has a default, may be left out, or takes any number. */
function isOptional({ symbol, before, path }: PublicChange): boolean {
  if (before === undefined || !isCallable(symbol)) return false;
  const { gained, lost } = parameterChanges(symbol, before, path);
  return gained.length > 0 && lost.length === 0 && gained.every((parameter) => /[=?]|\.\.\.|^\*/u.test(parameter));
}

function parameterChanges(
  symbol: CodeSymbol,
  before: CodeSymbol | undefined,
  path: string,
): { readonly gained: readonly string[]; readonly lost: readonly string[] } {
  const read = TYPES_AFTER_NAMES.test(path) ? untypedParameters : parametersOf;
  const old = before === undefined ? [] : read(before);
  const now = read(symbol);
  return {
    gained: now.filter((parameter) => !old.includes(parameter) && !SEPARATORS.has(parameter)),
    lost: old.filter((parameter) => !now.includes(parameter) && !SEPARATORS.has(parameter)),
  };
}

function names(changes: readonly PublicChange[]): string {
  const unique = [...new Set(changes.map(({ symbol }) => shortName(symbol)))];
  return wording.list(unique.slice(0, MOST_NAMES), unique.length - MOST_NAMES);
}

function placedBy(place: ReturnType<typeof shortPlaces>): (change: PublicChange) => string {
  return ({ symbol, path }) => `${shortName(symbol)} (${place({ path, line: symbol.line })})`;
}

/** Annotations of Python and TypeScript mean nothing to a running caller. */
function isTypesOnly({ symbol, before, path }: PublicChange): boolean {
  if (before === undefined || !isCallable(symbol) || !TYPES_AFTER_NAMES.test(path)) return false;
  const untyped = (of: CodeSymbol): string =>
    untypedParameters(of)
      .filter((parameter) => !SEPARATORS.has(parameter))
      .join(',');
  return untyped(before) === untyped(symbol) && symbol.signature.includes('async ') === before.signature.includes('async ');
}

function signatureStatement({ symbol, before, path }: PublicChange): string {
  const name = shortName(symbol);
  const place = at({ path, line: symbol.line });
  const { gained: more, lost: less } = parameterChanges(symbol, before, path);
  const [gained, lost] = [more, less].map((all) => all.map((parameter) => inlineCode(parameter, 60))) as [string[], string[]];
  if (isCallable(symbol) && gained.length + lost.length > 0) return wording.parameters(name, gained.slice(0, 4), lost.slice(0, 4), place);
  const [then, today] = [inlineCode(before?.signature ?? '', 100), inlineCode(symbol.signature, 100)];
  // Long declarations that differ only behind what is shown.
  return then === today ? wording.declarationOf(name, place) : wording.declaration(then, today, place);
}

function capped(statements: readonly string[]): string[] {
  return statements.length <= MOST ? [...statements] : [...statements.slice(0, MOST), wording.andMore(statements.length - MOST)];
}
