/** Threads of the review on GitHub, and what the records know of them. */
import type { OpenPull, World } from '#workers/world.ts';
import { mayRun, rulesOf } from '#src/command/who-may.ts';
import { readPermission } from '#src/github/permission.ts';
import { unlessLocked } from '#src/github/locked.ts';
import { readOwnThreads, reopenThread, replyInThread, resolveThread } from '#src/github/review-threads.ts';
import { reactInThread } from '#src/github/thread-replies.ts';
import type { Configuration } from '#src/policy/configuration.ts';
import { insertDismissal } from '#src/records/dismissals.ts';
import { loadOutcomes } from '#src/records/runs.ts';
import { insertThreadReply, isThreadReplyKnown, saveThumbs } from '#src/records/threads.ts';
import type { ThreadPorts } from '#src/review/own-thread.ts';
import { postedFindings } from '#src/review/stored-findings.ts';

export function threadPorts(world: World, open: OpenPull, configuration: Configuration): ThreadPorts {
  const { repository, notes, pull } = open;
  const { repositoryId, number } = pull;
  const { database, identity } = world;
  /** What is dismissed is not said again in the whole repository: a reply counts as `/ai dismiss` only for those who may give it. */
  const mayDismiss = async (person: { readonly id: number; readonly login: string }): Promise<boolean> =>
    mayRun(
      'dismiss',
      { id: person.id, permission: await readPermission(repository, person), isAuthor: person.id === pull.author.id },
      rulesOf(world.permissions, configuration),
    );
  return {
    listThreads: () => readOwnThreads(repository, identity, number),
    posted: async () => postedFindings(await loadOutcomes(database, 'review', repositoryId, number)),
    wasHeard: (commentId) => isThreadReplyKnown(database, repositoryId, commentId),
    hear: async (reply) => {
      // The rejection first: a crash between the two asks again, and never forgets it.
      if (reply.kind === 'rejected' && (await mayDismiss({ id: reply.personId, login: reply.login }))) {
        await insertDismissal(database, { repositoryId, number, ...reply });
        // As after `/ai dismiss`: whoever said so sees that it counts.
        await open.write(() => reactInThread(repository, reply.commentId, '+1'));
      }
      await insertThreadReply(database, { repositoryId, number, ...reply });
    },
    countThumbs: (commentId, fingerprint, up, down) => saveThumbs(database, { repositoryId, number, commentId, fingerprint, up, down }),
    reply: (thread, key, body, turn) =>
      open.write(async () => {
        await unlessLocked(repository, number, async () => {
          if (turn === 'reopen') await reopenThread(repository, thread.id);
          await replyInThread({ repository, identity, notes, number, rootId: thread.rootId, key, body });
          if (turn === 'resolve') await resolveThread(repository, thread.id);
        });
      }),
  };
}
