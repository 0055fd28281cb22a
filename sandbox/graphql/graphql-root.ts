/** The queries and mutations that the sandbox really carries out; all others of GitHub's schema answer null. */
import type { ReviewThread } from '#sandbox/state/conversation.ts';
import { must } from '#sandbox/state/core.ts';
import type { Pull } from '#sandbox/state/pull.ts';
import type { Asking } from './graphql-access.ts';
import { actorFor, asFailure, failure } from './graphql-access.ts';
import { nodeId } from '#sandbox/present/view.ts';
import { shapeActor, shapePull, shapeRepository, shapeThread } from './present-graphql.ts';

interface Input<T> {
  readonly input: T & { readonly clientMutationId?: string | null };
}

export function graphqlRoot(asking: Asking): Record<string, unknown> {
  const { world } = asking;
  return {
    viewer: () => {
      if (asking.caller.kind === 'person' || asking.caller.kind === 'installation') return shapeActor(asking, asking.caller.actor.user);
      throw failure('FORBIDDEN', 'Resource not accessible by integration');
    },
    repository: ({ owner, name }: { readonly owner: string; readonly name: string }) => {
      const repository = world.findRepository(owner, name);
      actorFor(asking, repository, 'look', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
      return repository && shapeRepository(asking, repository);
    },
    node: ({ id }: { readonly id: string }) => findNode(asking, id),
    nodes: ({ ids }: { readonly ids: readonly string[] }) => ids.map((id) => findNode(asking, id)),
    resolveReviewThread: ({ input }: Input<{ readonly threadId: string }>) => setResolved(asking, input, true),
    unresolveReviewThread: ({ input }: Input<{ readonly threadId: string }>) => setResolved(asking, input, false),
    convertPullRequestToDraft: ({ input }: Input<{ readonly pullRequestId: string }>) => setDraft(asking, input, true),
    markPullRequestReadyForReview: ({ input }: Input<{ readonly pullRequestId: string }>) => setDraft(asking, input, false),
  };
}

function findNode(asking: Asking, id: string): unknown {
  const thread = findThread(asking, id);
  if (thread) {
    requirePull(asking, must(asking.world.records.pulls, thread.pullId), 'read', id);
    return shapeThread(asking, thread);
  }
  const pull = findPull(asking, id);
  if (!pull) throw failure('NOT_FOUND', missing(id));
  requirePull(asking, pull, 'read', id);
  return shapePull(asking, pull);
}

function setResolved(asking: Asking, input: Input<{ readonly threadId: string }>['input'], resolved: boolean): unknown {
  const thread = findThread(asking, input.threadId);
  if (!thread) throw failure('NOT_FOUND', missing(input.threadId));
  const actor = requirePull(asking, must(asking.world.records.pulls, thread.pullId), 'write', input.threadId);
  try {
    asking.world.setThreadResolved(actor, thread, resolved);
  } catch (error) {
    throw asFailure(error);
  }
  return { clientMutationId: input.clientMutationId ?? null, thread: shapeThread(asking, thread) };
}

async function setDraft(asking: Asking, input: Input<{ readonly pullRequestId: string }>['input'], draft: boolean): Promise<unknown> {
  const pull = findPull(asking, input.pullRequestId);
  if (!pull) throw failure('NOT_FOUND', missing(input.pullRequestId));
  const actor = requirePull(asking, pull, 'write', input.pullRequestId);
  await asking.world.editPull(actor, pull, { draft }).catch((error: unknown) => {
    throw asFailure(error);
  });
  return { clientMutationId: input.clientMutationId ?? null, pullRequest: shapePull(asking, pull) };
}

function requirePull(asking: Asking, pull: Pull, what: 'read' | 'write', id: string): ReturnType<typeof actorFor> {
  return actorFor(asking, asking.world.repositoryOf(pull), what, missing(id));
}

function findThread(asking: Asking, id: string): ReviewThread | undefined {
  return [...asking.world.records.reviewThreads.values()].find((thread) => thread.nodeId === id);
}

function findPull(asking: Asking, id: string): Pull | undefined {
  return [...asking.world.records.pulls.values()].find((pull) => nodeId('PR', pull.id) === id);
}

function missing(id: string): string {
  return `Could not resolve to a node with the global id of '${id}'`;
}
