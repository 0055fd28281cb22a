/** What a reviewer would open beside a change: what it uses, who uses what it changes, and what changes with it. Small, labelled, and never a reason to wait. */
import { estimateTokens } from '#src/diff/estimate-tokens.ts';
import { findDefinitions, listPathBlobs } from './catalogue.ts';
import { readText } from '#src/chunks/choose-file.ts';
import { changedTogether } from './co-change.ts';
import type { PastCommit } from './co-change.ts';
import { contextQuery } from './context-query.ts';
import type { ChangeInWords } from './context-query.ts';
import { findDefinedPlaces } from './find-definitions.ts';
import { loadIndexState } from './index-state.ts';
import { readQuery } from './query.ts';
import { CHANGE_WEIGHTS } from './rank-weights.ts';
import type { CodeSearch, SearchEnding } from './search-code.ts';
import type { Sql } from './sql.ts';
import { isCommon, joinIdentifier } from '#src/chunks/tokens.ts';

export interface ContextPorts {
  readonly sql: Sql;
  readonly search: (search: CodeSearch) => Promise<SearchEnding>;
  readonly readBlobs: (ids: readonly string[], commitSha: string) => Promise<ReadonlyMap<string, Buffer>>;
  /** Newest first; empty when nobody can tell. */
  readonly readHistory: (commitSha: string) => Promise<readonly PastCommit[]>;
  readonly now: () => Date;
}

export interface ContextPiece {
  readonly path: string;
  /** 1-based, inclusive, at `commitSha` (of the base branch, not of the pull request). */
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
  readonly commitSha: string;
  /** `definition` of, `caller` of `name`; or merely `near`. */
  readonly role: 'definition' | 'caller' | 'near';
  readonly name: string | undefined;
}

export type ReviewContext =
  | { readonly kind: 'context'; readonly commitSha: string; readonly pieces: readonly ContextPiece[] }
  /** The review goes on "without code context". */
  | { readonly kind: 'none'; readonly reason: 'no-index' | 'stale' | 'unavailable' | 'slow' };

export interface ContextBudget {
  readonly tokens: number;
  readonly milliseconds: number;
}

const STALE_MINUTES = 60;
const LONGEST_LINES = 30;
const MOST = { definition: 4, caller: 4, near: 2 } as const;
const MOST_NAMES = 40;

/** Never rejects but for `signal`: a store or mirror that is away costs the context, not the review. */
export async function readReviewContext(
  ports: ContextPorts,
  repositoryId: number,
  change: ChangeInWords,
  budget: ContextBudget,
  signal?: AbortSignal,
): Promise<ReviewContext> {
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<ReviewContext>((resolve) => {
    timer = setTimeout(resolve, budget.milliseconds, { kind: 'none', reason: 'slow' });
  });
  const gathered = gather(ports, repositoryId, change, budget.tokens).catch((): ReviewContext => ({ kind: 'none', reason: 'unavailable' }));
  try {
    return await Promise.race([gathered, slow]);
  } finally {
    clearTimeout(timer);
    signal?.throwIfAborted();
  }
}

async function gather(ports: ContextPorts, repositoryId: number, change: ChangeInWords, tokens: number): Promise<ReviewContext> {
  const state = await loadIndexState(ports.sql, repositoryId);
  const commitSha = state?.commitSha;
  if (state === undefined || commitSha === undefined) return { kind: 'none', reason: 'no-index' };
  const lag = state.behind ? ports.now().getTime() - (state.wantedAt?.getTime() ?? 0) : 0;
  if (lag > STALE_MINUTES * 60_000) return { kind: 'none', reason: 'stale' };
  const changed = new Set(change.files.map(({ path }) => path));
  const names = namesOf(change);
  const [used, own, near] = await Promise.all([
    findDefinedPlaces(ports.sql, repositoryId, names),
    changedSymbols(ports.sql, repositoryId, names, changed),
    findNear(ports, repositoryId, change, changed, commitSha),
  ]);
  const definitions = used.filter(({ path }) => !changed.has(path)).map((place) => ({ ...place, role: 'definition' as const }));
  const read = openReader(ports, repositoryId, commitSha);
  const callers = await findCallers(ports, repositoryId, own, changed, read);
  const pieces: ContextPiece[] = [];
  let left = tokens;
  for (const place of [...definitions.slice(0, MOST.definition), ...callers, ...near]) {
    const lines = await read(place.path, place.startLine, Math.min(place.endLine, place.startLine + LONGEST_LINES - 1));
    if (lines === undefined || pieces.some((other) => overlaps(other, { ...place, ...lines }))) continue;
    const cost = estimateTokens(`${place.path}${lines.text}`) + 15;
    if (cost > left) continue;
    left -= cost;
    pieces.push({ path: place.path, ...lines, commitSha, role: place.role, name: place.name });
  }
  return { kind: 'context', commitSha, pieces };
}

interface Spot {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly role: ContextPiece['role'];
  readonly name: string | undefined;
}

function overlaps(one: Pick<Spot, 'path' | 'startLine' | 'endLine'>, other: Pick<Spot, 'path' | 'startLine' | 'endLine'>): boolean {
  return one.path === other.path && one.startLine <= other.endLine && other.startLine <= one.endLine;
}

/** As code writes them, in changed lines and hunk headers; the most frequent first. */
function namesOf({ files }: ChangeInWords): readonly string[] {
  const counts = new Map<string, number>();
  for (const { hunkHeaders, changedLines } of files)
    for (const line of [...hunkHeaders, ...changedLines.slice(0, 2_000)])
      for (const [name] of line.slice(0, 400).matchAll(/[\p{L}_$][\p{L}\p{N}_$]{2,60}/gu))
        if (!isCommon(name.toLowerCase())) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_NAMES)
    .map(([name]) => name);
}

/** Names that the changed files themselves define: whoever calls these is concerned. */
async function changedSymbols(
  sql: Sql,
  repositoryId: number,
  names: readonly string[],
  changed: ReadonlySet<string>,
): Promise<readonly string[]> {
  const definitions = await findDefinitions(sql, repositoryId, names.map(joinIdentifier));
  const own = new Set(definitions.flatMap(({ path, symbol }) => (changed.has(path) && symbol.kind !== 'passed-on' ? [symbol.name] : [])));
  return names.filter((name) => own.has(name)).slice(0, 6);
}

type Reader = (path: string, from: number, to: number) => Promise<Pick<ContextPiece, 'startLine' | 'endLine' | 'text'> | undefined>;

function openReader({ sql, readBlobs }: ContextPorts, repositoryId: number, commitSha: string): Reader {
  const texts = new Map<string, Promise<readonly string[] | undefined>>();
  const load = async (path: string): Promise<readonly string[] | undefined> => {
    const blob = (await listPathBlobs(sql, repositoryId, [path])).get(path);
    const bytes = blob === undefined ? undefined : (await readBlobs([blob], commitSha)).get(blob);
    const content = bytes === undefined ? undefined : readText(bytes);
    return content === undefined || 'skipped' in content ? undefined : content.text.split(/\r\n|\n|\r/u);
  };
  return async (path, from, to) => {
    const lines = await (texts.get(path) ?? texts.set(path, load(path)).get(path));
    const part = lines?.slice(from - 1, to);
    const last = part?.findLastIndex((line) => line.trim() !== '') ?? -1;
    return part === undefined || last === -1
      ? undefined
      : {
          startLine: from,
          endLine: from + last,
          text: part
            .slice(0, last + 1)
            .join('\n')
            .toWellFormed(),
        };
  };
}

/** Chunks outside the change in which the name really stands, shown around its first mention. */
async function findCallers(
  { search }: ContextPorts,
  repositoryId: number,
  names: readonly string[],
  changed: ReadonlySet<string>,
  read: Reader,
): Promise<readonly Spot[]> {
  const found: Spot[] = [];
  for (const name of names) {
    if (found.length >= MOST.caller) break;
    const ending = await search({
      repositoryId,
      query: readQuery(name),
      content: 'code',
      limit: 12,
      withoutPaths: changed,
      weights: CHANGE_WEIGHTS,
    });
    if (ending.kind !== 'found') return found;
    for (const { path, hits } of ending.files) {
      if (found.length >= MOST.caller) break;
      const line = await firstMention(name, path, hits, read);
      if (line !== undefined) found.push({ path, startLine: Math.max(1, line - 4), endLine: line + 4, role: 'caller', name });
    }
  }
  return found;
}

async function firstMention(
  name: string,
  path: string,
  hits: readonly { readonly startLine: number; readonly endLine: number }[],
  read: Reader,
): Promise<number | undefined> {
  const whole = new RegExp(`(?<![\\p{L}\\p{N}_$])${name.replaceAll('$', String.raw`\$`)}(?![\\p{L}\\p{N}_$])`, 'u');
  for (const { startLine, endLine } of hits.slice(0, 3)) {
    const lines = await read(path, startLine, endLine);
    const at =
      lines?.text.split('\n').findIndex((line) => whole.test(line) && !/^\s*(?:import|from|use|require|#include)\b/u.test(line)) ?? -1;
    if (at !== -1) return startLine + at;
  }
  return undefined;
}

async function findNear(
  { search, readHistory }: ContextPorts,
  repositoryId: number,
  change: ChangeInWords,
  changed: ReadonlySet<string>,
  commitSha: string,
): Promise<readonly Spot[]> {
  const history = await readHistory(commitSha).catch(() => []);
  const ending = await search({
    repositoryId,
    query: readQuery(contextQuery(change)),
    content: 'code',
    limit: 6,
    withoutPaths: changed,
    changedTogether: changedTogether(history, changed),
    weights: CHANGE_WEIGHTS,
  });
  if (ending.kind !== 'found') return [];
  return ending.files
    .flatMap(({ path, hits }): Spot[] =>
      hits[0] === undefined ? [] : [{ path, startLine: hits[0].startLine, endLine: hits[0].endLine, role: 'near', name: undefined }],
    )
    .slice(0, MOST.near);
}
