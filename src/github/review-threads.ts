/** Threads that the App began with review comments. Source: https://docs.github.com/en/graphql/reference/mutations#resolvereviewthread */
import { z } from 'zod';
import type { EffectNotes } from './create-once.ts';
import { isOurs } from './markers.ts';
import type { AppIdentity, Repository } from './repository.ts';
import { writeThreadReply } from './thread-replies.ts';

export interface ReviewThread {
  /** GraphQL's id, with which it is resolved. */
  readonly id: string;
  readonly resolved: boolean;
  /** Of its first comment. */
  readonly rootId: number;
  readonly path: string;
  readonly body: string;
  readonly thumbsUp: number;
  readonly thumbsDown: number;
  /** Our last reply says that a push fixed it. */
  readonly calledFixed: boolean;
  readonly replies: readonly {
    readonly id: number;
    readonly by: 'us' | 'person' | 'bot';
    readonly personId: number;
    readonly login: string;
    readonly body: string;
  }[];
}

const Page = z.object({
  repository: z.object({
    pullRequest: z.object({
      reviewThreads: z.object({
        nodes: z.array(
          z.object({
            id: z.string(),
            isResolved: z.boolean(),
            comments: z.object({ nodes: z.array(z.object({ databaseId: z.number().nullable() })) }),
          }),
        ),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      }),
    }),
  }),
});

const query = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) { pullRequest(number: $number) { reviewThreads(first: 100, after: $after) {
    nodes { id isResolved comments(first: 1) { nodes { databaseId } } } pageInfo { hasNextPage endCursor } } } } }`;
const mostPages = 50;
const replyMarker = '<!-- countersign:thread';

/** Threads whose first comment is ours, oldest first. REST tells who wrote what, GraphQL alone which threads are resolved. */
export async function readOwnThreads(repository: Repository, identity: AppIdentity, number: number): Promise<readonly ReviewThread[]> {
  const { octokit, owner, repo } = repository;
  const comments = await octokit.paginate(octokit.rest.pulls.listReviewComments, { owner, repo, pull_number: number, per_page: 100 });
  const ours = comments.filter((comment) => comment.in_reply_to_id === undefined && isOurs(identity, { user: comment.user }));
  if (ours.length === 0) return [];
  const threads = new Map<number, { readonly id: string; readonly isResolved: boolean }>();
  let after: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const read: z.infer<typeof Page> = Page.parse(await octokit.graphql(query, { owner, repo, number, after }));
    const { nodes, pageInfo } = read.repository.pullRequest.reviewThreads;
    for (const { id, isResolved, comments: first } of nodes) {
      const root = first.nodes[0]?.databaseId;
      if (typeof root === 'number') threads.set(root, { id, isResolved });
    }
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  return ours.flatMap((root): ReviewThread[] => {
    const thread = threads.get(root.id);
    if (thread === undefined) return [];
    const replies = comments.filter((comment) => comment.in_reply_to_id === root.id);
    return [
      {
        id: thread.id,
        resolved: thread.isResolved,
        rootId: root.id,
        path: root.path,
        body: root.body,
        thumbsUp: root.reactions?.['+1'] ?? 0,
        thumbsDown: root.reactions?.['-1'] ?? 0,
        calledFixed: replies.findLast(({ user }) => isOurs(identity, { user }))?.body.startsWith(`${replyMarker} resolved-`) ?? false,
        replies: replies.map((reply) => ({
          id: reply.id,
          by: isOurs(identity, { user: reply.user }) ? 'us' : reply.user?.type === 'User' ? 'person' : 'bot',
          personId: reply.user?.id ?? 0,
          login: reply.user?.login ?? '',
          body: reply.body,
        })),
      },
    ];
  });
}

export async function resolveThread({ octokit }: Repository, threadId: string): Promise<void> {
  await octokit.graphql('mutation ($threadId: ID!) { resolveReviewThread(input: { threadId: $threadId }) { thread { isResolved } } }', {
    threadId,
  });
}

export async function reopenThread({ octokit }: Repository, threadId: string): Promise<void> {
  await octokit.graphql('mutation ($threadId: ID!) { unresolveReviewThread(input: { threadId: $threadId }) { thread { isResolved } } }', {
    threadId,
  });
}

export interface ThreadReply {
  readonly repository: Repository;
  readonly identity: AppIdentity;
  readonly notes: EffectNotes;
  readonly number: number;
  readonly rootId: number;
  /** A second reply with the same key takes the place of the first. `[a-z0-9-]+` */
  readonly key: string;
  readonly body: string;
}

export async function replyInThread({ key, body, ...place }: ThreadReply): Promise<void> {
  const marker = `${replyMarker} ${key} -->`;
  await writeThreadReply({ ...place, key: `thread:${key}`, marker, body: `${marker}\n${body}` });
}
