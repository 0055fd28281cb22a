/** One request to a route, as handlers see it, and what they answer. */
import type { Caller } from '#sandbox/auth/caller.ts';
import type { Permission } from '#sandbox/state/person.ts';
import type { Repository } from '#sandbox/state/repository.ts';
import type { Actor, World } from '#sandbox/state/world.ts';

export interface Answer {
  readonly status: number;
  /** Sent as JSON; `undefined`: no body. */
  readonly body?: unknown;
  /** Instead of JSON. */
  readonly raw?: { readonly type: string; readonly bytes: string | Uint8Array };
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Call {
  readonly world: World;
  readonly caller: Caller;
  readonly url: URL;
  /** Decoded path parts by name. */
  readonly params: Readonly<Record<string, string>>;
  readonly accept: string;
  /** The parsed JSON body; an empty one is `{}`. */
  readonly json: unknown;
}

/** A call about a repository that the caller may see, by someone who may do this. */
export interface RepositoryCall extends Call {
  readonly repository: Repository;
  readonly actor: Actor;
}

/** What a route asks of each kind of caller. */
export interface Need {
  /** Any one of these permissions of an installation, each `name:level`. */
  readonly app: readonly `${string}:${'read' | 'write'}`[];
  readonly person: Permission;
}

export interface Route<C extends Call> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** As GitHub writes it: `/repos/{owner}/{repo}/pulls/{pull_number}`; `{path+}` takes the rest. */
  readonly path: string;
  readonly run: (call: C) => Promise<Answer> | Answer;
}

export interface RepositoryRoute extends Route<RepositoryCall> {
  readonly needs: Need;
}

export function ok(body: unknown, status = 200): Answer {
  return { status, body };
}

export const NO_CONTENT: Answer = { status: 204 };

/** A number in the path; anything else is simply not found. */
export function numberParam(call: Call, name: string): number {
  const text = call.params[name] ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : -1;
}

export function textParam(call: Call, name: string): string {
  return call.params[name] ?? '';
}
