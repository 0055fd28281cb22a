import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether the raw bytes were signed with one of the secrets (two while rotating; Probot knows only one).
 * Source: https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
 */
export function verifySignature(body: Uint8Array, header: string | undefined, secrets: readonly string[]): boolean {
  const given = /^sha256=([0-9a-f]{64})$/u.exec(header ?? '')?.[1];
  const bytes = Buffer.from(given ?? '0'.repeat(64), 'hex');
  // Every secret is tried, also after a match and for a malformed header: the time taken tells nothing.
  const matches = secrets.map((secret) => timingSafeEqual(createHmac('sha256', secret).update(body).digest(), bytes));
  return given !== undefined && matches.includes(true);
}
