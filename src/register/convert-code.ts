/** Exchanges GitHub's one-time code for the App's credentials. Source: https://docs.github.com/en/rest/apps/apps#create-a-github-app-from-a-manifest */
import { createPrivateKey, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { NewApp } from './new-app.ts';
import { conversionRefused, conversionUnclear, conversionUnreachable } from './wording.ts';

const Conversion = z.object({
  id: z.number().int().positive(),
  slug: z.string().regex(/^[A-Za-z0-9][\w.-]{0,199}$/u),
  html_url: z.url({ protocol: /^https?$/u }),
  // Without them people cannot sign in on the draft page; everything else works.
  client_id: z
    .string()
    .regex(/^[\w.-]{1,100}$/u)
    .optional()
    .catch(undefined),
  client_secret: z.string().min(20).optional().catch(undefined),
  pem: z.string().refine(isRsaKey),
  webhook_secret: z.string().nullish(),
});

export type Converted = { readonly kind: 'app'; readonly app: NewApp } | { readonly kind: 'failed'; readonly reason: string };

/** `apiUrl` without a slash at the end. The code works once and for an hour. Never throws. */
export async function convertCode(code: string, apiUrl: string, fetchIt: typeof fetch): Promise<Converted> {
  let answer: Response;
  let body: unknown;
  try {
    answer = await fetchIt(`${apiUrl}/app-manifests/${encodeURIComponent(code)}/conversions`, {
      method: 'POST',
      headers: { accept: 'application/vnd.github+json', 'user-agent': 'countersign' },
      redirect: 'error',
      signal: AbortSignal.timeout(30_000),
    });
    if (!answer.ok) return { kind: 'failed', reason: conversionRefused(answer.status) };
    body = await answer.json();
  } catch (error) {
    return { kind: 'failed', reason: conversionUnreachable(new URL(apiUrl).host, error instanceof Error ? error.name : 'Error') };
  }
  const parsed = Conversion.safeParse(body);
  if (!parsed.success) return { kind: 'failed', reason: conversionUnclear };
  const { id, slug, pem, html_url: url } = parsed.data;
  const given = parsed.data.webhook_secret ?? '';
  const secretIsOurs = given.length < 20;
  const webhookSecret = secretIsOurs ? randomBytes(32).toString('hex') : given;
  const { client_id: clientId, client_secret: clientSecret } = parsed.data;
  const signIn = clientId === undefined || clientSecret === undefined ? undefined : { clientId, clientSecret };
  return { kind: 'app', app: { id, slug, url, privateKey: Buffer.from(pem).toString('base64'), webhookSecret, secretIsOurs, signIn } };
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
