/**
 * Who a person is, by the App's web flow. The token that GitHub gives for it is used for the one question and dropped.
 * Source: https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app
 */
import { z } from 'zod';

export interface SignInOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly webUrl: string;
  readonly apiUrl: string;
  /** A callback address of the App's registration. */
  readonly callbackUrl: string;
  readonly fetch: typeof fetch;
}

const Token = z.object({ access_token: z.string().min(1) });
const User = z.object({ id: z.int().positive(), login: z.string().min(1) });
const deadline = 10_000;

export function authorizeUrl({ webUrl, clientId, callbackUrl }: SignInOptions, state: string, challenge: string): string {
  const url = new URL(`${webUrl}/login/oauth/authorize`);
  const parameters = { client_id: clientId, redirect_uri: callbackUrl, state, code_challenge: challenge, code_challenge_method: 'S256' };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** @returns undefined when GitHub does not take the code. @throws when it cannot be asked. */
export async function exchangeCode(
  options: SignInOptions,
  code: string,
  verifier: string,
): Promise<{ readonly id: number; readonly login: string } | undefined> {
  const { clientId, clientSecret, callbackUrl, webUrl, apiUrl } = options;
  const answer = await options.fetch(`${webUrl}/login/oauth/access_token`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json', 'user-agent': 'countersign' },
    body: JSON.stringify({ client_id: clientId, client_secret: clientSecret, code, redirect_uri: callbackUrl, code_verifier: verifier }),
    redirect: 'error',
    signal: AbortSignal.timeout(deadline),
  });
  // A refused code is answered with 200 and an error in the body.
  const token = answer.ok ? Token.safeParse(await answer.json()).data : undefined;
  if (token === undefined) return undefined;
  const user = await options.fetch(`${apiUrl}/user`, {
    headers: { accept: 'application/vnd.github+json', authorization: `Bearer ${token.access_token}`, 'user-agent': 'countersign' },
    redirect: 'error',
    signal: AbortSignal.timeout(deadline),
  });
  return user.ok ? User.parse(await user.json()) : undefined;
}
