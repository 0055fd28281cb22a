/** The job catalogue. A job is an address: queue data is clear text, and anything from a pull request could poison it. */
import { z } from 'zod';
import { workKinds } from '#src/records/work.ts';
import type { WorkKey } from '#src/records/work.ts';

export const Job = z.object({
  kind: z.enum(workKinds),
  installationId: z.number().int().positive(),
  repositoryId: z.number().int().positive(),
  // 0: a merge group, whose subject is its head commit.
  number: z.number().int().nonnegative(),
  subject: z.string().regex(/^[a-z0-9-]{0,64}$/u),
});
export type Job = z.infer<typeof Job> & WorkKey;

/** BullMQ refuses ids with `:` and ids of digits only. One id per request, so that a re-sent request is one job. */
export function jobId(job: Job, request: string): string {
  return ['job', job.kind, job.repositoryId, job.number, job.subject || 'pull', request].join('-');
}
