/** The request's raw bytes, bounded before anything is buffered. Probot and Octokit have no bound of their own. */
import type { IncomingMessage } from 'node:http';

export type BodyReading = { readonly kind: 'read'; readonly body: Buffer } | { readonly kind: 'refused'; readonly status: 400 | 408 | 411 | 413 | 503; readonly reason: string };

/** GitHub sends no delivery over 25 MB. */
const maxBytes = 25 * 1024 * 1024;
/** All large bodies together; small ones (nearly every delivery) are never turned away for it. */
const maxLargeBytesInFlight = 60 * 1024 * 1024;
const largeBytes = 256 * 1024;
const deadlineMilliseconds = 10_000;

let largeInFlight = 0;

export async function readBody(request: IncomingMessage): Promise<BodyReading> {
  const declared = request.headers['content-length'];
  // GitHub always declares the length; chunked bodies could not be refused before they are buffered.
  if (declared === undefined || !/^\d{1,12}$/u.test(declared)) return { kind: 'refused', status: 411, reason: 'Content-Length is required.' };
  const length = Number(declared);
  if (length > maxBytes) return { kind: 'refused', status: 413, reason: 'The body is larger than any GitHub delivery.' };
  const reserved = length > largeBytes ? length : 0;
  if (largeInFlight + reserved > maxLargeBytesInFlight) return { kind: 'refused', status: 503, reason: 'Too many large deliveries at once. Redeliver later.' };
  largeInFlight += reserved;
  try {
    return await collect(request, length);
  } finally {
    largeInFlight -= reserved;
  }
}

function collect(request: IncomingMessage, length: number): Promise<BodyReading> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => resolve({ kind: 'refused', status: 408, reason: 'The body did not arrive in time.' }), deadlineMilliseconds);
    const settle = (reading: BodyReading): void => {
      clearTimeout(timer);
      resolve(reading);
    };
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
    });
    request.once('end', () => settle(size === length ? { kind: 'read', body: Buffer.concat(chunks, size) } : { kind: 'refused', status: 400, reason: 'The body is shorter than declared.' }));
    request.once('error', () => settle({ kind: 'refused', status: 400, reason: 'The body broke off.' }));
    request.once('close', () => settle({ kind: 'refused', status: 400, reason: 'The body broke off.' }));
  });
}
