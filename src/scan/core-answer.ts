/** The engine's JSON, as far as it is used. An undocumented interface: `test/scan/core-door.test.ts` holds the pinned version to it. */
import { z } from 'zod';
import type { LineSpan } from './scan-target.ts';

const Position = z.object({ line: z.number().int(), col: z.number().int(), offset: z.number().int() });
const Location = z.object({ path: z.string(), start: Position, end: Position });
/** `["CliLoc", [location, text]]`, or `["CliCall", …]` with calls inside. */
const Step = z.tuple([z.string(), z.unknown()]);

export const CoreMatch = z.object({
  check_id: z.string(),
  path: z.string(),
  start: Position,
  end: Position,
  extra: z.object({
    message: z.string(),
    severity: z.string(),
    is_ignored: z.boolean(),
    metadata: z.record(z.string(), z.unknown()).optional(),
    dataflow_trace: z
      .object({
        taint_source: Step.nullish(),
        intermediate_vars: z.array(z.object({ location: Location })).nullish(),
        taint_sink: Step.nullish(),
      })
      .nullish(),
  }),
});

const EngineError = z.object({
  /** A word, or a word with details. */
  error_type: z.union([z.string(), z.tuple([z.string()], z.unknown())]),
  message: z.string().optional(),
  location: Location.nullish(),
  rule_id: z.string().nullish(),
});

export const CoreAnswer = z.object({
  version: z.string(),
  results: z.array(CoreMatch),
  errors: z.array(EngineError),
  paths: z.object({ scanned: z.array(z.string()) }),
  skipped_rules: z.array(z.object({ rule_id: z.string(), details: z.string() })),
  rules_by_engine: z.array(z.tuple([z.string(), z.unknown()])),
  /** Only here does the engine tell that taint analysis gave up. */
  time: z.object({ fixpoint_timeouts: z.array(EngineError) }),
});

export type CoreAnswer = z.infer<typeof CoreAnswer>;
export type CoreMatch = z.infer<typeof CoreMatch>;
export type CoreError = z.infer<typeof EngineError>;
export const CoreLocation = Location;

/** Undefined when stdout is empty, cut off, or not what the pinned version writes. Raw bytes of a file may stand in it. */
export function readCoreAnswer(stdout: Buffer): CoreAnswer | undefined {
  try {
    return CoreAnswer.parse(JSON.parse(new TextDecoder('utf-8').decode(stdout)));
  } catch {
    return undefined;
  }
}

/** 1-based lines that a partial parse left out; empty for other errors. */
export function unparsedSpans(error: CoreError): readonly LineSpan[] {
  const details = typeof error.error_type === 'string' ? undefined : z.array(Location).safeParse(error.error_type[1]).data;
  return (details ?? []).map(({ start, end }) => ({ startLine: start.line, endLine: end.line }));
}

export function errorKind(error: CoreError): string {
  return typeof error.error_type === 'string' ? error.error_type : error.error_type[0];
}
