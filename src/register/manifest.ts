/**
 * What GitHub is asked to register: `app.yml`, with the addresses of this registration.
 * Source: https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest
 */
import { parse } from 'yaml';
import { z } from 'zod';
import { badManifest } from './wording.ts';

const Manifest = z.looseObject({
  name: z.string().min(1),
  url: z.string().min(1),
  default_permissions: z.record(z.string(), z.enum(['read', 'write', 'admin'])),
  default_events: z.array(z.string()),
});
export type Manifest = z.infer<typeof Manifest>;

/** Throws with a text for people when `text` is not the manifest of an App. */
export function readManifest(text: string): Manifest {
  try {
    return Manifest.parse(parse(text));
  } catch (cause) {
    throw new Error(badManifest, { cause });
  }
}

/** GitHub wants a webhook address even for an App whose webhooks are switched off, and refuses one on one's own machine. */
const nowhere = 'https://example.com/api/github/webhooks';

/** The manifest as GitHub takes it, in JSON. */
export function composeManifest(
  manifest: Manifest,
  addresses: { readonly redirect: string; readonly callbacks: readonly string[]; readonly webhook: string | undefined },
): string {
  return JSON.stringify({
    ...manifest,
    redirect_url: addresses.redirect,
    callback_urls: addresses.callbacks,
    hook_attributes: addresses.webhook === undefined ? { url: nowhere, active: false } : { url: addresses.webhook, active: true },
  });
}
