/** Turns an answer or a refusal into the HTTP response GitHub would give. */
import { createHash } from 'node:crypto';
import { Refusal } from '#sandbox/state/refusal.ts';
import type { Answer } from './call.ts';

const DOCS = 'https://docs.github.com/rest';

/** What every response carries beside its own headers. */
export interface Standing {
  readonly now: Date;
  readonly requestId: string;
  readonly rate: Readonly<Record<string, string>>;
}

/** `ifNoneMatch`: with a GET, answers 304 when nothing changed. */
export function toResponse(answer: Answer, standing: Standing, ifNoneMatch: string | undefined): Response {
  const json = answer.body === undefined ? undefined : JSON.stringify(answer.body);
  const bytes = answer.raw?.bytes ?? json;
  const headers: Record<string, string> = {
    date: standing.now.toUTCString(),
    'x-github-request-id': standing.requestId,
    'x-github-media-type': 'github.v3; format=json',
    'x-github-api-version-selected': '2022-11-28',
    'x-github-enterprise-version': '3.19.0',
    ...standing.rate,
    ...answer.headers,
  };
  if (bytes === undefined) return new Response(null, { status: answer.status, headers });
  headers['content-type'] = answer.raw?.type ?? 'application/json; charset=utf-8';
  if (answer.status === 200 && ifNoneMatch !== undefined) {
    const etag = `W/"${createHash('sha256').update(bytes).digest('hex')}"`;
    headers['etag'] = etag;
    headers['cache-control'] = 'private, max-age=60, s-maxage=60';
    if (ifNoneMatch.split(',').some((one) => one.trim() === etag || one.trim() === etag.slice(2))) {
      return new Response(null, { status: 304, headers });
    }
  }
  return new Response(typeof bytes === 'string' ? bytes : new Uint8Array(bytes), { status: answer.status, headers });
}

/** What went wrong, as an answer; anything but a `Refusal` is a mistake of the sandbox and says so. */
export function toAnswer(error: unknown): Answer {
  if (error instanceof Refusal) {
    return {
      status: error.status,
      body: {
        message: error.message,
        ...(error.errors ? { errors: error.errors } : {}),
        documentation_url: DOCS,
        status: String(error.status),
      },
    };
  }
  const what = error instanceof Error ? error.message : String(error);
  return { status: 500, body: { message: `Sandbox error: ${what.slice(0, 500)}`, documentation_url: DOCS, status: '500' } };
}
