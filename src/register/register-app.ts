/**
 * Registers the GitHub App by GitHub's manifest flow: a page on this machine sends `app.yml` to GitHub, a person confirms there,
 * GitHub sends the browser back with a one-time code, the code becomes credentials, the credentials go to `.env`.
 * Why not with Probot's own set-up server: docs/decisions/2026-11-21-own-registration-page.md
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { convertCode } from './convert-code.ts';
import type { NewApp } from './new-app.ts';
import { addToEnvFile, codeOf } from './env-file.ts';
import { listen } from './listen.ts';
import { composeManifest } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { beginPage, donePage, failedPage, pageHeaders } from './page.ts';
import { isLoopback } from './read-start-options.ts';
import type { RegisterOptions } from './read-start-options.ts';
import { before, nextSteps, notWritten, pages } from './wording.ts';
import type { After } from './wording.ts';

export interface Registration extends RegisterOptions {
  readonly github: { readonly apiUrl: string; readonly webUrl: string };
  /** A loopback address; port 0: any free one. */
  readonly http: { readonly host: string; readonly port: number };
  readonly manifest: Manifest;
  readonly envFile: string;
  /** Settings that the App needs to find the same GitHub again: `GHE_HOST`, `GHE_PROTOCOL`. */
  readonly settings: Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

export type RegistrationEnding =
  | { readonly kind: 'registered'; readonly after: After }
  | { readonly kind: 'stopped' }
  /** The App exists, its credentials are lost. */
  | { readonly kind: 'stopped-unwritten'; readonly settingsUrl: string }
  | { readonly kind: 'refused'; readonly reason: string };

const returnPath = '/probot/setup';
/** Of the draft page. */
const signInReturnPath = '/drafts/callback';

/** Serves until the credentials are written or `signal` says stop. Nothing that is secret leaves but to the file. */
export async function registerApp(options: Registration): Promise<RegistrationEnding> {
  const state = randomBytes(32).toString('base64url');
  const exchange = createExchange(options);
  let told: (ending: 'done' | 'stopped') => void = () => undefined;
  const ended = new Promise<'done' | 'stopped'>((resolve) => (told = resolve));
  const server = createServer({ requestTimeout: 10_000, maxHeaderSize: 16_384 }, (request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const origin = originOf(request.headers.host);
    if (origin === undefined) return reply(response, 421, failedPage(pages.unknownHost));
    const { pathname, searchParams } = new URL(request.url ?? '/', origin);
    if (request.method !== 'GET') return reply(response, 404, failedPage(pages.missing));
    if (pathname === returnPath) {
      if (!isSame(searchParams.get('state') ?? '', state)) return reply(response, 403, failedPage(pages.foreign));
      const result = await exchange.settle(searchParams.get('code') ?? '');
      if (result.kind === 'failed') return reply(response, 502, failedPage(result.reason));
      response.once('close', () => told('done'));
      return reply(response, 200, donePage(nextSteps(result.after)));
    }
    if (pathname !== '/') return reply(response, 404, failedPage(pages.missing));
    const manifestJson = composeManifest(options.manifest, {
      redirect: `${origin}${returnPath}`,
      callbacks: callbacksOf(options),
      webhook: options.webhookUrl,
    });
    return reply(
      response,
      200,
      beginPage({ action: `${settingsOf(options)}/new?state=${state}`, manifest: options.manifest, manifestJson }),
    );
  }

  const listening = await listen(server, options.http);
  if (listening.kind === 'refused') return listening;
  options.signal.addEventListener('abort', () => told('stopped'));
  if (options.signal.aborted) told('stopped');
  else options.say(before({ ...options, ...listening, webUrl: options.github.webUrl }));
  await ended;
  // A code under way is used up: what it brings must not be thrown away.
  await exchange.idle();
  server.close();
  server.closeAllConnections();
  return exchange.ending();
}

interface Exchange {
  /** One code becomes one App; asked again, it goes on where it failed. */
  readonly settle: (code: string) => Promise<Settled>;
  readonly idle: () => Promise<void>;
  readonly ending: () => RegistrationEnding;
}
type Settled = { readonly kind: 'done'; readonly after: After } | { readonly kind: 'failed'; readonly reason: string };

function createExchange(options: Registration): Exchange {
  let app: NewApp | undefined;
  let done: After | undefined;
  let running: Promise<Settled> | undefined;

  async function settle(code: string): Promise<Settled> {
    if (done !== undefined) return { kind: 'done', after: done };
    if (app === undefined) {
      const converted = await convertCode(code, options.github.apiUrl, options.fetch);
      if (converted.kind === 'failed') return converted;
      app = converted.app;
    }
    const after: After = {
      app,
      publicUrl: options.publicUrl,
      envFile: options.envFile,
      webhookUrl: options.webhookUrl,
      settingsUrl: `${settingsOf(options)}/${app.slug}`,
    };
    const heading = `GitHub App ${app.slug} on ${options.github.webUrl}, registered by npm start -- --register`;
    const { signIn } = app;
    const credentials = {
      APP_ID: String(app.id),
      PRIVATE_KEY: app.privateKey,
      WEBHOOK_SECRET: app.webhookSecret,
      ...(signIn === undefined ? {} : { GITHUB_CLIENT_ID: signIn.clientId, GITHUB_CLIENT_SECRET: signIn.clientSecret }),
      ...(options.publicUrl === undefined ? {} : { PUBLIC_URL: options.publicUrl }),
    };
    try {
      await addToEnvFile(options.envFile, heading, { ...options.settings, ...credentials });
    } catch (error) {
      return { kind: 'failed', reason: notWritten(options.envFile, codeOf(error)) };
    }
    done = after;
    return { kind: 'done', after };
  }

  return {
    settle: (code) => {
      if (running !== undefined) return Promise.resolve({ kind: 'failed', reason: pages.busy });
      running = settle(code).finally(() => (running = undefined));
      return running;
    },
    idle: async () => void (await running?.catch(() => undefined)),
    ending: () => {
      if (done !== undefined) return { kind: 'registered', after: done };
      return app === undefined ? { kind: 'stopped' } : { kind: 'stopped-unwritten', settingsUrl: `${settingsOf(options)}/${app.slug}` };
    },
  };
}

function settingsOf({ github, organization }: Registration): string {
  return `${github.webUrl}${organization === undefined ? '' : `/organizations/${organization}`}/settings/apps`;
}

/** Where GitHub may send people who sign in on the draft page: the address that everybody uses, and this machine's own. */
function callbacksOf({ publicUrl, http }: Registration): readonly string[] {
  const own = http.port === 0 ? [] : [`http://127.0.0.1:${http.port}`];
  return [...(publicUrl === undefined ? [] : [publicUrl]), ...own].map((address) => `${address}${signInReturnPath}`);
}

/** Only names of this machine: another site's name that is made to lead here (DNS rebinding) is refused. */
function originOf(host: string | undefined): string | undefined {
  if (host === undefined || !URL.canParse(`http://${host}`)) return undefined;
  const url = new URL(`http://${host}`);
  return isLoopback(url.hostname) && url.href === `http://${url.host}/` ? url.origin : undefined;
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function reply(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { ...pageHeaders, connection: 'close' }).end(html);
}
