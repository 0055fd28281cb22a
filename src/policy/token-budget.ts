/** Which token budget is used up. Pure. */
import type { Configuration } from './configuration.ts';

export const tokenBudgets = ['budgets.tokens_per_month', 'budgets.tokens_per_repository_month', 'budgets.tokens_per_person_day'] as const;
export type TokenBudget = (typeof tokenBudgets)[number];

export interface BudgetState {
  readonly setting: TokenBudget;
  readonly used: number;
  /** Never 0: what has no limit is no budget. */
  readonly limit: number;
}

export function budgetStates(
  { value }: Configuration,
  used: { readonly month: number; readonly repositoryMonth: number; readonly personDay: number },
): readonly BudgetState[] {
  const by: Readonly<Record<TokenBudget, number>> = {
    'budgets.tokens_per_month': used.month,
    'budgets.tokens_per_repository_month': used.repositoryMonth,
    'budgets.tokens_per_person_day': used.personDay,
  };
  return tokenBudgets.map((setting) => ({ setting, used: by[setting], limit: value(setting) })).filter(({ limit }) => limit > 0);
}

export function usedUp(states: readonly BudgetState[]): BudgetState | undefined {
  return states.find(({ used, limit }) => used >= limit);
}
