/** From the engine's matches to findings, in the words and places of the pull request. Pure. */
import { createHash } from 'node:crypto';
import type { ScanFinding, Severity, SourceRange } from '#src/finding/finding.ts';
import type { CoreMatch } from './core-answer.ts';
import { CoreLocation } from './core-answer.ts';
import type { PreparedFile } from './prepared-file.ts';
import type { SidedFinding } from './scan-target.ts';

const SEVERITIES: Readonly<Record<string, Severity>> = {
  ERROR: 'error',
  CRITICAL: 'error',
  HIGH: 'error',
  WARNING: 'warning',
  MEDIUM: 'warning',
};
/** Longer matches are cut; the digest of the whole keeps two different ones apart. */
const LONGEST_CODE = 20_000;
type Position = CoreMatch['start'];

/** One finding per match of this file and per target of it. */
export function readFindings(matches: readonly CoreMatch[], file: PreparedFile): readonly SidedFinding[] {
  return matches.flatMap((match) =>
    file.targets.map(({ side, path }) => ({ side, suppressed: match.extra.is_ignored, finding: readMatch(match, file, path) })),
  );
}

function readMatch(match: CoreMatch, file: PreparedFile, path: string): ScanFinding {
  const { metadata = {}, message, severity } = match.extra;
  const fix = strings(metadata['fix-hint'])[0];
  return {
    rule: match.check_id,
    severity: SEVERITIES[severity] ?? 'info',
    message: message.slice(0, 2000),
    place: placeOf(path, file, match.start, match.end),
    code: codeOf(file.bytes.subarray(match.start.offset, match.end.offset).toString('utf8')),
    cwe: strings(metadata['cwe']).flatMap((text) => /CWE-\d+/u.exec(text)?.[0] ?? []),
    ...(fix === undefined ? {} : { fix }),
    references: strings(metadata['references']).filter((url) => url.startsWith('https://')),
    trace: traceOf(match).flatMap((step) => (step.path === file.name ? [placeOf(path, file, step.start, step.end)] : [])),
  };
}

/** Source, what it went through, sink; steps inside other functions (`CliCall`) are left out. */
function traceOf({ extra }: CoreMatch): readonly CoreLocationShape[] {
  const trace = extra.dataflow_trace;
  if (trace === undefined || trace === null) return [];
  const end = (step: readonly [string, unknown] | null | undefined): readonly CoreLocationShape[] => {
    const location = Array.isArray(step?.[1]) ? CoreLocation.safeParse(step[1][0]) : undefined;
    return location?.success === true ? [location.data] : [];
  };
  return [...end(trace.taint_source), ...(trace.intermediate_vars ?? []).map((step) => step.location), ...end(trace.taint_sink)];
}
type CoreLocationShape = { readonly path: string; readonly start: Position; readonly end: Position };

function placeOf(path: string, file: PreparedFile, start: Position, end: Position): SourceRange {
  const startLine = gitLine(start, file);
  // The end is exclusive: a match that ends with its line end does not touch the next line.
  const clipped = end.col === 1 && end.line > start.line;
  const last = clipped ? { ...end, line: end.line - 1 } : end;
  const range = { path, startLine, endLine: Math.max(startLine, gitLine(last, file)), startColumn: columnOf(start, file) };
  return clipped ? range : { ...range, endColumn: columnOf(end, file) };
}

/** The engine counts bytes; editors and SARIF count UTF-16 units. */
function columnOf({ offset }: Position, { bytes }: PreparedFile): number {
  const lineStart = offset === 0 ? 0 : bytes.lastIndexOf(0x0a, offset - 1) + 1;
  return bytes.toString('utf8', lineStart, offset).length + 1;
}

/** The engine counts the line ends that were added for it (see `decode-source.ts`); git and GitHub do not. */
function gitLine(position: Position, file: PreparedFile): number {
  return position.line - file.addedLineEnds.filter((at) => at < position.offset).length;
}

function codeOf(code: string): string {
  return code.length <= LONGEST_CODE ? code : `${code.slice(0, 2000)}\n… ${code.length - 2000} more characters, sha256 ${sha256(code)}`;
}

function strings(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
