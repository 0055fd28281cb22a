/** Wakes a worker up for a piece of work. Losing a job is harmless: the sweep finds the work and enqueues it again. */
import type { JobQueue, QueueBackend } from './connection.ts';
import { jobId } from './job.ts';
import type { Job } from './job.ts';
import { seldom } from './seldom.ts';
import { workKinds } from '#src/records/work.ts';
import type { WorkKind } from '#src/records/work.ts';

export interface Enqueue {
  (job: Job, request: string): Promise<void>;
}

export interface Producer {
  readonly enqueue: Enqueue;
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export const queueName = (kind: WorkKind): string => `countersign-${kind}`;

export function createProducer(backend: QueueBackend, onError: (error: Error) => void): Producer {
  const queues = new Map<WorkKind, JobQueue>();
  const report = seldom(onError);
  for (const kind of workKinds) {
    const queue = backend.queue(queueName(kind));
    queue.on('error', report);
    queues.set(kind, queue);
  }
  return {
    enqueue: async (job, request) => {
      await queues.get(job.kind)?.add(job.kind, job, { jobId: jobId(job, request) });
    },
    ping: async () => {
      await queues.get('gate')?.getJobCounts();
    },
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}
