/** Where a command was written, and where its answer goes: the conversation, or the thread of a review comment. */
import type { OpenPull, World } from '#workers/world.ts';
import type { CommandPorts, Commander } from '#src/command/ports.ts';
import { react, readComment, writeComment } from '#src/github/issue-comments.ts';
import { unlessLocked } from '#src/github/locked.ts';
import { replyMarker } from '#src/github/markers.ts';
import { reactInThread, readReviewComment, writeThreadReply } from '#src/github/thread-replies.ts';
import { readFindingMark } from '#src/review/fingerprint.ts';
import type { AnyHint } from '#src/webhook/hint.ts';

/** The comment that asks. */
export interface Asking {
  readonly id: number;
  readonly body: string;
  readonly createdAt: Date;
  readonly person: Commander;
  /** The App that wrote it, when it was no person. */
  readonly app: number | undefined;
  readonly deliveryId: string;
  /** The comment that began the review thread; absent in the conversation. */
  readonly thread: number | undefined;
}

export function askingOf({ event, hint }: Extract<AnyHint, { event: `${string}_comment` }>, deliveryId: string): Asking {
  const { comment, sender } = hint;
  return {
    id: comment.id,
    body: comment.body,
    createdAt: new Date(comment.created_at),
    person: sender,
    app: sender.type === 'User' ? undefined : comment.performed_via_github_app?.id,
    deliveryId,
    thread: event === 'pull_request_review_comment' ? (hint.comment.in_reply_to_id ?? comment.id) : undefined,
  };
}

/** GitHub counts both kinds of comment on their own, so that the same number may name two. */
export const useIdOf = ({ id, thread }: Asking): number => (thread === undefined ? id : -id);

export function placePorts(
  { identity, log }: World,
  { repository, notes, pull, write }: OpenPull,
  { id, thread }: Asking,
): Pick<CommandPorts, 'place' | 'stillThere' | 'react' | 'reply' | 'readThread'> {
  const marker = replyMarker(id);
  const about = { repository, identity, notes, number: pull.number, marker };
  // What was asked is done all the same; where nothing can be said, the log tells it.
  const say = async (what: () => Promise<unknown>): Promise<void> => {
    const said = await write(() => unlessLocked(repository, pull.number, what));
    if (said === 'locked')
      log.warn({ repository: pull.repositoryId, number: pull.number, comment: id }, 'no answer: the conversation is locked');
  };
  if (thread === undefined)
    return {
      place: 'conversation',
      stillThere: async () => (await readComment(repository, id)) !== undefined,
      react: (reaction) => say(() => react(repository, id, reaction)),
      reply: (text) => say(() => writeComment({ ...about, key: `reply:${id}`, body: `${marker}\n${text}` })),
      readThread: () => Promise.resolve(undefined),
    };
  return {
    place: 'thread',
    stillThere: async () => (await readReviewComment(repository, identity, id)) !== undefined,
    react: (reaction) => say(() => reactInThread(repository, id, reaction)),
    reply: (text) => say(() => writeThreadReply({ ...about, rootId: thread, key: `thread-reply:${id}`, body: `${marker}\n${text}` })),
    readThread: async () => {
      const root = await readReviewComment(repository, identity, thread);
      if (root === undefined) return undefined;
      // A mark that somebody else wrote means nothing.
      const fingerprint = root.isOurs ? readFindingMark(root.body) : undefined;
      return {
        path: root.path,
        ...(root.line === undefined ? {} : { line: root.line }),
        lines: root.line === undefined || root.onBase ? undefined : { from: root.startLine ?? root.line, to: root.line },
        ...(fingerprint === undefined ? {} : { fingerprint }),
      };
    },
  };
}
