/** The command line of `npm run demo`. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import * as wording from './wording.ts';

export interface LocalRepositoryOptions {
  readonly path: string;
  readonly base: string | undefined;
  readonly head: string | undefined;
}

export interface DemoOptions {
  /** End after the main job instead of staying up. */
  readonly once: boolean;
  readonly json: boolean;
  /** Set: run on the person's own repository instead of the samples. */
  readonly local: LocalRepositoryOptions | undefined;
  readonly modelUrl: string | undefined;
  readonly modelName: string | undefined;
  /** Port of the sandbox; left out: the usual one, or any when it is taken. */
  readonly port: number | undefined;
  /** Seconds that the main job may take. */
  readonly timeLimit: number;
}

export type OptionsReading =
  | { readonly kind: 'run'; readonly options: DemoOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

const PORT = /^\d{1,5}$/u;

const Values = z
  .object({
    once: z.boolean().default(false),
    json: z.boolean().default(false),
    repo: z.string().min(1, '--repo needs a folder.').optional(),
    base: z.string().min(1, '--base needs the name of a branch.').optional(),
    head: z.string().min(1, '--head needs the name of a branch.').optional(),
    'model-url': z
      .string()
      .refine((text) => URL.canParse(text) && /^https?:$/u.test(new URL(text).protocol), '--model-url must begin with http:// or https://.')
      .optional(),
    model: z.string().min(1, '--model needs a name.').optional(),
    port: z
      .string()
      .refine((text) => PORT.test(text) && Number(text) > 0 && Number(text) <= 65_535, '--port must be a number from 1 to 65535.')
      .optional(),
    'time-limit': z
      .string()
      .refine((text) => /^[1-9]\d{0,5}$/u.test(text), '--time-limit must be a whole number of seconds.')
      .optional(),
  })
  .refine(
    (values) => values.repo !== undefined || (values.base === undefined && values.head === undefined),
    '--base and --head need --repo.',
  )
  .refine((values) => values.model === undefined || values['model-url'] !== undefined, '--model needs --model-url.');

/** Seconds that a run may take: a model on a small machine writes some ten tokens a second. */
const LIMIT_WITHOUT_MODEL = 300;
const LIMIT_WITH_MODEL = 3600;

/** Reads arguments (without node and script). Every mistake is told at once. */
export function readOptions(args: readonly string[]): OptionsReading {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
        once: { type: 'boolean' },
        json: { type: 'boolean' },
        repo: { type: 'string' },
        base: { type: 'string' },
        head: { type: 'string' },
        'model-url': { type: 'string' },
        model: { type: 'string' },
        port: { type: 'string' },
        'time-limit': { type: 'string' },
      },
    });
    if (values.help) return { kind: 'help' };
    const parsed = Values.safeParse(values);
    if (!parsed.success) return { kind: 'invalid', problems: parsed.error.issues.map((issue) => issue.message) };
    return { kind: 'run', options: toOptions(parsed.data) };
  } catch (cause) {
    return { kind: 'invalid', problems: [cause instanceof Error ? cause.message : wording.unreadableOptions] };
  }
}

function toOptions(values: z.infer<typeof Values>): DemoOptions {
  const { repo, base, head, port } = values;
  const modelUrl = values['model-url'];
  const limit = values['time-limit'];
  return {
    once: values.once,
    json: values.json,
    local: repo === undefined ? undefined : { path: repo, base, head },
    modelUrl,
    modelName: values.model,
    port: port === undefined ? undefined : Number(port),
    timeLimit: limit === undefined ? (modelUrl === undefined ? LIMIT_WITHOUT_MODEL : LIMIT_WITH_MODEL) : Number(limit),
  };
}
