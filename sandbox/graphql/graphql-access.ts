/** Who asks, and what they may see and do; the errors carry GitHub's `type`. */
import { GraphQLError } from 'graphql';
import type { Caller } from '#sandbox/auth/caller.ts';
import { checkAccess } from '#sandbox/rest/check-access.ts';
import { Refusal } from '#sandbox/state/refusal.ts';
import type { Repository } from '#sandbox/state/repository.ts';
import type { Actor, World } from '#sandbox/state/world.ts';

export interface Asking {
  readonly world: World;
  readonly caller: Caller;
}

const READ = { app: ['pull_requests:read'], person: 'read' } as const;
const METADATA = { app: ['metadata:read'], person: 'read' } as const;
const WRITE = { app: ['pull_requests:write'], person: 'read' } as const;

/** Throws a `GraphQLError` of type NOT_FOUND or FORBIDDEN. */
export function actorFor(asking: Asking, repository: Repository | undefined, what: 'look' | 'read' | 'write', missing: string): Actor {
  try {
    return checkAccess(asking.world, asking.caller, repository, what === 'write' ? WRITE : what === 'read' ? READ : METADATA).actor;
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) throw failure('NOT_FOUND', missing);
    throw failure('FORBIDDEN', 'Resource not accessible by integration');
  }
}

export function failure(type: 'NOT_FOUND' | 'FORBIDDEN' | 'UNPROCESSABLE', message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

/** A refusal of the world in GraphQL's form. */
export function asFailure(error: unknown): GraphQLError {
  if (error instanceof Refusal) return failure(error.status === 403 ? 'FORBIDDEN' : 'UNPROCESSABLE', error.message);
  throw error;
}
