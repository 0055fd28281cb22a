/** One JSON line per event on stderr. Static message plus fields; never a token, a prompt or code. */
import { pino } from 'pino';
import type { Logger } from 'pino';
import type { LogLevel } from '#src/config.ts';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

const maskedPaths = ['privateKey', 'token', 'authorization', 'secret', 'password', '*.privateKey', '*.token', '*.authorization', '*.secret', '*.password', 'err.request', 'err.response', 'err.config'];

/** Creates the process's logger. Octokit's errors carry request headers, hence the masks. */
export function createLog(level: LogLevel): Logger {
  return pino({ level, redact: { paths: maskedPaths, censor: '[masked]' }, serializers: { err: describeError } }, pino.destination({ fd: 2, sync: true }));
}

/** Type, message and stack with everything token-like masked; no attached request or response. */
export function describeError(error: unknown): { readonly type: string; readonly message: string; readonly stack?: string; readonly cause?: string } {
  if (!(error instanceof Error)) return { type: typeof error, message: maskTokens(String(error)) };
  return {
    type: error.name,
    message: maskTokens(error.message),
    ...(error.stack === undefined ? {} : { stack: maskTokens(error.stack) }),
    ...(error.cause instanceof Error ? { cause: maskTokens(error.cause.message) } : {}),
  };
}

/** Masks GitHub tokens (also the long `ghs_<app>_<jwt>` form), bearer values and passwords in URLs. */
export function maskTokens(text: string): string {
  return text
    .replaceAll(/\b(gh[pousr]|github_pat)_[A-Za-z0-9._-]{10,}/gu, '$1_[masked]')
    .replaceAll(/\b(bearer|token|basic)\s+[A-Za-z0-9._~+/=-]{12,}/giu, '$1 [masked]')
    .replaceAll(/(\w+:\/\/[^\s:/@]*):[^\s/@]+@/gu, '$1:[masked]@');
}
