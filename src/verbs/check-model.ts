/** The model servers: do they answer, do they have the model that is asked for, and what can it do? Sends no code and no prompt. */
import { parametersInName } from '#src/model/create-model.ts';
import { askEndpointFacts } from '#src/model/endpoint-facts.ts';
import type { EndpointFacts } from '#src/model/endpoint-facts.ts';
import { listEndpoints } from '#src/model/open-model.ts';
import type { NamedEndpoint, OpenModel } from '#src/model/open-model.ts';
import { probeEndpoint } from '#src/model/probe-endpoint.ts';
import { defaultReviewLimits, fitToModel, readsFreely } from '#src/review/limits.ts';
import type { Check } from './check.ts';
import { fail, ok, reasonOf, warn } from './check.ts';
import { nearNames } from './near-names.ts';
import { probeWording } from './model-wording.ts';
import { doctorWording as wording } from './wording.ts';

/** With less, drafts and reviews of ordinary pull requests do not fit. */
const fewTokens = 8192;

/** Each server after the other; the questions to it take a slow machine a minute. */
export async function checkModels(setting: OpenModel, add: (check: Check) => Promise<void>): Promise<void> {
  let endpoints: readonly NamedEndpoint[];
  try {
    endpoints = await listEndpoints(setting);
  } catch (error) {
    await add(fail('model', reasonOf(error), wording.modelsFileTodo));
    return;
  }
  for (const endpoint of endpoints) {
    const facts = await askEndpointFacts({ ...endpoint, fetch, timeoutMs: 8000 });
    const found = checkModel(endpoint, facts);
    await add(found);
    if (found.state !== 'fail') for (const check of await probeModel(endpoint, facts)) await add(check);
  }
}

function checkModel({ label, baseUrl, name: wanted }: NamedEndpoint, facts: EndpointFacts | undefined): Check {
  if (facts === undefined) return fail('model', wording.noModelServer(new URL(baseUrl).host, label), wording.modelServerTodo(label));
  const name = wanted ?? facts.models[0];
  if (name === undefined || (facts.models.length > 0 && !facts.models.includes(name)))
    return fail(
      'model',
      wording.noSuchModel(name ?? ''),
      wording.modelTodo(nearNames(name ?? '', facts.models), facts.models.slice(0, 10), label),
    );
  return ok('model', wording.modelGood(name, new URL(baseUrl).host, label));
}

/** Only after `checkModel` found it: asks a few tiny questions. */
async function probeModel(endpoint: NamedEndpoint, facts: EndpointFacts | undefined): Promise<readonly Check[]> {
  const name = endpoint.name ?? facts?.models[0] ?? '';
  const probe = await probeEndpoint({ ...endpoint, name, contextTokens: endpoint.contextTokens ?? facts?.contextTokens });
  switch (probe.kind) {
    case 'silent': {
      const { said, todo } = probeWording.silent(probe.failure);
      return [fail('model answers', `${name} ${said} Nothing would be reviewed.`, todo)];
    }
    case 'no-json':
      return [fail('model answers', probeWording.noJson(name), probeWording.noJsonTodo)];
    case 'answers': {
      const { rung, contextTokens } = probe;
      const parameters = facts?.parameters ?? parametersInName(name);
      const format = probeWording.format(probe);
      const freely = parameters === undefined || readsFreely({ parameters });
      const room = probeWording.room(probe, freely ? linesAtOnce(contextTokens) : undefined);
      return [
        rung === 'text' ? warn('model answers', format, probeWording.textTodo) : ok('model answers', format),
        contextTokens < fewTokens ? warn('model window', room, wording.smallModelTodo) : ok('model window', room),
        ok('model review', probeWording.reads(parameters, freely)),
        ok('model speed', probeWording.speed(probe)),
      ];
    }
  }
}

/** Changed lines of one request, to the nearest ten; a line of code has about 12 tokens. */
function linesAtOnce(contextTokens: number): number {
  return Math.round(fitToModel(defaultReviewLimits, { contextTokens, parameters: undefined }).tokensPerGroup / 120) * 10;
}
