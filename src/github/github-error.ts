/** Every failure of a call to GitHub, with whether and when to try again. Nobody reads `message`. */
import { RequestError } from '@octokit/request-error';
import { lacksPermission } from './wording.ts';

export class GitHubError extends Error {
  override readonly name = 'GitHubError';
  readonly status: number | undefined;
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | undefined;
  /** A create may or may not have happened: look before creating again. */
  readonly ambiguous: boolean;
  constructor(
    message: string,
    options: {
      status?: number | undefined;
      retryable: boolean;
      retryAfterSeconds?: number | undefined;
      ambiguous: boolean;
      cause: unknown;
    },
  ) {
    super(message, { cause: options.cause });
    this.status = options.status;
    this.retryable = options.retryable;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.ambiguous = options.ambiguous;
  }
}

/** Source: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit */
export function toGitHubError(error: unknown, route: string, now = Date.now()): GitHubError {
  if (error instanceof GitHubError) return error;
  // Octokit gives what never was an answer (reset, timed out) the status 500.
  if (!(error instanceof RequestError) || error.response === undefined)
    return new GitHubError(`GitHub did not answer ${route}.`, { retryable: true, ambiguous: true, cause: error });
  const { status } = error;
  const retryAfterSeconds = waitOf(error, now);
  const lacks = status === 403 && /not accessible by integration/iu.test(error.message);
  return new GitHubError(`GitHub answered ${status} to ${route}.${lacks ? ` ${lacksPermission}` : ''}`, {
    status,
    retryAfterSeconds,
    retryable: retryAfterSeconds !== undefined || status >= 500 || status === 408 || status === 401,
    ambiguous: status >= 500 || status === 408,
    cause: error,
  });
}

/** Limits are counted by the hour: a longer wait is a mistake of a clock or of a proxy. */
const longestWaitSeconds = 3600;

function waitOf(error: RequestError, now: number): number | undefined {
  const seconds = toldWait(error, now);
  return seconds === undefined ? undefined : Math.min(longestWaitSeconds, Math.max(1, seconds));
}

function toldWait(error: RequestError, now: number): number | undefined {
  const headers = error.response?.headers ?? {};
  const limited =
    error.status === 429 ||
    (error.status === 403 &&
      (headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0' || /rate limit/iu.test(error.message)));
  if (!limited) return undefined;
  if (headers['retry-after'] !== undefined) return Number(headers['retry-after']) || 60;
  const reset = Number(headers['x-ratelimit-reset']);
  // A little later than told, and not all at the same moment.
  return headers['x-ratelimit-remaining'] === '0' && reset > 0 ? Math.ceil(reset - now / 1000) + Math.ceil(Math.random() * 10) : 60;
}

/** Refused, and not for want of patience. */
export function isForbidden(error: unknown): boolean {
  return error instanceof GitHubError && error.status === 403 && !error.retryable;
}

/** No token is given any more: the App was removed there. */
export function isUninstalled(error: unknown): boolean {
  return error instanceof GitHubError && isGone(error.cause);
}

/** Not there (any more), or not for us: trying again cannot help. */
export function isGone(error: unknown): boolean {
  return error instanceof GitHubError && [404, 410, 451].includes(error.status ?? 0);
}
