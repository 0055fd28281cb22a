/** The places that a question is about, with their text, and whether they can answer it at all. */
import type { SkipReason } from '#src/chunks/choose-file.ts';
import { readText } from '#src/chunks/choose-file.ts';
import { roleOf } from './file-role.ts';
import { readQuery } from './query.ts';
import { coverageOf, questionWords, wordsIn } from './question-words.ts';
import type { Coverage, QuestionWord } from './question-words.ts';
import type { Hit } from './rank-files.ts';
import { tellingLine } from './telling-line.ts';
import type { CodeSearch, SearchEnding } from './search-code.ts';

export interface FindPorts {
  readonly search: (search: CodeSearch) => Promise<SearchEnding>;
  /** Of the answering commit; ids that are missing are absent. */
  readonly readBlobs: (ids: readonly string[], commitSha: string) => Promise<ReadonlyMap<string, Buffer>>;
}

export interface Place {
  readonly path: string;
  /** 1-based, inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  readonly content: 'code' | 'text';
  /** The lines as they stand there. */
  readonly text: string;
  readonly commitSha: string;
  /** The line that says most about the question. */
  readonly telling?: number;
}

export type PlacesEnding =
  | {
      readonly kind: 'found';
      readonly commitSha: string;
      readonly behind: boolean;
      /** Nearest first, code before documentation of the same rank. */
      readonly places: readonly Place[];
      /** Whether the places hold what the question is about; measured by `npm run bench:ask`. */
      readonly answerable: boolean;
      /** Words of the question that stand in none of them. */
      readonly missing: readonly string[];
      /** What it is about; absent when it points at the lines that it was asked on. */
      readonly asked?: { readonly words: readonly string[]; readonly standIn: (text: string) => ReadonlySet<string> };
    }
  | { readonly kind: 'no-index' };

const FILES = 8;
const PER_FILE = 2;
/** Of the best place's share of the question. */
const NEAR_ENOUGH = 0.75;

/** "Why is this safe?" asks about the lines it was written on, whatever their words are. */
const POINTING = /\b(?:this|that|these|those|here|it|its|they|them|line|lines)\b/iu;

/** @param about the lines that the question was asked on, if any. @throws StoreError, and what `readBlobs` throws. */
export async function findPlaces(ports: FindPorts, repositoryId: number, question: string, about?: Place): Promise<PlacesEnding> {
  const points = about !== undefined && POINTING.test(question);
  const query = readQuery(points ? `${question}\n${about.text}` : question);
  const [code, text] = await Promise.all(
    (['code', 'text'] as const).map((content) => ports.search({ repositoryId, query, content, limit: FILES })),
  );
  if (code?.kind !== 'found' || text?.kind !== 'found') return { kind: 'no-index' };
  const { commitSha } = code;
  const hits = inTurn([code, text].map(({ files }) => files.map((file) => file.hits.slice(0, PER_FILE))));
  const blobs = await ports.readBlobs([...new Set(hits.map(({ hit }) => hit.blobId))], commitSha);
  const found = hits.flatMap(({ hit, content }): Place[] => {
    const { path, startLine, endLine, blobId } = hit;
    const lines = linesOf(blobs.get(blobId), startLine, endLine);
    return lines === undefined ? [] : [{ path, ...lines, content, commitSha }];
  });
  const words = questionWords(question);
  const all = about === undefined ? found : [about, ...found];
  const places = query.wantsPast ? all : withoutPast(all, words);
  const coverage = coverageOf(words, places.map(asText));
  // What holds little of the question beside places that hold much only distracts.
  const near = places.filter((place, at) => place === about || (coverage.each[at] ?? 0) >= coverage.best * NEAR_ENOUGH);
  const answerable = points || isAnswerable(coverage);
  const told = near.map((place) => ({ ...place, telling: place.startLine + tellingLine(question, place.text.split('\n')) }));
  const asked = { words: words.map(({ word }) => word), standIn: (text: string) => wordsIn(words, text) };
  return {
    kind: 'found',
    commitSha,
    behind: code.behind,
    places: told,
    answerable,
    missing: coverage.missing,
    ...(points ? {} : { asked }),
  };
}

/**
 * A changelog says what was changed once: as a source it proves claims that are not so any more, or were never meant so. It stays
 * where the rest of the repository does not hold what is asked.
 */
function withoutPast(places: readonly Place[], words: readonly QuestionWord[]): readonly Place[] {
  const present = places.filter(({ path }) => roleOf(path) !== 'past');
  return isAnswerable(coverageOf(words, present.map(asText))) ? present : places;
}

const asText = ({ path, text }: Place): string => `${path}\n${text}`;

/** One place holds nearly all that is asked about; or the places together hold all of it, and one of them most. */
export function isAnswerable({ best, all }: Coverage): boolean {
  return best >= 0.8 || (all >= 0.999 && best >= 0.65);
}

interface Turn {
  readonly hit: Hit;
  readonly content: 'code' | 'text';
}

/** The best place of each file first, file by file; three of code, then one of documentation. */
function inTurn([code = [], text = []]: readonly (readonly (readonly Hit[])[])[]): readonly Turn[] {
  const turns = (files: readonly (readonly Hit[])[], content: Turn['content']): Turn[] =>
    Array.from({ length: PER_FILE }, (_, rank) => files.flatMap((hits) => hits[rank] ?? [])).flatMap((hits) =>
      hits.map((hit) => ({ hit, content })),
    );
  const [ofCode, ofText] = [turns(code, 'code'), turns(text, 'text')];
  const mixed: Turn[] = [];
  while (ofCode.length + ofText.length > 0) mixed.push(...ofCode.splice(0, 3), ...ofText.splice(0, 1));
  return mixed;
}

/** As the indexer cut it, without empty lines at its ends. */
function linesOf(bytes: Buffer | undefined, startLine: number, endLine: number): Pick<Place, 'startLine' | 'endLine' | 'text'> | undefined {
  const read: { readonly text: string } | { readonly skipped: SkipReason } = bytes === undefined ? { skipped: 'no text' } : readText(bytes);
  if ('skipped' in read) return undefined;
  const lines = read.text.split(/\r\n|\n|\r/u).slice(startLine - 1, endLine);
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first === -1) return undefined;
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return {
    startLine: startLine + first,
    endLine: startLine + last,
    text: lines
      .slice(first, last + 1)
      .join('\n')
      .toWellFormed(),
  };
}
