/** Paths as evidence: a file is often named for what it does. */
import { newestVersion } from './file-role.ts';
import type { Query } from './query.ts';
import { inverseFrequency } from '#src/chunks/term-weights.ts';
import { termsOfIdentifier } from '#src/chunks/tokens.ts';

export interface PathEvidence {
  /** Share of the query's weight that the file's own name holds. */
  readonly name: number;
  /** The same for its folders. */
  readonly folders: number;
  /** Share of the file's name that the query mentions. */
  readonly covered: number;
}

export interface IndexedPath {
  readonly path: string;
  readonly lines: number;
}

export interface PathIndex {
  readonly files: ReadonlyMap<string, IndexedPath>;
  /** Of `newestVersion`. */
  readonly newestVersion: number;
  /** Evidence by path; paths that share no word with the query are absent. */
  readonly match: (query: Query) => ReadonlyMap<string, PathEvidence>;
}

export function indexPaths(files: readonly IndexedPath[]): PathIndex {
  const paths = files.map(({ path }) => path);
  const names = new Map<string, number[]>();
  const folders = new Map<string, number[]>();
  const nameSizes = paths.map((path, index) => {
    const own = nameTerms(path);
    for (const term of own) listOf(names, term).push(index);
    for (const term of folderTerms(path)) if (!own.has(term)) listOf(folders, term).push(index);
    return own.size;
  });

  function match(query: Query): ReadonlyMap<string, PathEvidence> {
    const found = new Map<number, { name: number; folders: number; words: number }>();
    let mass = 0;
    for (const [term, weight] of query.terms) {
      const root = rootOf(term);
      const inNames = names.get(root) ?? [];
      const inFolders = folders.get(root) ?? [];
      const idf = inverseFrequency(paths.length, inNames.length + inFolders.length) * weight;
      if (weight === 1) mass += idf;
      for (const index of inNames) {
        const entry = entryOf(found, index);
        entry.name += idf;
        entry.words += 1;
      }
      for (const index of inFolders) entryOf(found, index).folders += idf;
    }
    return new Map(
      [...found].map(([index, entry]) => [
        paths[index] ?? '',
        {
          name: entry.name / (mass || 1),
          folders: entry.folders / (mass || 1),
          covered: Math.min(1, entry.words / (nameSizes[index] || 1)),
        },
      ]),
    );
  }

  return { files: new Map(files.map((file) => [file.path, file])), newestVersion: newestVersion(paths), match };
}

function nameTerms(path: string): ReadonlySet<string> {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/u, '');
  return new Set(termsOfIdentifier(name.replaceAll(/[-.]/gu, '_')).map(rootOf));
}

function folderTerms(path: string): ReadonlySet<string> {
  return new Set(
    path
      .split('/')
      .slice(0, -1)
      .flatMap((folder) => termsOfIdentifier(folder.replaceAll(/[-.]/gu, '_')))
      .map(rootOf),
  );
}

/** Files are named for the doer, questions for the deed: `formatter` and "formatting", `parser` and "parsing". */
function rootOf(term: string): string {
  const root = term.length >= 6 && /(?:er|or)$/u.test(term) ? term.slice(0, -2) : term;
  return /([^aeiouylsz])\1$/u.test(root) ? root.slice(0, -1) : root;
}

function listOf(index: Map<string, number[]>, term: string): number[] {
  const list = index.get(term) ?? [];
  index.set(term, list);
  return list;
}

function entryOf(
  found: Map<number, { name: number; folders: number; words: number }>,
  index: number,
): { name: number; folders: number; words: number } {
  const entry = found.get(index) ?? { name: 0, folders: 0, words: 0 };
  found.set(index, entry);
  return entry;
}
