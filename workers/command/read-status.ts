/** What `/ai status` tells: per part its state, and why it keeps silent. */
import { silenceOf } from '#workers/policy/silence.ts';
import type { OpenPull, World } from '#workers/world.ts';
import type { StatusFacts } from '#src/command/status-wording.ts';
import { whyFacts } from '#src/command/why-facts.ts';
import type { Combined } from '#src/policy/repository-file.ts';
import { budgetLeft } from '#src/records/budgets.ts';
import type { Budgets, CommandUse } from '#src/records/budgets.ts';
import { loadDraftRecord } from '#src/records/drafts.ts';
import { loadPauses } from '#src/records/pauses.ts';
import { loadWorkStates } from '#src/records/pull-requests.ts';
import { loadQueuePositions } from '#src/records/queue-position.ts';
import { budgetStates } from '#src/policy/token-budget.ts';
import { loadTokensUsed } from '#src/records/token-uses.ts';
import { loadLastRun } from '#src/records/runs.ts';
import { loadIndexState } from '#src/retrieval/index-state.ts';
import { indexStateText } from '#src/retrieval/wording.ts';

export async function readStatus(world: World, open: OpenPull, base: Combined, use: CommandUse, budgets: Budgets): Promise<StatusFacts> {
  const { database, model } = world;
  const { pull } = open;
  const { repositoryId, number, headSha } = pull;
  const { configuration } = base;
  const [draft, gate, review, work, waiting, pauses, budget, tokensUsed, summarySilence, reviewSilence, codeIndex] = await Promise.all([
    loadDraftRecord(database, repositoryId, number),
    loadLastRun(database, 'gate', repositoryId, number),
    loadLastRun(database, 'review', repositoryId, number),
    loadWorkStates(database, repositoryId, number),
    loadQueuePositions(database, repositoryId, number),
    loadPauses(database, repositoryId, number),
    budgetLeft(database, use, budgets),
    loadTokensUsed(database, use),
    silenceOf(world, open, 'summary', configuration, false),
    silenceOf(world, open, 'review', configuration, false),
    loadIndexState(database, repositoryId),
  ]);
  const found = whyFacts(headSha, { gate, review }, []);
  return {
    headSha,
    closed: pull.state === 'closed',
    model: model?.name,
    draftState: (draft as { state?: string } | undefined)?.state,
    gate: found.gate && { ...found.gate, findings: found.gate.findings.length },
    review: found.review && {
      ...found.review,
      conclusion: found.review.conclusion === 'silent' ? 'not reviewed' : found.review.conclusion,
    },
    work,
    waiting,
    configuration,
    configMistakes: base.mistakes.length,
    silences: { summary: summarySilence, review: reviewSilence },
    pauses,
    codeIndex: indexStateText(codeIndex, world.now()),
    budget,
    tokens: budgetStates(configuration, tokensUsed),
  };
}
