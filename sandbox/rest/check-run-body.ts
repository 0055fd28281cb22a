/** The fields of a check run as they come in. */
import { z } from 'zod';
import type { CheckRunFields } from '#sandbox/state/world.ts';

const TIME = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const AnnotationBody = z.object({
  path: z.string().min(1),
  start_line: z.number().int(),
  end_line: z.number().int(),
  start_column: z.number().int().nullish(),
  end_column: z.number().int().nullish(),
  annotation_level: z.enum(['notice', 'warning', 'failure']),
  message: z.string().min(1),
  title: z.string().max(255).nullish(),
  raw_details: z.string().nullish(),
});

export const CheckRunBody = z.object({
  name: z.string().min(1).optional(),
  details_url: z.string().optional(),
  external_id: z.string().optional(),
  status: z.enum(['queued', 'in_progress', 'completed']).optional(),
  started_at: TIME.optional(),
  completed_at: TIME.optional(),
  conclusion: z.enum(['success', 'failure', 'neutral', 'cancelled', 'skipped', 'timed_out', 'action_required']).optional(),
  output: z
    .object({
      title: z.string().optional(),
      summary: z.string(),
      text: z.string().nullish(),
      annotations: z.array(AnnotationBody).optional(),
    })
    .optional(),
  actions: z.array(z.object({ label: z.string().max(20), description: z.string().max(40), identifier: z.string().max(20) })).optional(),
});

/** Only what was given; the rest of the run stays. */
export function toFields(body: z.output<typeof CheckRunBody>): CheckRunFields {
  const { output } = body;
  return {
    ...(body.name === undefined ? {} : { name: body.name }),
    ...(body.details_url === undefined ? {} : { detailsUrl: body.details_url }),
    ...(body.external_id === undefined ? {} : { externalId: body.external_id }),
    ...(body.status === undefined ? {} : { status: body.status }),
    ...(body.started_at === undefined ? {} : { startedAt: body.started_at }),
    ...(body.completed_at === undefined ? {} : { completedAt: body.completed_at }),
    ...(body.conclusion === undefined ? {} : { conclusion: body.conclusion }),
    ...(body.actions === undefined ? {} : { actions: body.actions }),
    ...(output === undefined
      ? {}
      : {
          output: {
            title: output.title ?? '',
            summary: output.summary,
            ...(output.text == null ? {} : { text: output.text }),
            annotations: (output.annotations ?? []).map((one) => ({
              path: one.path,
              startLine: one.start_line,
              endLine: one.end_line,
              startColumn: one.start_column ?? null,
              endColumn: one.end_column ?? null,
              level: one.annotation_level,
              message: one.message,
              title: one.title ?? null,
              rawDetails: one.raw_details ?? null,
            })),
          },
        }),
  };
}
