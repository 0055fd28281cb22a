/** Upload of SARIF. Source: https://docs.github.com/en/rest/code-scanning/code-scanning#upload-an-analysis-as-sarif-data */
import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { notFound, Refusal } from '#sandbox/state/refusal.ts';
import type { Repository } from '#sandbox/state/repository.ts';
import type { Answer, RepositoryCall, RepositoryRoute } from './call.ts';
import { ok, textParam } from './call.ts';
import { requireCommit } from './commit-routes.ts';
import { bodyOf } from './parse-body.ts';

export interface Upload {
  readonly id: string;
  readonly commitSha: string;
  readonly ref: string;
  readonly toolName: string;
  readonly log: unknown;
}

const ROOT = '/repos/{owner}/{repo}/code-scanning/sarifs';
const MOST_BYTES = 10_000_000;
const uploads = new WeakMap<Repository, Upload[]>();

export function uploadsOf(repository: Repository): readonly Upload[] {
  return uploads.get(repository) ?? [];
}

export const CODE_SCANNING_ROUTES: readonly RepositoryRoute[] = [
  { method: 'POST', path: ROOT, needs: { app: ['security_events:write'], person: 'write' }, run: upload },
  {
    method: 'GET',
    path: `${ROOT}/{sarif_id}`,
    needs: { app: ['security_events:read'], person: 'read' },
    run: (call) => {
      const found = uploadsOf(call.repository).find(({ id }) => id === textParam(call, 'sarif_id'));
      if (found === undefined) throw notFound();
      return ok({ processing_status: 'complete', analyses_url: null, errors: null });
    },
  },
];

const Body = z.object({
  commit_sha: z.string().regex(/^[0-9a-f]{40}$/u),
  ref: z.string().regex(/^refs\/(?:heads\/.+|tags\/.+|pull\/\d+\/(?:merge|head))$/u),
  sarif: z.string().min(1),
  tool_name: z.string().optional(),
  started_at: z.iso.datetime({ offset: true }).optional(),
});
const Log = z.looseObject({
  version: z.literal('2.1.0'),
  runs: z.array(z.looseObject({ tool: z.looseObject({}), results: z.array(z.unknown()) })),
});

async function upload(call: RepositoryCall): Promise<Answer> {
  const body = bodyOf(call, Body);
  await requireCommit(call, body.commit_sha);
  if (body.sarif.length > MOST_BYTES) throw new Refusal(413, 'The sarif field is too large.');
  const log = Log.safeParse(unpack(body.sarif)).data;
  if (log === undefined) throw new Refusal(400, 'The sarif field is not a gzipped, base64-encoded SARIF 2.1.0 log.');
  const one = { id: randomUUID(), commitSha: body.commit_sha, ref: body.ref, toolName: body.tool_name ?? 'API', log };
  uploads.set(call.repository, [...uploadsOf(call.repository), one]);
  return ok({ id: one.id, url: `${call.url.href}/${one.id}` }, 202);
}

function unpack(sarif: string): unknown {
  try {
    return JSON.parse(gunzipSync(Buffer.from(sarif, 'base64'), { maxOutputLength: 100_000_000 }).toString('utf8'));
  } catch {
    return undefined;
  }
}
