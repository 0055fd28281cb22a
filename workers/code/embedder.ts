/** The embedding server as the code index uses it: no secret leaves, and no search waits for it. */
import type { Config } from '#src/config.ts';
import { createEmbedder } from '#src/model/create-embedder.ts';
import type { Embedder } from '#src/model/create-embedder.ts';
import { readGeneration } from '#src/retrieval/generation.ts';
import { newSecretLedger, redactSecrets } from '#src/untrusted/redact-secrets.ts';

export interface QueryEmbedder extends Embedder {
  /** Undefined when the generation is another model's, or the server does not answer soon. Never rejects. */
  readonly embedQuery: (generation: string, text: string) => Promise<readonly number[] | undefined>;
}

const SEARCH_WAITS_MS = 2_000;
/** After a failure the next searches do not wait for it. */
const REST_MS = 30_000;
const MAX_KEPT = 100;
/** UTF-16 units: a question, or what a change is about. */
const LONGEST_QUERY = 2_000;

export function openEmbedder(embedding: NonNullable<Config['embedding']>, now: () => number = Date.now): QueryEmbedder {
  const embedder = createEmbedder(embedding);
  const kept = new Map<string, Promise<readonly number[] | undefined>>();
  let restsUntil = 0;

  async function embed(texts: readonly string[], signal?: AbortSignal): Promise<readonly (readonly number[] | undefined)[]> {
    const shown: string[] = [];
    for (const text of texts) shown.push((await redactSecrets(text, newSecretLedger())).text);
    return await embedder.embed(shown, signal);
  }

  async function embedNow(text: string): Promise<readonly number[] | undefined> {
    if (now() < restsUntil) return undefined;
    try {
      return (await embed([text], AbortSignal.timeout(SEARCH_WAITS_MS)))[0];
    } catch {
      restsUntil = now() + REST_MS;
      return undefined;
    }
  }

  return {
    ...embedder,
    embed,
    embedQuery: async (generation, text) => {
      const by = readGeneration(generation);
      if (by?.model !== embedder.model) return undefined;
      const query = text.slice(0, LONGEST_QUERY);
      const asked = kept.get(query) ?? embedNow(query);
      kept.delete(query);
      kept.set(query, asked);
      for (const oldest of [...kept.keys()].slice(0, -MAX_KEPT)) kept.delete(oldest);
      const vector = await asked;
      if (vector === undefined) kept.delete(query);
      return vector?.length === by.dimension ? vector : undefined;
    },
  };
}
