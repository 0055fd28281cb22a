/** The sandbox's own switches over HTTP, below `/_sandbox`. */
import { Hono } from 'hono';
import { z } from 'zod';
import type { FaultSwitch } from './fault.ts';
import type { RequestLog } from './request-log.ts';

const STATUS = z.number().int().min(200).max(599);
const EffectBody = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('status'),
    status: STATUS,
    headers: z.record(z.string(), z.string()).default({}),
    body: z.unknown().optional(),
  }),
  z.object({ kind: z.literal('delay'), delayMs: z.number().min(0).max(3_600_000) }),
  z.object({ kind: z.literal('commit-then-status'), status: STATUS }),
  z.object({ kind: z.literal('reset') }),
  z.object({ kind: z.literal('commit-then-reset') }),
  z.object({ kind: z.literal('hang') }),
]);
const FaultBody = z.object({
  method: z.string().default('*'),
  path: z.string().startsWith('/'),
  effect: EffectBody,
  times: z.number().int().positive().optional(),
  skip: z.number().int().nonnegative().optional(),
});

export interface ControlParts {
  readonly faults: FaultSwitch;
  readonly log: RequestLog;
  /** When every webhook so far has an answer. */
  readonly settled: () => Promise<void>;
}

export function createControlRoutes(parts: ControlParts): Hono {
  const app = new Hono();
  app.get('/faults', (c) =>
    c.json(parts.faults.list().map(({ left, ...fault }) => ({ ...fault, left: Number.isFinite(left) ? left : null }))),
  );
  app.post('/faults', async (c) => {
    const body = FaultBody.safeParse(await c.req.json().catch(() => undefined));
    if (!body.success) return c.json({ message: 'Not a fault', errors: body.error.issues }, 422);
    const { times, skip, ...rest } = body.data;
    const fault = parts.faults.set({ ...rest, ...(times === undefined ? {} : { times }), ...(skip === undefined ? {} : { skip }) });
    return c.json({ id: fault.id }, 201);
  });
  app.delete('/faults', (c) => {
    parts.faults.clear();
    return c.body(null, 204);
  });
  app.delete('/faults/:id', (c) => {
    parts.faults.clear(Number(c.req.param('id')));
    return c.body(null, 204);
  });
  app.get('/requests', (c) => c.json(parts.log.list()));
  app.delete('/requests', (c) => {
    parts.log.clear();
    return c.body(null, 204);
  });
  app.get('/settled', async (c) => {
    await parts.settled();
    return c.body(null, 204);
  });
  return app;
}
