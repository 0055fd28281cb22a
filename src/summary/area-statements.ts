import type { FileFacts, SymbolChange } from './facts.ts';
import type { Moves } from './moves.ts';
import { changedLine, plainEdit } from './plain-edit.ts';
import { shortPlaces } from './short-places.ts';
import { inlineCode } from './show-text.ts';
import { shortName, symbolName } from './symbol-name.ts';
import { qualifiedName } from './symbol-changes.ts';
import { wording } from './wording.ts';

const MOST_NAMED = 4;
const MOST_FILES = 3;
const MOST_LINES_SHOWN = 2;

interface NamedChange extends SymbolChange {
  readonly path: string;
  readonly facts: FileFacts;
}

/** What happened in one area, as parts of a sentence: new, changed, removed, renamed, deleted, and what has no names. */
export function areaStatements(files: readonly FileFacts[], moved: Moves, brief: boolean): string[] {
  const most = brief ? MOST_NAMED - 1 : MOST_NAMED;
  const changes = files
    .filter(({ role }) => role !== 'test' || files.every((file) => file.role === 'test'))
    .flatMap((facts) =>
      (facts.symbols ?? []).map((original) => ({ ...original, path: facts.file.path, facts, target: moved.get(original) })),
    )
    .filter(({ partOfWhole, target }) => partOfWhole !== true || target !== undefined);
  const staying = changes.filter(({ target }) => target === undefined);
  const leaving = changes.filter(({ target, change }) => target !== undefined && change === 'removed');
  return [
    ...named(wording.adds, publicFirst(staying, ['new']), most),
    ...named(wording.changes, publicFirst(staying, ['signature', 'body']), most),
    ...named(wording.removes, publicFirst(staying, ['removed']), most),
    ...[...Map.groupBy(leaving, ({ target }) => target ?? '')]
      .slice(0, 2)
      .flatMap(([target, away]) => named((names) => wording.moves(names, inlineCode(target)), away, most)),
    ...unnamedFiles(files),
  ];
}

/** Where some are public, private ones are detail and left to the diff; what changed most comes first. */
function publicFirst(changes: readonly NamedChange[], kinds: readonly SymbolChange['change'][]): NamedChange[] {
  const ofKind = changes
    .filter(({ change, symbol }) => kinds.includes(change) && symbol.kind !== 'constant')
    .toSorted((a, b) => b.lines - a.lines);
  const exported = ofKind.filter(({ symbol }) => symbol.exported);
  const all = exported.length > 0 ? exported : ofKind;
  // A class of which members are named needs no name of its own.
  const inside = new Set(all.map(({ path, symbol }) => `${path} ${symbol.container ?? ''}`));
  const candidates = all.filter(({ path, change, symbol }) => change !== 'body' || !inside.has(`${path} ${qualifiedName(symbol)}`));
  return candidates.length > 0 ? candidates : changes.filter(({ change }) => kinds.includes(change));
}

function named(words: (names: string, more: number) => string, changes: readonly NamedChange[], most: number): string[] {
  if (changes.length === 0) return [];
  const at = shortPlaces();
  const unique = [...new Map(changes.toReversed().map((change) => [qualifiedName(change.symbol), change])).values()].toReversed();
  const names = unique.slice(0, most).map(({ symbol, change, path, facts }) => {
    // The one line of a small change says more than the name of what it stands in.
    const line = change === 'body' && unique.length <= MOST_LINES_SHOWN ? changedLine(facts) : undefined;
    const place = change === 'removed' ? undefined : at({ path, line: line === undefined ? symbol.line : facts.line });
    if (place !== undefined && line !== undefined) return `${shortName(symbol)} (${place}: ${line})`;
    const name = change === 'new' ? symbolName(symbol) : shortName(symbol);
    return place === undefined ? name : `${name} (${place})`;
  });
  return [words(wording.list(names, unique.length - names.length), unique.length)];
}

function unnamedFiles(files: readonly FileFacts[]): string[] {
  const whole = (status: string): FileFacts[] => files.filter(({ file }) => file.status === status);
  const plain = files.filter(
    ({ file, symbols, role }) =>
      (file.status === 'modified' || file.status === 'added' || file.status === 'type-changed') &&
      ((symbols ?? []).length === 0 || role === 'configuration'),
  );
  return [
    ...listed(wording.renamesFiles, whole('renamed'), ({ file }) => `${inlineCode(file.previousPath ?? '?')} → ${inlineCode(file.path)}`),
    ...listed(wording.copiesFiles, whole('copied'), ({ file }) => `${inlineCode(file.previousPath ?? '?')} → ${inlineCode(file.path)}`),
    ...listed(
      wording.deletesFiles,
      whole('deleted').filter(({ symbols = [] }) => symbols.length === 0),
      ({ file }) => inlineCode(file.path),
    ),
    ...listed(
      wording.addsFiles,
      plain.filter(({ file }) => file.status === 'added'),
      ({ file }, at) => at({ path: file.path, line: 1 }),
    ),
    ...listed(
      wording.editsFiles,
      plain.filter(({ file }) => file.status !== 'added'),
      (facts, at) => plainEdit(facts, at({ path: facts.file.path, line: facts.line }), plain.length > MOST_FILES),
    ),
  ];
}

function listed(
  words: (names: string, count: number) => string,
  files: readonly FileFacts[],
  show: (file: FileFacts, at: ReturnType<typeof shortPlaces>) => string,
): string[] {
  if (files.length === 0) return [];
  const at = shortPlaces();
  const shown = files.slice(0, MOST_FILES).map((file) => show(file, at));
  return [words(wording.list(shown, files.length - MOST_FILES), files.length)];
}
