/**
 * Octokit with our own manners: a deadline on every call, repeats only of calls that may be repeated (Octokit's retry
 * plugin re-sends POSTs), and a token for one repository with the permissions named here.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { toGitHubError } from './github-error.ts';
import type { Log } from '#src/log.ts';

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
  /** As the installation, for listing its repositories. */
  readonly forInstallation: (installationId: number) => Octokit;
  readonly gitToken: (installationId: number, repositoryId: number) => Promise<string>;
  readonly cloneUrl: (owner: string, repo: string) => string;
}

const permissions = { metadata: 'read', contents: 'read', pull_requests: 'write', issues: 'write', checks: 'write' } as const;
const repeatDelays = [300, 1200, 3000];

export function connectGitHub(options: GitHubOptions): GitHub {
  const plain = octokitWith(options, undefined);
  const auth = createAppAuth({ appId: options.appId, privateKey: options.privateKey, request: plain.request });
  const tokenFor = async (installationId: number, scope: object, refresh = false): Promise<string> =>
    (await auth({ type: 'installation', installationId, refresh, ...scope })).token;
  const repositoryScope = (repositoryId: number) => ({ repositoryIds: [repositoryId], permissions });
  return {
    app: octokitWith(options, async () => `bearer ${(await auth({ type: 'app' })).token}`),
    forRepository: (installationId, repositoryId) => octokitWith(options, async (refresh) => `token ${await tokenFor(installationId, repositoryScope(repositoryId), refresh)}`),
    forInstallation: (installationId) => octokitWith(options, async (refresh) => `token ${await tokenFor(installationId, { permissions: { metadata: 'read', pull_requests: 'read' } }, refresh)}`),
    gitToken: async (installationId, repositoryId) => await tokenFor(installationId, { repositoryIds: [repositoryId], permissions: { contents: 'read', metadata: 'read' } }),
    cloneUrl: (owner, repo) => `${options.webUrl}/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}.git`,
  };
}

type Authorize = (refresh: boolean) => Promise<string>;

function octokitWith(options: GitHubOptions, authorize: Authorize | undefined): Octokit {
  const octokit = new Octokit({
    baseUrl: options.apiUrl,
    userAgent: 'countersign',
    log: { debug: () => undefined, info: () => undefined, warn: (message: string) => options.log.debug({ octokit: message.slice(0, 300) }, 'octokit warning'), error: () => undefined },
    ...(options.fetch === undefined ? {} : { request: { fetch: options.fetch } }),
  });
  octokit.hook.wrap('request', async (request, parameters) => {
    const route = `${parameters.method} ${parameters.url}`;
    for (let attempt = 0; ; attempt += 1) {
      if (authorize !== undefined) parameters.headers.authorization = await authorize(attempt > 0);
      const given = (parameters.request as { signal?: AbortSignal } | undefined)?.signal;
      const deadline = AbortSignal.timeout(options.timeoutMilliseconds ?? 30_000);
      const signal = given === undefined ? deadline : AbortSignal.any([given, deadline]);
      try {
        return await request({ ...parameters, request: { ...parameters.request, signal } });
      } catch (error) {
        if (given?.aborted === true) throw given.reason;
        const failure = toGitHubError(error, route);
        // A POST is sent again only when GitHub surely did nothing with it: our token had ended.
        const repeatable = failure.status === 401 ? attempt === 0 && authorize !== undefined : parameters.method !== 'POST' && failure.retryable;
        const delay = repeatDelays[attempt];
        if (!repeatable || failure.retryAfterSeconds !== undefined || delay === undefined) throw failure;
        await sleep(delay);
      }
    }
  });
  return octokit;
}
