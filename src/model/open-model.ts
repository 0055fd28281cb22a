/** The model that this installation has: of `policies/models.yml`, or, where that names none, of the environment. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Model } from '#src/ask-model.ts';
import { createModel } from './create-model.ts';
import { createExperts } from './experts.ts';
import { ModelsFileError, parseModelsFile } from './models-file.ts';
import type { ModelsPolicy } from './models-file.ts';

export interface OpenModel {
  /** Folder of the project, with `policies/` and `prompts/`. */
  readonly root: string;
  /** What the environment names. */
  readonly configured: { readonly baseUrl: string; readonly name: string | undefined; readonly apiKey: string | undefined } | undefined;
}

/** One model server, with what it takes to ask it. */
export interface NamedEndpoint {
  /** Its name in `policies/models.yml`; absent for the one that the environment names. */
  readonly label: string | undefined;
  readonly baseUrl: string;
  readonly name: string | undefined;
  readonly apiKey: string | undefined;
  readonly contextTokens: number | undefined;
}

/** `undefined`: there is none. @throws ModelsFileError for a file that cannot be used: nobody then guesses which model is meant. */
export async function openModel({ root, configured }: OpenModel): Promise<Model | undefined> {
  const promptsFolder = resolve(root, 'prompts');
  const policy = await readPolicy(root);
  if (policy === undefined) return configured === undefined ? undefined : await createModel({ ...configured, promptsFolder });
  const models = new Map<string, Model>();
  for (const { label = '', ...endpoint } of await endpointsOf(policy, root))
    models.set(label, await createModel({ ...endpoint, promptsFolder }));
  return createExperts(models, policy.tasks);
}

/** Every model server that this installation may ask. @throws ModelsFileError */
export async function listEndpoints({ root, configured }: OpenModel): Promise<readonly NamedEndpoint[]> {
  const policy = await readPolicy(root);
  if (policy !== undefined) return await endpointsOf(policy, root);
  return configured === undefined ? [] : [{ ...configured, label: undefined, contextTokens: undefined }];
}

async function readPolicy(root: string): Promise<ModelsPolicy | undefined> {
  const file = resolve(root, 'policies/models.yml');
  return parseModelsFile(await readText(file), file);
}

async function endpointsOf({ endpoints }: ModelsPolicy, root: string): Promise<readonly NamedEndpoint[]> {
  const named: NamedEndpoint[] = [];
  for (const [label, { base_url: baseUrl, model: name, api_key_file: keyFile, context_tokens: contextTokens }] of endpoints) {
    const apiKey = keyFile === undefined ? undefined : await readKey(resolve(root, keyFile), label);
    named.push({ label, baseUrl, name, apiKey, contextTokens });
  }
  return named;
}

async function readText(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
}

async function readKey(path: string, label: string): Promise<string> {
  const key = (
    await readFile(path, 'utf8').catch((cause: unknown) => {
      throw new ModelsFileError(`The key file of the endpoint ${label} cannot be read. No model is asked until it can.`, { cause });
    })
  ).trim();
  if (key === '') throw new ModelsFileError(`The key file of the endpoint ${label} is empty.`);
  return key;
}
