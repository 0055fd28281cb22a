/** The arguments of `npm start`. Pure: texts in, a reading out. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { badOrganization, badPublicUrl, badWebhookUrl, needsRegister, unreachableWebhookUrl } from './wording.ts';

export interface RegisterOptions {
  /** Where GitHub shall send webhooks, as given or with the usual path behind a bare host; left out: none are sent yet. */
  readonly webhookUrl: string | undefined;
  /** The address by which people's browsers reach the App, without a path; left out: this machine's own. */
  readonly publicUrl: string | undefined;
  /** Register under this organization instead of the person's own account. */
  readonly organization: string | undefined;
}

export type StartReading =
  | { readonly kind: 'start' }
  | { readonly kind: 'register'; readonly options: RegisterOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

export const webhookPath = '/api/github/webhooks';

const Values = z.object({
  'webhook-url': z.string().refine(isWebhookUrl, badWebhookUrl).transform(withPath).optional(),
  'public-url': z
    .string()
    .refine((text) => isWebhookUrl(text) && new URL(text).pathname === '/', badPublicUrl)
    .transform((text) => new URL(text).origin)
    .optional(),
  organization: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/u, badOrganization)
    .optional(),
});

/** Reads arguments (without node and script); every mistake is told at once. */
export function readStartOptions(args: readonly string[]): StartReading {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
        register: { type: 'boolean' },
        'webhook-url': { type: 'string' },
        'public-url': { type: 'string' },
        organization: { type: 'string' },
      },
    });
    if (values.help === true) return { kind: 'help' };
    const parsed = Values.safeParse(values);
    const problems = parsed.error?.issues.map(({ message }) => message) ?? [];
    const given = values['webhook-url'] !== undefined || values['public-url'] !== undefined || values.organization !== undefined;
    if (given && values.register !== true) problems.push(needsRegister);
    if (!parsed.success || problems.length > 0) return { kind: 'invalid', problems };
    if (values.register !== true) return { kind: 'start' };
    return {
      kind: 'register',
      options: { webhookUrl: parsed.data['webhook-url'], publicUrl: parsed.data['public-url'], organization: parsed.data.organization },
    };
  } catch (cause) {
    return { kind: 'invalid', problems: [cause instanceof Error ? cause.message : String(cause)] };
  }
}

/** GitHub refuses a webhook address of one's own machine; the sandbox, on the same machine, does not. */
export function problemOfWebhookUrl(webhookUrl: string | undefined, webUrl: string): string | undefined {
  if (webhookUrl === undefined || !isLoopback(new URL(webhookUrl).hostname) || isLoopback(new URL(webUrl).hostname)) return undefined;
  return unreachableWebhookUrl(webhookUrl);
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/u.test(hostname);
}

function isWebhookUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/u.test(protocol) && username === '' && password === '' && search === '' && hash === '';
}

function withPath(text: string): string {
  const url = new URL(text);
  if (url.pathname === '/') url.pathname = webhookPath;
  return url.href;
}
