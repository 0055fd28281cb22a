/** From what each leg found to one order of files. Pure; every weight is measured (bench/retrieval). */
import { judgeDefinitions } from './definition-score.ts';
import type { Definition } from './definition-score.ts';
import { isOldVersion, isThinEntry, roleOf } from './file-role.ts';
import type { PathIndex } from './path-index.ts';
import type { Query } from './query.ts';
import { QUESTION_WEIGHTS } from './rank-weights.ts';
import type { Features, RankWeights } from './rank-weights.ts';

/** A chunk that a leg found. */
export interface Hit {
  readonly path: string;
  readonly blobId: string;
  readonly ordinal: number;
  readonly startLine: number;
  readonly endLine: number;
  readonly score: number;
}

export interface Evidence {
  readonly query: Query;
  readonly hits: readonly Hit[];
  readonly definitions: readonly Definition[];
  readonly paths: PathIndex;
  /** Per path, 0 to 1: how often it changed together with the files of the query. */
  readonly changedTogether?: ReadonlyMap<string, number>;
}

export interface RankedFile {
  readonly path: string;
  readonly score: number;
  /** What spoke for it, by leg, before weights: the `why` of a result. */
  readonly why: Features;
  /** Best first. */
  readonly hits: readonly Hit[];
}

/** Best first; equal scores in the order of their paths. Files that nothing speaks for are absent. */
export function rankFiles(evidence: Evidence, weights: RankWeights = QUESTION_WEIGHTS): readonly RankedFile[] {
  return rankFeatures(gatherFeatures(evidence), evidence, weights);
}

export function rankFeatures(
  gathered: readonly Omit<RankedFile, 'score'>[],
  evidence: Pick<Evidence, 'query' | 'paths'>,
  weights: RankWeights,
): readonly RankedFile[] {
  return gathered
    .map(({ path, why, hits }) => ({ path, why, hits, score: sum(why, weights.features) * factorOf(path, evidence, weights) }))
    .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1));
}

export function gatherFeatures(evidence: Evidence): readonly Omit<RankedFile, 'score'>[] {
  const { query, paths, changedTogether } = evidence;
  const hitsOf = Map.groupBy(evidence.hits, ({ path }) => path);
  const lexical = new Map([...hitsOf].map(([path, hits]) => [path, strengthOf(hits)]));
  const best = Math.max(1e-9, ...[...lexical.values()].map((strength) => strength.best));
  const several = Math.max(1e-9, ...[...lexical.values()].map((strength) => strength.several));
  const byPath = paths.match(query);
  const definitions = judgeDefinitions(query, evidence.definitions);
  const candidates = new Set([...hitsOf.keys(), ...byPath.keys(), ...definitions.keys(), ...(changedTogether?.keys() ?? [])]);
  return [...candidates].map((path) => {
    const place = byPath.get(path);
    const definition = definitions.get(path);
    const why = {
      best: (lexical.get(path)?.best ?? 0) / best,
      several: (lexical.get(path)?.several ?? 0) / several,
      name: place?.name ?? 0,
      folders: place?.folders ?? 0,
      covered: place?.covered ?? 0,
      asked: definition?.asked ?? 0,
      extent: definition?.extent ?? 0,
      mentioned: definition?.mentioned ?? 0,
      version: path.split('/').some((part) => query.versions.has(part)) ? 1 : 0,
      pathInQuery: query.paths.some((mention) => path === mention || path.endsWith(`/${mention}`)) ? 1 : 0,
      changedTogether: changedTogether?.get(path) ?? 0,
    };
    return { path, why, hits: (hitsOf.get(path) ?? []).toSorted((a, b) => b.score - a.score) };
  });
}

function strengthOf(hits: readonly Hit[]): { readonly best: number; readonly several: number } {
  const scores = hits.map(({ score }) => score).sort((a, b) => b - a);
  return { best: scores[0] ?? 0, several: scores.slice(0, 5).reduce((total, score) => total + score, 0) };
}

function sum(why: Features, weights: Features): number {
  let total = 0;
  for (const feature of Object.keys(weights) as (keyof Features)[]) total += why[feature] * weights[feature];
  return total;
}

function factorOf(path: string, { query, paths }: Pick<Evidence, 'query' | 'paths'>, weights: RankWeights): number {
  const role = roleOf(path);
  let factor = 1;
  if (role === 'test' && !query.wantsTests) factor *= weights.test;
  if (role === 'example') factor *= weights.example;
  if (role === 'past' && !query.wantsPast) factor *= weights.past;
  if (role === 'declaration') factor *= weights.declaration;
  if (role === 'legacy' || isOldVersion(path, paths.newestVersion, query.versions)) factor *= weights.legacy;
  if (isThinEntry(path, paths.files.get(path)?.lines ?? 0)) factor *= weights.thinEntry;
  return factor;
}
