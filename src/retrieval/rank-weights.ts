/** How much each piece of evidence counts. Measured; docs/decisions/2026-11-21-retrieval-without-a-model.md says how. */

/** What speaks for a file; 0 when it does not. */
export interface Features {
  /** Its best chunk, against the best of all files. */
  readonly best: number;
  /** Its five best chunks together, against the most of all files. */
  readonly several: number;
  /** `PathEvidence`. */
  readonly name: number;
  readonly folders: number;
  readonly covered: number;
  /** `DefinitionEvidence`. */
  readonly asked: number;
  readonly extent: number;
  readonly mentioned: number;
  /** It lies in the version folder that the query names. */
  readonly version: number;
  /** Its path, or the end of it, stands in the query. */
  readonly pathInQuery: number;
  readonly changedTogether: number;
}

export interface RankWeights {
  readonly features: Features;
  /** Factors below 1 for files that are rarely the answer. */
  readonly test: number;
  readonly legacy: number;
  readonly example: number;
  readonly declaration: number;
  readonly past: number;
  readonly thinEntry: number;
}

/** For questions: measured on bench/retrieval, flat around these. */
export const QUESTION_WEIGHTS: RankWeights = {
  features: {
    best: 0.4,
    several: 0.8,
    name: 0.3,
    folders: 1.2,
    covered: 0.5,
    asked: 2.5,
    extent: 1.5,
    mentioned: 0.4,
    version: 1,
    pathInQuery: 2,
    changedTogether: 1,
  },
  test: 0.2,
  legacy: 0.25,
  example: 0.5,
  declaration: 0.7,
  past: 0.3,
  thinEntry: 0.25,
};

/** For the surroundings of a change: history says most, and the tests of changed code are wanted as much as code. */
export const CHANGE_WEIGHTS: RankWeights = {
  features: { ...QUESTION_WEIGHTS.features, name: 1, folders: 0.4, changedTogether: 3 },
  test: 1,
  legacy: 1,
  example: 1,
  declaration: 0.7,
  past: 1,
  thinEntry: 1,
};
