/** The request's raw bytes, bounded before anything is buffered. Probot and Octokit have no bound of their own. */
import type { IncomingMessage } from 'node:http';

export type BodyReading =
  | { readonly kind: 'read'; readonly body: Buffer }
  | { readonly kind: 'refused'; readonly status: 400 | 408 | 411 | 413 | 503; readonly reason: string };

/** GitHub sends no delivery over 25 MB. */
const maxBytes = 25 * 1024 * 1024;
/** All large bodies together; small ones (nearly every delivery) are never turned away for it. */
const maxLargeBytesInFlight = 60 * 1024 * 1024;
const largeBytes = 256 * 1024;
const patienceMilliseconds = 10_000;

let largeInFlight = 0;

export async function readBody(request: IncomingMessage, deadlineMilliseconds = patienceMilliseconds): Promise<BodyReading> {
  const declared = request.headers['content-length'];
  // GitHub always declares the length; chunked bodies could not be refused before they are buffered.
  if (declared === undefined || !/^\d{1,12}$/u.test(declared))
    return { kind: 'refused', status: 411, reason: 'Content-Length is required.' };
  const length = Number(declared);
  if (length > maxBytes) return { kind: 'refused', status: 413, reason: 'The body is larger than any GitHub delivery.' };
  const reserved = length > largeBytes ? length : 0;
  if (largeInFlight + reserved > maxLargeBytesInFlight)
    return { kind: 'refused', status: 503, reason: 'Too many large deliveries at once. Redeliver later.' };
  largeInFlight += reserved;
  try {
    return await collect(request, length, deadlineMilliseconds);
  } finally {
    largeInFlight -= reserved;
  }
}

function collect(request: IncomingMessage, length: number, deadlineMilliseconds: number): Promise<BodyReading> {
  return new Promise((resolve) => {
    // The one copy there is: memory is touched only where bytes really arrived.
    const body = Buffer.allocUnsafeSlow(length);
    let size = 0;
    const settle = (reading: BodyReading): void => {
      clearTimeout(timer);
      request.off('data', take);
      resolve(reading);
    };
    const refuse = (status: 400 | 408, reason: string) => (): void => settle({ kind: 'refused', status, reason });
    const timer = setTimeout(refuse(408, 'The body did not arrive in time.'), deadlineMilliseconds);
    const take = (chunk: Buffer): void => {
      if (size + chunk.length > length) return refuse(400, 'The body is longer than declared.')();
      size += chunk.copy(body, size);
    };
    request.on('data', take);
    request.once('end', () => (size === length ? settle({ kind: 'read', body }) : refuse(400, 'The body is shorter than declared.')()));
    request.once('error', refuse(400, 'The body broke off.'));
    request.once('close', refuse(400, 'The body broke off.'));
  });
}
