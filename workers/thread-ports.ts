/** Threads of the review on GitHub, and what the records know of them. */
import type { OpenPull, World } from './world.ts';
import { readOwnThreads, replyInThread, resolveThread } from '#src/github/review-threads.ts';
import { insertDismissal } from '#src/records/dismissals.ts';
import { loadOutcomes } from '#src/records/runs.ts';
import { insertThreadReply, saveThumbs } from '#src/records/threads.ts';
import type { ThreadPorts } from '#src/review/follow-threads.ts';
import { postedFindings } from '#src/review/stored-findings.ts';

export function threadPorts(world: World, open: OpenPull): ThreadPorts {
  const { repository, notes, pull } = open;
  const { repositoryId, number } = pull;
  const { database, identity } = world;
  return {
    listThreads: () => readOwnThreads(repository, identity, number),
    posted: async () => postedFindings(await loadOutcomes(database, 'review', repositoryId, number)),
    hear: async (reply) => {
      // The rejection first: a crash between the two asks again, and never forgets it.
      if (reply.kind === 'rejected') await insertDismissal(database, { repositoryId, number, ...reply });
      return await insertThreadReply(database, { repositoryId, number, ...reply });
    },
    countThumbs: (commentId, fingerprint, up, down) => saveThumbs(database, { repositoryId, number, commentId, fingerprint, up, down }),
    reply: (thread, key, body, resolve) =>
      open.write(async () => {
        await replyInThread({ repository, identity, notes, number, rootId: thread.rootId, key, body });
        if (resolve) await resolveThread(repository, thread.id);
      }),
  };
}
