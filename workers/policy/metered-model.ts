/** The model, with every question counted, and none asked when a budget is used up. */
import type { OpenPull, World } from '#workers/world.ts';
import type { Model } from '#src/ask-model.ts';
import { budgetText } from '#src/command/status-wording.ts';
import type { Configuration } from '#src/policy/configuration.ts';
import { budgetStates, usedUp } from '#src/policy/token-budget.ts';
import { loadTokensUsed, noteTokens } from '#src/records/token-uses.ts';

/** @param personId for whom it is asked: the pull request's author, or who gave the command. */
export function meteredModel(
  { model, database }: World,
  { pull }: OpenPull,
  readConfiguration: () => Promise<Configuration>,
  personId: number,
): Model | undefined {
  if (model === undefined) return undefined;
  const use = { repositoryId: pull.repositoryId, number: pull.number, personId };
  return {
    get name() {
      return model.name;
    },
    get contextTokens() {
      return model.contextTokens;
    },
    get parameters() {
      return model.parameters;
    },
    ask: async (request) => {
      const over = usedUp(budgetStates(await readConfiguration(), await loadTokensUsed(database, use)));
      if (over !== undefined) return { kind: 'failed', reason: 'over-budget', detail: budgetText(over), retryable: false };
      const answer = await model.ask(request);
      if (answer.kind === 'answered')
        await noteTokens(database, use, request.task, answer.usage.promptTokens + answer.usage.completionTokens);
      return answer;
    },
  };
}
