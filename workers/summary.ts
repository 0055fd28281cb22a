/** Drafts the summary of one pull request. */
import { readBase, tellConfigChange } from './policy/configuration.ts';
import { draftPageUrl } from './draft/draft-page-url.ts';
import { draftPorts } from './draft/draft-ports.ts';
import { readTemplates } from './draft/read-templates.ts';
import { meteredModel } from './policy/metered-model.ts';
import { noteDraftEvent } from './draft/note-draft-event.ts';
import { silenceOf } from './policy/silence.ts';
import { openPull } from './world.ts';
import type { OpenPull, World } from './world.ts';
import { unlessLocked } from '#src/github/locked.ts';
import { readIssueTitles } from '#src/github/read-issue-titles.ts';
import type { Configuration } from '#src/policy/configuration.ts';
import type { Run, RunContext } from '#src/queue/run-worker.ts';
import { endAsk, loadAsk } from '#src/records/asks.ts';
import { draftSummary } from '#src/summary/draft-summary.ts';
import { outlineOf } from '#src/syntax/outline-of.ts';

export function summaryWorker(world: World): Run {
  return async (context) => {
    const open = await openPull(world, context);
    const { repositoryId, number, state } = open.pull;
    const ask = { repositoryId, number, kind: 'summary' } as const;
    const askedBy = await loadAsk(world.database, ask);
    const { configuration } = await readBase(world, open);
    const silence = state === 'closed' ? undefined : await silenceOf(world, open, 'summary', configuration, askedBy !== undefined);
    const ending = await unlessLocked(open.repository, number, async () => {
      const drafted =
        silence === undefined
          ? await draft(world, open, context, configuration, askedBy !== undefined)
          : `silent: ${silence.kind === 'paused' ? 'paused' : silence.setting}`;
      if (state === 'open') await tellConfigChange(world, open);
      return drafted;
    });
    // Unlocking is an event of its own, which brings the draft.
    if (ending === 'locked') return 'held: the conversation is locked';
    if (askedBy !== undefined) await endAsk(world.database, ask, askedBy);
    return ending;
  };
}

async function draft(world: World, open: OpenPull, { signal }: RunContext, configuration: Configuration, asked: boolean): Promise<string> {
  const model = meteredModel(world, open, () => Promise.resolve(configuration), open.pull.author.id);
  const pageUrl = draftPageUrl(world.config, open.pull);
  const ending = await draftSummary(
    { pull: open.pull, asked, signal },
    {
      ...draftPorts(world, open),
      compare: open.compare,
      ...(pageUrl === undefined ? {} : { pageUrl }),
      readTemplates: () => readTemplates(open),
      readIssueTitles: (numbers) => readIssueTitles(open.repository, numbers),
      readBlobs: async (ids, maxBytes) =>
        new Map([...(await open.readBlobs(ids, maxBytes))].map(([id, content]) => [id, content.toString('utf8')])),
      outline: (language, source) => outlineOf(language, source),
      ...(model === undefined ? {} : { model }),
    },
  );
  const event = {
    drafted: 'drafted',
    renewed: 'renewed',
    'kept-edits': 'edits-kept',
    'noted-later-commits': undefined,
    skipped: undefined,
    held: undefined,
  } as const;
  const happened = event[ending.kind];
  if (happened !== undefined) await noteDraftEvent(world, open, happened);
  return ending.kind === 'skipped' || ending.kind === 'held' ? `${ending.kind}: ${ending.reason}` : ending.kind;
}
