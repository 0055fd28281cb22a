/** Settings that mean nothing without another one. */

/** The embedding model's name is kept with its vectors, so it cannot be left to the server. */
const needs = [
  ['MODEL_NAME', 'MODEL_BASE_URL'],
  ['QDRANT_API_KEY', 'QDRANT_URL'],
  ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'],
  ['GITHUB_CLIENT_SECRET', 'GITHUB_CLIENT_ID'],
  ['EMBEDDING_BASE_URL', 'EMBEDDING_MODEL'],
  ['EMBEDDING_MODEL', 'EMBEDDING_BASE_URL'],
] as const;
/** One complaint for each that is missing. */
export const unmetNeeds = (given: Readonly<Record<string, unknown>>): readonly string[] =>
  needs.flatMap(([name, other]) =>
    given[name] !== undefined && given[other] === undefined ? [`${other} is missing although ${name} is set.`] : [],
  );
