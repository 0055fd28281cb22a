/** From whatever the client throws to a reason that a person can act on. */
import { z } from 'zod';
import { StoreError } from './store.ts';
import type { StoreFailure } from './store.ts';
import { storeFailures } from './wording.ts';

const Thrown = z.object({
  status: z.number().optional(),
  retry_after: z.number().optional(),
  data: z.unknown(),
});
/** Qdrant's envelope. A refused key is answered in plain text, and a proxy before it says what it likes. */
const Envelope = z.object({ status: z.object({ error: z.string() }) });

const RETRYABLE: ReadonlySet<StoreFailure> = new Set(['unreachable', 'busy', 'full']);

export function toStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const reason = reasonOf(error);
  return new StoreError(storeFailures[reason], { reason, retryable: RETRYABLE.has(reason), cause: error });
}

function reasonOf(error: unknown): StoreFailure {
  const { success, data: thrown } = Thrown.safeParse(error);
  if (!success) return 'unreachable';
  if (thrown.retry_after !== undefined) return 'busy';
  const { status } = thrown;
  if (status === undefined) return 'unreachable';
  const words = Envelope.safeParse(thrown.data).data?.status.error ?? '';
  // Qdrant has no codes for these; its words are looked at here and nowhere else.
  if (status === 401 || status === 403) return 'unauthorized';
  if (/no space left|disk.{0,40}full|not enough (?:disk )?space|out of disk/iu.test(words) || status === 507) return 'full';
  if (/dimension/iu.test(words)) return 'dimension';
  // A server from before the query API does not know the address at all, and says so without Qdrant's envelope.
  if (status === 404) return words === '' ? 'too-old' : 'missing';
  if (status === 429 || status === 503) return 'busy';
  return status >= 500 ? 'unreachable' : 'refused';
}
