/** What a change takes away although files outside it still use it: read from the syntax index, exactly or not at all. */
import { findDefinitions, listPathBlobs } from './catalogue.ts';
import { readText } from '#src/chunks/choose-file.ts';
import { loadIndexState } from './index-state.ts';
import { readQuery } from './query.ts';
import type { CodeSearch, SearchEnding } from './search-code.ts';
import type { Sql } from './sql.ts';
import { isCommon, joinIdentifier } from '#src/chunks/tokens.ts';
import { useIn } from './uses-of.ts';
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { languageOf } from '#src/syntax/language-of.ts';
import { outlineOf } from '#src/syntax/outline-of.ts';

export interface LeftUse {
  readonly name: string;
  /** Where it was declared: a deleted line of the change. */
  readonly path: string;
  readonly baseLine: number;
  readonly code: string;
  /** At least one, at `commitSha`. */
  readonly uses: readonly { readonly path: string; readonly line: number }[];
  readonly commitSha: string;
}

export interface LeftUsePorts {
  readonly sql: Sql;
  readonly search: (search: CodeSearch) => Promise<SearchEnding>;
  readonly readBlobs: (ids: readonly string[]) => Promise<ReadonlyMap<string, Buffer>>;
}

const MOST_NAMES = 12;
const MOST_USES = 3;
const MOST_FILES = 40;
const LARGEST_TEXT = 512 * 1024;

/** @returns undefined when the index cannot tell: it has no commit of this base branch. */
export async function findLeftUses(
  ports: LeftUsePorts,
  repositoryId: number,
  { files, baseRef }: { readonly files: readonly ChangedFile[]; readonly baseRef: string },
  signal?: AbortSignal,
): Promise<readonly LeftUse[] | undefined> {
  const state = await loadIndexState(ports.sql, repositoryId);
  const commitSha = state?.commitSha;
  if (state === undefined || commitSha === undefined || state.branch !== baseRef) return undefined;
  const changed = new Set(files.flatMap(({ path, previousPath }) => (previousPath === undefined ? [path] : [path, previousPath])));
  const gone = (await goneFrom(files, ports.readBlobs)).slice(0, MOST_NAMES);
  const definitions = await findDefinitions(
    ports.sql,
    repositoryId,
    gone.map(({ name }) => joinIdentifier(name)),
  );
  const elsewhere = new Set(
    definitions.flatMap(({ path, symbol }) => (changed.has(path) || symbol.kind === 'passed-on' ? [] : [symbol.name])),
  );
  const left: LeftUse[] = [];
  for (const one of gone.filter(({ name }) => !elsewhere.has(name))) {
    signal?.throwIfAborted();
    const uses = await usesOf(ports, repositoryId, one, changed);
    if (uses.length > 0) left.push({ ...one, uses, commitSha });
  }
  return left;
}

type Gone = Pick<LeftUse, 'name' | 'path' | 'baseLine' | 'code'>;

/** Top-level declarations for others that no changed file declares or names any more. */
async function goneFrom(files: readonly ChangedFile[], readBlobs: LeftUsePorts['readBlobs']): Promise<readonly Gone[]> {
  const taking = files.filter(({ hunks, baseBlob }) => baseBlob !== undefined && hunks.some(({ lines }) => lines.some(isDeleted)));
  const read = files.filter(({ path }) => languageOf(path) !== undefined).slice(0, MOST_FILES);
  const blobs = await readBlobs([...new Set(read.flatMap(({ baseBlob, headBlob }) => [baseBlob ?? [], headBlob ?? []].flat()))]);
  const textOf = (blob: string | undefined): string => {
    const bytes = blob === undefined ? undefined : blobs.get(blob);
    return bytes === undefined || bytes.length > LARGEST_TEXT ? '' : bytes.toString('utf8');
  };
  const heads = read.map((file) => ({ path: file.path, text: textOf(file.headBlob), deleted: file.status === 'deleted' }));
  const found: Gone[] = [];
  for (const file of taking.filter((one) => read.includes(one))) {
    const language = languageOf(file.path);
    const symbols = language === undefined ? undefined : await outlineOf(language, textOf(file.baseBlob));
    for (const { name, line, container, exported } of symbols ?? []) {
      if (container !== undefined || !exported || name.length < 4 || isCommon(name.toLowerCase())) continue;
      const code = deletedLine(file, line);
      const word = new RegExp(`(?<![\\w$])${name.replaceAll('$', String.raw`\$`)}(?![\\w$])`, 'u');
      // Whoever still names it in the change has moved it, or passes it on.
      const isNamed = heads.some(({ text, path }) => word.test(text) && (path === file.path || declares(text, name)));
      if (code !== undefined && !isNamed) found.push({ name, path: file.path, baseLine: line, code });
    }
  }
  return found;
}

function isDeleted({ kind }: { readonly kind: string }): boolean {
  return kind === 'deleted';
}

function deletedLine({ hunks }: ChangedFile, line: number): string | undefined {
  return hunks.flatMap(({ lines }) => lines).find(({ kind, oldLine }) => kind === 'deleted' && oldLine === line)?.text;
}

function declares(text: string, name: string): boolean {
  const plain = name.replaceAll('$', String.raw`\$`);
  return new RegExp(
    `\\b(?:def|class|func|function|const|let|var|type|interface|enum|struct|record)\\s+(?:\\([^)]{0,200}\\)\\s*)?${plain}(?![\\w$])|^${plain}\\s*[:=]`,
    'mu',
  ).test(text);
}

async function usesOf(
  { sql, search, readBlobs }: LeftUsePorts,
  repositoryId: number,
  { name, path }: Gone,
  changed: ReadonlySet<string>,
): Promise<LeftUse['uses']> {
  const ending = await search({ repositoryId, query: readQuery(name), content: 'code', limit: 12, withoutPaths: changed });
  if (ending.kind !== 'found') return [];
  const ids = await listPathBlobs(
    sql,
    repositoryId,
    ending.files.map((file) => file.path),
  );
  const blobs = await readBlobs([...new Set(ids.values())]);
  const uses: LeftUse['uses'][number][] = [];
  for (const [user, blob] of ids) {
    const bytes = blobs.get(blob);
    const content = bytes === undefined ? undefined : readText(bytes);
    if (uses.length === MOST_USES || content === undefined || 'skipped' in content) continue;
    const at = useIn(content.text, user, { name, path });
    if (at !== undefined) uses.push({ path: user, line: at + 1 });
  }
  return uses;
}
