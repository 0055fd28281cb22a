/** One line of the doctor. */
import { maskTokens } from '#src/log.ts';

export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'warn' | 'fail';
  /** One line, without secrets. */
  readonly message: string;
  /** What a person can do about it; absent when all is well. */
  readonly todo?: string;
}

export function ok(name: string, message: string): Check {
  return { name, state: 'ok', message: clean(message) };
}

export function warn(name: string, message: string, todo: string): Check {
  return { name, state: 'warn', message: clean(message), todo: clean(todo) };
}

export function fail(name: string, message: string, todo: string): Check {
  return { name, state: 'fail', message: clean(message), todo: clean(todo) };
}

export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message || error.name : String(error);
}

/** Words of servers and libraries may quote what they were given, and terminals obey control characters. */
function clean(text: string): string {
  return maskTokens(text)
    .replaceAll(/(?<=:\/\/)[^\s/@]{1,300}@/gu, '[masked]@')
    .replaceAll(/\p{Cc}+/gu, ' ')
    .slice(0, 1500);
}
