/** Do the weights hold for repositories they were not measured on? Fit them on all but one, judge on that one, for each. */
import type { RankWeights } from '#src/retrieval/rank-weights.ts';
import type { Question } from './questions.ts';
import { mean, ndcgAt10, recallAt10 } from './measures.ts';

export interface Case {
  readonly repository: string;
  readonly question: Question;
  readonly rank: (weights: RankWeights) => readonly string[];
}

export interface Quality {
  readonly ndcg: number;
  readonly recall: number;
}

/** A start that knows nothing of the data: every leg counts, no number was fitted. */
const NEUTRAL: RankWeights = {
  features: {
    best: 0.5,
    several: 0.5,
    name: 0.5,
    folders: 0.5,
    covered: 0.5,
    asked: 1,
    extent: 1,
    mentioned: 0.5,
    version: 0.5,
    pathInQuery: 1,
    changedTogether: 1,
  },
  test: 0.5,
  legacy: 0.5,
  example: 0.5,
  declaration: 0.5,
  past: 0.5,
  thinEntry: 0.5,
};
const STEPS = [0.4, 0.2];

export function judge(cases: readonly Case[], weights: RankWeights): Quality {
  const ranked = cases.map(({ question, rank }) => ({ question, paths: rank(weights) }));
  return {
    ndcg: mean(ranked.map(({ question, paths }) => ndcgAt10(paths, question.relevant))),
    recall: mean(ranked.map(({ question, paths }) => recallAt10(paths, question.relevant))),
  };
}

export function leaveOneOut(cases: readonly Case[]): { readonly neutral: Quality; readonly heldOut: Quality } {
  const repositories = [...new Set(cases.map(({ repository }) => repository))];
  const judged = repositories.map((name) => {
    const others = cases.filter(({ repository }) => repository !== name);
    const own = cases.filter(({ repository }) => repository === name);
    return { size: own.length, quality: judge(own, fit(others)) };
  });
  const share = (pick: (quality: Quality) => number): number =>
    judged.reduce((total, { size, quality }) => total + pick(quality) * size, 0) / cases.length;
  return { neutral: judge(cases, NEUTRAL), heldOut: { ndcg: share(({ ndcg }) => ndcg), recall: share(({ recall }) => recall) } };
}

/** Coordinate ascent: one weight at a time, up or down, as long as it helps. */
function fit(cases: readonly Case[]): RankWeights {
  let weights = NEUTRAL;
  let best = worth(judge(cases, weights));
  for (const step of STEPS)
    for (const change of changesOf(step)) {
      const changed = change(weights);
      const value = worth(judge(cases, changed));
      if (value <= best + 1e-5) continue;
      weights = changed;
      best = value;
    }
  return weights;
}

function worth({ ndcg, recall }: Quality): number {
  return ndcg + 0.3 * recall;
}

function* changesOf(step: number): Generator<(weights: RankWeights) => RankWeights> {
  for (const by of [step, -step, step, -step]) {
    for (const name of Object.keys(NEUTRAL.features) as (keyof RankWeights['features'])[])
      yield (weights) => ({ ...weights, features: { ...weights.features, [name]: Math.max(0, weights.features[name] + by) } });
    for (const name of ['test', 'legacy', 'example', 'declaration', 'past', 'thinEntry'] as const)
      yield (weights) => ({ ...weights, [name]: Math.min(1, Math.max(0.1, weights[name] + by)) });
  }
}
