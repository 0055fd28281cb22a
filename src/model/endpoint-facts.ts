import { z } from 'zod';

export interface EndpointFacts {
  readonly contextTokens?: number;
  /** Weights of the model, where it tells (llama.cpp). */
  readonly parameters?: number;
  /** The models it serves, as it names them. */
  readonly models: readonly string[];
}

const Positive = z.number().int().positive().nullish().catch(undefined);
const ModelList = z.object({
  data: z
    .array(
      z.object({
        id: z.string().max(300),
        max_model_len: Positive,
        context_length: Positive,
        meta: z.object({ n_ctx: Positive, n_ctx_train: Positive, n_params: Positive }).nullish().catch(undefined),
      }),
    )
    .max(2000),
});
/** llama.cpp: the context of one slot, not of the whole server. */
const Properties = z.object({ default_generation_settings: z.object({ n_ctx: Positive }).nullish().catch(undefined) });

const LONGEST = 2_000_000;

/** Asks the endpoint what it tells about itself; undefined when it does not answer. Never throws. */
export async function askEndpointFacts(options: {
  baseUrl: string;
  name?: string | undefined;
  apiKey?: string | undefined;
  fetch: typeof globalThis.fetch;
  timeoutMs: number;
}): Promise<EndpointFacts | undefined> {
  const base = options.baseUrl.replace(/\/+$/, '');
  const headers: Record<string, string> = options.apiKey === undefined ? {} : { authorization: `Bearer ${options.apiKey}` };
  const read = async (url: string): Promise<unknown> => {
    const response = await options.fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(options.timeoutMs) });
    if (!response.ok) return undefined;
    const text = await response.text();
    return text.length > LONGEST ? undefined : (JSON.parse(text) as unknown);
  };
  let list: z.infer<typeof ModelList>['data'];
  try {
    const parsed = ModelList.safeParse(await read(`${base}/models`));
    if (!parsed.success) return undefined;
    list = parsed.data.data;
  } catch {
    return undefined;
  }
  const models = list.map(({ id }) => id);
  const model = list.find(({ id }) => id === options.name) ?? (list.length === 1 ? list[0] : undefined);
  // vLLM and SGLang.
  if (typeof model?.max_model_len === 'number') return { models, contextTokens: model.max_model_len };
  // `n_ctx_train` is what the model could do; what one slot of the server really has stands in /props, beside /v1.
  const slot = await read(`${base.replace(/\/v1$/, '')}/props`)
    .then((value) => Properties.safeParse(value).data?.default_generation_settings?.n_ctx)
    .catch(() => undefined);
  const contextTokens = slot ?? model?.meta?.n_ctx ?? model?.context_length ?? model?.meta?.n_ctx_train;
  const parameters = model?.meta?.n_params;
  return {
    models,
    ...(typeof contextTokens === 'number' ? { contextTokens } : {}),
    ...(typeof parameters === 'number' ? { parameters } : {}),
  };
}
