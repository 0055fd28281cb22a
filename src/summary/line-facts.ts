/** Facts that single lines tell: routes, environment variables, what a migration drops. */
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { changedLines } from './changed-lines.ts';
import type { ChangedLine } from './changed-lines.ts';
import type { FileFacts, RouteChange, SummaryFacts } from './facts.ts';

const ROUTES: readonly RegExp[] = [
  /\b(?:app|router|server|api|routes?|r|mux|group|\w{1,40}Router)\.(?<verb>get|post|put|patch|delete|head|options|GET|POST|PUT|PATCH|DELETE|Get|Post|Put|Patch|Delete)\(\s*["'`](?<path>\/[^"'`\s]{0,200})["'`]/u,
  /^\s*@\w{1,40}\.(?<verb>get|post|put|patch|delete|route|websocket)\(\s*["'](?<path>\/[^"'\s]{0,200})["'](?<rest>[^\n]{0,200})/u,
  /@(?<verb>Get|Post|Put|Patch|Delete|Request)Mapping\(\s*(?:(?:path|value)\s*=\s*)?\{?\s*"(?<path>\/?[^"\s]{0,200})"/u,
  /\.Handle(?:Func)?\(\s*"(?:(?<verb>[A-Z]{3,7}) )?(?<path>\/[^"\s]{0,200})"/u,
];

const SETTINGS: readonly RegExp[] = [
  /\bprocess\.env(?:\.|\[\s*["'])(?<name>[A-Z][A-Z0-9_]{1,80})/gu,
  /\b(?:os\.environ(?:\.get\(|\[)|os\.getenv\(|System\.getenv\(|os\.Getenv\(|os\.LookupEnv\(|ENV(?:\.fetch\(|\[)|env::var\()\s*["'](?<name>[A-Z][A-Z0-9_]{1,80})["']/gu,
];

const DROPS: readonly (readonly [RegExp, string])[] = [
  [/\bdrop\s+table\b|\bdrop_table\b|\bDeleteModel\b|\bdropTable\b/iu, 'drops a table'],
  [/\bdrop\s+column\b|\bdrop_column\b|\bremove_column\b|\bRemoveField\b|\bdropColumn\b/iu, 'drops a column'],
  [/\btruncate\s+(table\s+)?\w+|^\s*delete\s+from\b/iu, 'deletes rows'],
  [/\balter\s+column\b.{0,80}\btype\b|\bmodify\s+column\b/iu, 'changes the type of a column'],
  [/\bset\s+not\s+null\b/iu, 'makes a column NOT NULL'],
];

type LineFacts = Pick<SummaryFacts, 'routes' | 'settings' | 'drops'>;

export function lineFacts(files: readonly FileFacts[]): LineFacts {
  const sources = files.filter(({ role }) => role === 'source').flatMap(({ file }) => changedLines(file));
  const migrations = files.filter(({ role }) => role === 'migration').flatMap(({ file }) => changedLines(file));
  return { routes: routeChanges(sources), settings: newSettings(sources), drops: drops(migrations) };
}

function routeChanges(lines: readonly ChangedLine[]): RouteChange[] {
  const seen = lines.flatMap((line) => routesIn(line.text).map((route) => ({ route, line })));
  const inKind = (kind: ChangedLine['kind']): Set<string> =>
    new Set(seen.filter(({ line }) => line.kind === kind).map(({ route }) => route));
  const added = inKind('added');
  const deleted = inKind('deleted');
  return uniqueBy(
    seen
      .filter(({ route, line }) => !(line.kind === 'added' ? deleted : added).has(route))
      .map(
        ({ route, line: { kind, path, line } }) =>
          ({ change: kind === 'added' ? 'new' : 'removed', route, place: { path, line } }) as const,
      ),
    ({ route }) => route,
  );
}

/** The route whose handler a changed line stands in, as far as its hunk shows it. */
export function routeAround(file: ChangedFile, line: number): string | undefined {
  const hunk = file.hunks.find(({ newStart, newLines }) => line >= newStart && line < newStart + newLines);
  // The line may be a comment just above the handler, so two more are read.
  const above = (hunk?.lines ?? []).filter(({ newLine }) => newLine !== undefined && newLine <= line + 2).map(({ text }) => text);
  return [hunk?.section ?? '', ...above].flatMap((text) => routesIn(text.slice(0, 2_000))).at(-1);
}

function routesIn(text: string): string[] {
  for (const pattern of ROUTES) {
    const groups = pattern.exec(text)?.groups;
    const path = groups?.['path'];
    if (path !== undefined) return verbsOf(groups?.['verb'], groups?.['rest']).map((verb) => `${verb} ${path}`.trimStart());
  }
  return [];
}

/** Empty: the line names no method, so none is shown. */
function verbsOf(verb = '', rest = ''): string[] {
  const listed = [...(/methods\s*=\s*[[({]([^\])}]{0,100})/u.exec(rest)?.[1] ?? '').matchAll(/[A-Z]{3,7}/gu)].map((match) => match[0]);
  if (listed.length > 0) return listed;
  const upper = verb.toUpperCase();
  return [upper === 'ROUTE' || upper === 'REQUEST' ? '' : upper];
}

function newSettings(lines: readonly ChangedLine[]): LineFacts['settings'] {
  const named = lines.flatMap((line) =>
    SETTINGS.flatMap((pattern) => [...line.text.matchAll(pattern)]).map((match) => ({ name: match.groups?.['name'] ?? '', line })),
  );
  const before = new Set(named.filter(({ line }) => line.kind === 'deleted').map(({ name }) => name));
  return uniqueBy(
    named
      .filter(({ name, line }) => line.kind === 'added' && !before.has(name))
      .map(({ name, line }) => ({ name, path: line.path, line: line.line })),
    ({ name }) => name,
  );
}

/** Whatever stands in a "down" part counts too: better one line too many to check than one too few. */
function drops(lines: readonly ChangedLine[]): LineFacts['drops'] {
  return lines
    .filter(({ kind }) => kind === 'added')
    .flatMap(({ text, path, line }) => DROPS.filter(([pattern]) => pattern.test(text)).map(([, what]) => ({ path, line, what })));
}

function uniqueBy<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  return [...new Map(items.toReversed().map((item) => [key(item), item])).values()].toReversed();
}
