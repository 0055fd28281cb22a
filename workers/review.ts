/** The review of one pull request's head. It never blocks. */
import { publishCheck } from './publish-check.ts';
import { openPull } from './world.ts';
import type { World } from './world.ts';
import { listOwnReviewComments } from '#src/github/own-reviews.ts';
import { writeReview } from '#src/github/reviews.ts';
import { readStoredOutcome } from '#src/gate/stored-outcome.ts';
import type { Run } from '#src/queue/run-worker.ts';
import { loadLastRun, saveRun } from '#src/records/runs.ts';
import { placeableKeys } from '#src/review/placeable.ts';
import { reviewPullRequest } from '#src/review/review-pull-request.ts';
import { bodyWithRefused } from '#src/review/wording.ts';

export function reviewWorker(world: World): Run {
  return async (context) => {
    const { claim, signal } = context;
    const open = await openPull(world, context);
    if (open.pull.state === 'closed') return 'skipped: closed';
    const { repository, notes } = open;
    const outcome = await reviewPullRequest(
      open.pull,
      {
        compare: open.compare,
        readBlobs: (ids) => open.readBlobs(ids),
        model: world.model,
        readScanFindings: async ({ repositoryId, number, headSha }) => {
          const gate = await loadLastRun(world.database, 'gate', repositoryId, number);
          return gate?.headSha === headSha ? (readStoredOutcome(gate.outcome)?.result.fresh ?? []).map(({ finding }) => finding) : [];
        },
        listOwnComments: (pull) => listOwnReviewComments(repository, world.identity, pull.number),
        publishReview: (pull, plan) =>
          open.write(() =>
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
            }),
          ),
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
      { signal, attempt: `request-${claim.request}` },
    );
    return outcome.kind;
  };
}
