/** One JSON line per event on stderr. Static message plus fields; never a token, a prompt or code. */
import { pino } from 'pino';
import type { Logger } from 'pino';
import type { LogLevel } from '#src/config.ts';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

const maskedPaths = [
  'privateKey',
  'token',
  'authorization',
  'secret',
  'password',
  '*.privateKey',
  '*.token',
  '*.authorization',
  '*.secret',
  '*.password',
  'err.request',
  'err.response',
  'err.config',
];

/** Creates the process's logger. Octokit's errors carry request headers, hence the masks. */
export function createLog(level: LogLevel): Logger {
  return pino(
    { level, redact: { paths: maskedPaths, censor: '[masked]' }, serializers: { err: describeError } },
    pino.destination({ fd: 2, sync: true }),
  );
}

interface DescribedError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: string;
}

/** Type, message, stack and causes with everything token-like masked; no attached request or response. */
export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: masked(String(error)) };
  const causes = causesOf(error);
  return {
    type: error.name,
    message: masked(error.message),
    ...(error.stack === undefined ? {} : { stack: masked(error.stack) }),
    ...(causes.length === 0 ? {} : { cause: masked(causes.join(' ← ')) }),
  };
}

/** Messages of what led here, nearest first; an AggregateError is led to by its errors. */
function causesOf(error: Error, depth = 4): readonly string[] {
  const direct = [error.cause, ...(error instanceof AggregateError ? error.errors.slice(0, 3) : [])];
  const errors = direct.filter((one): one is Error => one instanceof Error);
  return depth === 0 ? [] : errors.flatMap((one) => [one.message, ...causesOf(one, depth - 1)]);
}

/** Error texts may quote what they failed on; a log line stays readable. */
const longest = 8000;
function masked(text: string): string {
  return maskTokens(text.slice(0, longest));
}

/** Masks GitHub tokens (also the long `ghs_<app>_<jwt>` form), JWTs, API keys, PEM keys, authorization values and passwords in URLs. */
export function maskTokens(text: string): string {
  return text
    .replaceAll(/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/gu, '[masked private key]')
    .replaceAll(/(?<![A-Za-z0-9])(gh[pousr]|github_pat)_[A-Za-z0-9._-]{10,}/gu, '$1_[masked]')
    .replaceAll(/\b(bearer|token|basic)\s+[A-Za-z0-9._~+/=-]{12,}/giu, '$1 [masked]')
    .replaceAll(/(?<![A-Za-z0-9_-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/gu, '[masked token]')
    .replaceAll(/(?<![A-Za-z0-9])sk-[A-Za-z0-9_-]{16,}/gu, 'sk-[masked]')
    .replaceAll(/(:\/\/[^\s:/@]{0,200}):[^\s/"'<>]{1,500}@/gu, '$1:[masked]@');
}
