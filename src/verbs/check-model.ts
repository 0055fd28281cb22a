/** The model server: does it answer, does it have the model that is asked for, and what can it do? Sends no code and no prompt. */
import type { Config } from '#src/config.ts';
import { askEndpointFacts } from '#src/model/endpoint-facts.ts';
import { probeEndpoint } from '#src/model/probe-endpoint.ts';
import type { Check } from './check.ts';
import { fail, ok, warn } from './check.ts';
import { nearNames } from './near-names.ts';
import { probeWording } from './model-wording.ts';
import { doctorWording as wording } from './wording.ts';

/** With less, drafts and reviews of ordinary pull requests do not fit. */
const fewTokens = 8192;

export async function checkModel(model: NonNullable<Config['model']>): Promise<Check> {
  const facts = await askEndpointFacts({ ...model, fetch, timeoutMs: 8000 });
  if (facts === undefined) return fail('model', wording.noModelServer(new URL(model.baseUrl).host), wording.modelServerTodo);
  const name = model.name ?? facts.models[0];
  if (name === undefined || (facts.models.length > 0 && !facts.models.includes(name)))
    return fail(
      'model',
      wording.noSuchModel(name ?? ''),
      wording.modelTodo(nearNames(name ?? '', facts.models), facts.models.slice(0, 10)),
    );
  const { contextTokens } = facts;
  if (contextTokens !== undefined && contextTokens < fewTokens)
    return warn('model', wording.smallModel(name, contextTokens), wording.smallModelTodo);
  return ok('model', wording.modelGood(name, contextTokens));
}

/** Only after `checkModel` found it: asks a few tiny questions, which takes a slow machine a minute. */
export async function probeModel(model: NonNullable<Config['model']>): Promise<readonly Check[]> {
  const facts = await askEndpointFacts({ ...model, fetch, timeoutMs: 8000 });
  const name = model.name ?? facts?.models[0] ?? '';
  const probe = await probeEndpoint({ ...model, name, contextTokens: facts?.contextTokens });
  switch (probe.kind) {
    case 'silent':
      return [fail('model asked', probeWording.modelSilent(name, probe.failure.kind), probeWording.modelSilentTodo)];
    case 'no-json':
      return [fail('model asked', probeWording.modelNoJson(name), probeWording.modelNoJsonTodo)];
    case 'answers': {
      const told = probeWording.modelCan(probe);
      return [probe.rung === 'text' ? warn('model asked', told, probeWording.modelTextTodo) : ok('model asked', told)];
    }
  }
}
