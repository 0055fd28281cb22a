/** Drafts the summary of one pull request. */
import { draftPorts } from './draft-ports.ts';
import { openPull } from './world.ts';
import type { World } from './world.ts';
import type { Run } from '#src/queue/run-worker.ts';
import { draftSummary } from '#src/summary/draft-summary.ts';
import { outlineOf } from '#src/syntax/outline-of.ts';

export function summaryWorker(world: World): Run {
  return async (context) => {
    const open = await openPull(world, context);
    const ending = await draftSummary(
      { pull: open.pull, asked: false, signal: context.signal },
      {
        ...draftPorts(world, open),
        compare: open.compare,
        readBlobs: async (ids, maxBytes) =>
          new Map([...(await open.readBlobs(ids, maxBytes))].map(([id, content]) => [id, content.toString('utf8')])),
        outline: (language, source) => outlineOf(language, source),
        ...(world.model === undefined ? {} : { model: world.model }),
      },
    );
    return ending.kind === 'skipped' || ending.kind === 'held' ? `${ending.kind}: ${ending.reason}` : ending.kind;
  };
}
