/** The model that made the vectors of an index, and their length: kept with them as one name, which both stores put into their keys. */

export interface EmbeddedBy {
  readonly model: string;
  readonly dimension: number;
}

/** Without vectors. */
export const WORDS_ONLY = '';

export function nameGeneration({ model, dimension }: EmbeddedBy): string {
  return `${model} ${dimension}`;
}

export function readGeneration(generation: string): EmbeddedBy | undefined {
  const [, model, dimension] = /^(.+) ([1-9]\d{0,5})$/su.exec(generation) ?? [];
  return model === undefined ? undefined : { model, dimension: Number(dimension) };
}
