/**
 * Octokit with our own manners: a deadline on every call, repeats only of calls that may be repeated (Octokit's retry
 * plugin re-sends POSTs), and a token for one repository with the permissions named here.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { GitHubError, toGitHubError } from './github-error.ts';
import type { Log } from '#src/log.ts';
import { tokenLacksPermissions, tokenRefused } from './wording.ts';

export interface GitHubOptions {
  readonly appId: number;
  readonly privateKey: string;
  readonly apiUrl: string;
  readonly webUrl: string;
  readonly log: Log;
  readonly fetch?: typeof fetch;
  readonly timeoutMilliseconds?: number;
}

export interface GitHub {
  /** As the App itself (JWT). */
  readonly app: Octokit;
  /** As the installation, for one repository only. */
  readonly forRepository: (installationId: number, repositoryId: number) => Octokit;
  /** The same with one permission more, which not every operator grants. */
  readonly forCodeScanning: (installationId: number, repositoryId: number) => Octokit;
  /** As the installation, for listing its repositories. */
  readonly forInstallation: (installationId: number) => Octokit;
  readonly gitToken: (installationId: number, repositoryId: number) => Promise<string>;
  readonly cloneUrl: (owner: string, repo: string) => string;
}

const permissions = { metadata: 'read', contents: 'read', pull_requests: 'write', issues: 'write', checks: 'write' } as const;
const repeatDelays = [300, 1200, 3000];

export function connectGitHub(options: GitHubOptions): GitHub {
  // It only mints tokens, and one too many does no harm.
  const minting = octokitWith(options, undefined, freely(), true);
  const auth = createAppAuth({ appId: options.appId, privateKey: options.privateKey, request: minting.request });
  const tokenFor = async (installationId: number, scope: object, refresh = false): Promise<string> => {
    try {
      return (await auth({ type: 'installation', installationId, refresh, ...scope })).token;
    } catch (error) {
      throw withoutToken(error);
    }
  };
  const repositoryScope = (repositoryId: number) => ({ repositoryIds: [repositoryId], permissions });
  const pauses = new Map<number, Pause>();
  const pauseOf = (installationId: number): Pause => {
    const pause = pauses.get(installationId) ?? freely();
    pauses.set(installationId, pause);
    return pause;
  };
  const asInstallation = (installationId: number, scope: object): Octokit =>
    octokitWith(options, async (refresh) => `token ${await tokenFor(installationId, scope, refresh)}`, pauseOf(installationId));
  return {
    app: octokitWith(options, async () => `bearer ${(await auth({ type: 'app' })).token}`, freely()),
    forRepository: (installationId, repositoryId) => asInstallation(installationId, repositoryScope(repositoryId)),
    forCodeScanning: (installationId, repositoryId) =>
      asInstallation(installationId, { repositoryIds: [repositoryId], permissions: { metadata: 'read', security_events: 'write' } }),
    forInstallation: (installationId) => asInstallation(installationId, { permissions: { metadata: 'read', pull_requests: 'read' } }),
    gitToken: async (installationId, repositoryId) =>
      await tokenFor(installationId, { repositoryIds: [repositoryId], permissions: { contents: 'read', metadata: 'read' } }),
    cloneUrl: (owner, repo) => `${options.webUrl}/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}.git`,
  };
}

/** Limits are per installation: once told to wait, none of its calls goes out before. */
interface Pause {
  until: number;
}
const freely = (): Pause => ({ until: 0 });

type Authorize = (refresh: boolean) => Promise<string>;

function octokitWith(options: GitHubOptions, authorize: Authorize | undefined, pause: Pause, alwaysRepeatable = false): Octokit {
  const octokit = new Octokit({
    baseUrl: options.apiUrl,
    userAgent: 'countersign',
    log: {
      debug: () => undefined,
      info: () => undefined,
      warn: (message: string) => options.log.debug({ octokit: message.slice(0, 300) }, 'octokit warning'),
      error: () => undefined,
    },
    ...(options.fetch === undefined ? {} : { request: { fetch: options.fetch } }),
  });
  octokit.hook.wrap('request', async (request, parameters) => {
    const route = `${parameters.method} ${parameters.url}`;
    const { signal: given, repeatable = alwaysRepeatable || parameters.method !== 'POST' } = (parameters.request ?? {}) as RequestManners;
    let reminted = false;
    let refresh = false;
    for (let attempt = 0; ; attempt += 1) {
      if (pause.until > Date.now()) throw waiting(route, pause);
      if (authorize !== undefined) parameters.headers.authorization = await authorize(refresh);
      const deadline = AbortSignal.timeout(options.timeoutMilliseconds ?? 30_000);
      const signal = given === undefined ? deadline : AbortSignal.any([given, deadline]);
      try {
        // In place: hooks further in are handed the first object, whatever `request` is called with.
        parameters.request = { ...parameters.request, signal };
        return whole(await request(parameters), route);
      } catch (error) {
        if (given?.aborted === true) throw given.reason;
        const failure = toGitHubError(error, route);
        if (failure.retryAfterSeconds !== undefined) pause.until = Math.max(pause.until, Date.now() + failure.retryAfterSeconds * 1000);
        // Whatever it was, GitHub did nothing with it: our token had ended.
        refresh = failure.status === 401 && authorize !== undefined && !reminted;
        reminted ||= refresh;
        const again = refresh || (failure.status !== 401 && repeatable && failure.retryable);
        const delay = repeatDelays[attempt];
        if (!again || failure.retryAfterSeconds !== undefined || delay === undefined) throw failure;
        await sleep(delay, undefined, given === undefined ? {} : { signal: given });
      }
    }
  });
  return octokit;
}

/** Octokit's own `signal`, and whether a call that may have happened unseen can be sent again; by default all but POST. */
interface RequestManners {
  readonly signal?: AbortSignal;
  readonly repeatable?: boolean;
}

/** Octokit hands out a JSON body that broke off as text. */
function whole<Response extends { readonly data?: unknown; readonly headers: { readonly 'content-type'?: string | undefined } }>(
  response: Response,
  route: string,
): Response {
  if (typeof response.data !== 'string' || response.headers['content-type']?.includes('json') !== true) return response;
  throw new GitHubError(`GitHub's answer to ${route} broke off.`, { retryable: true, ambiguous: true, cause: undefined });
}

/** The call itself never went out: whatever the minting answered says nothing of what the call was about. */
function withoutToken(error: unknown): GitHubError {
  const { retryable, retryAfterSeconds } = toGitHubError(error, 'the request for a token');
  const lacks = error instanceof Error && /permissions requested are not granted/iu.test(error.message);
  const message = lacks ? tokenLacksPermissions : tokenRefused;
  return new GitHubError(message, { retryable, retryAfterSeconds, ambiguous: false, cause: error });
}

function waiting(route: string, pause: Pause): GitHubError {
  const retryAfterSeconds = Math.max(1, Math.ceil((pause.until - Date.now()) / 1000));
  return new GitHubError(`${route} waits: GitHub asked this installation to pause.`, {
    status: 429,
    retryable: true,
    retryAfterSeconds,
    ambiguous: false,
    cause: undefined,
  });
}
