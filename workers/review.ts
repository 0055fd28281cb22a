/** The review of one pull request's head. It never blocks. */
import { readBase } from './policy/configuration.ts';
import { readConventions } from './review/conventions.ts';
import { meteredModel } from './policy/metered-model.ts';
import { publishCheck } from './publish-check.ts';
import { silenceOf } from './policy/silence.ts';
import { leftUses } from './review/left-uses.ts';
import { suggestionPorts } from './review/suggestion-ports.ts';
import { threadPorts } from './review/thread-ports.ts';
import { openPull } from './world.ts';
import type { World } from './world.ts';
import { silentReviewCheck } from '#src/command/silence-wording.ts';
import { listOwnReviewComments } from '#src/github/own-reviews.ts';
import { unlessLocked } from '#src/github/locked.ts';
import { writeReview } from '#src/github/reviews.ts';
import { lockedRefused } from '#src/github/wording.ts';
import { readStoredOutcome } from '#src/gate/stored-outcome.ts';
import type { Run } from '#src/queue/run-worker.ts';
import { endAsk, loadAsk } from '#src/records/asks.ts';
import { loadDismissals } from '#src/records/dismissals.ts';
import { loadLastRun, loadOutcomes, saveRun } from '#src/records/runs.ts';
import { findingMark } from '#src/review/fingerprint.ts';
import { defaultReviewLimits } from '#src/review/limits.ts';
import { placeableKeys } from '#src/review/placeable.ts';
import { reviewPullRequest } from '#src/review/review-pull-request.ts';
import { roundsBefore } from '#src/review/stored-findings.ts';
import { bodyWithRefused } from '#src/review/wording.ts';

export function reviewWorker(world: World): Run {
  return async (context) => {
    const { claim, signal } = context;
    const open = await openPull(world, context);
    if (open.pull.state === 'closed') return 'skipped: closed';
    const { repository, notes } = open;
    const { repositoryId, number, headSha } = open.pull;
    const ask = { repositoryId, number, kind: 'review' } as const;
    const askedBy = await loadAsk(world.database, ask);
    const { configuration } = await readBase(world, open);
    const silence = await silenceOf(world, open, 'review', configuration, askedBy !== undefined);
    if (silence !== undefined) {
      // A check all the same: where somebody requires it, saying nothing would block.
      await publishCheck(world, open, claim, silentReviewCheck(headSha, silence, configuration));
      await saveRun(world.database, {
        kind: 'review',
        repositoryId,
        number,
        headSha,
        conclusion: 'silent',
        outcome: { kind: 'silent', silence },
      });
      if (askedBy !== undefined) await endAsk(world.database, ask, askedBy);
      return `silent: ${silence.kind === 'paused' ? 'paused' : silence.setting}`;
    }
    const outcome = await reviewPullRequest(
      open.pull,
      {
        compare: open.compare,
        readBlobs: (ids) => open.readBlobs(ids),
        model: meteredModel(world, open, () => Promise.resolve(configuration), open.pull.author.id),
        readScanFindings: async ({ repositoryId, number, headSha }) => {
          const gate = await loadLastRun(world.database, 'gate', repositoryId, number);
          return gate?.headSha === headSha ? (readStoredOutcome(gate.outcome)?.result.fresh ?? []).map(({ finding }) => finding) : [];
        },
        // What was dismissed counts as said.
        listOwnComments: async (pull) => [
          ...(await listOwnReviewComments(repository, world.identity, pull.number)),
          ...(await loadDismissals(world.database, repositoryId)).map(({ fingerprint }) => ({ body: findingMark(fingerprint) })),
        ],
        readConventions: (_pull, paths) => readConventions(open, configuration, paths),
        findLeftUses: (pull, { files }) => leftUses(world, open, { files, baseRef: pull.baseRef }, signal),
        suggestions: suggestionPorts(world, signal),
        threads: threadPorts(world, open, configuration),
        countRounds: async () => roundsBefore(headSha, await loadOutcomes(world.database, 'review', repositoryId, number)),
        publishReview: async (pull, plan) => {
          const publish = (): ReturnType<typeof writeReview> =>
            writeReview({
              repository,
              identity: world.identity,
              notes,
              number: pull.number,
              key: `${pull.number}-${plan.key}`,
              headSha: plan.headSha,
              comments: plan.comments,
              bodyWith: (refused) => bodyWithRefused(plan.body, refused),
              placeable: (patches) => placeableKeys(plan.comments, patches),
            });
          const published = await open.write(() => unlessLocked(repository, number, publish));
          if (published !== 'locked') return published;
          // The check still tells what was found.
          return { kind: 'posted', refused: plan.comments.map(({ key }) => ({ key, reason: lockedRefused })) };
        },
        publishCheck: async (_pull, check) => {
          signal.throwIfAborted();
          await publishCheck(world, open, claim, check);
        },
        record: (pull, ended) =>
          saveRun(world.database, {
            kind: 'review',
            repositoryId: pull.repositoryId,
            number: pull.number,
            headSha: ended.headSha,
            conclusion: ended.kind,
            outcome: ended,
          }),
      },
      {
        signal,
        attempt: `request-${claim.request}`,
        limits: { ...defaultReviewLimits, maxComments: configuration.value('review.max_comments') },
      },
    );
    if (askedBy !== undefined) await endAsk(world.database, ask, askedBy);
    if (outcome.kind === 'not-reviewed' && outcome.reason === 'model-unreachable') throw new ModelAwayError();
    return outcome.kind;
  };
}

/** The check says that nothing was reviewed; the queue tries again for about an hour, so that nobody has to ask after an outage. */
class ModelAwayError extends Error {
  override readonly name = 'ModelAwayError';
  readonly retryable = true;
  constructor() {
    super('The model server did not answer, so nothing was reviewed. The work is tried again.');
  }
}
