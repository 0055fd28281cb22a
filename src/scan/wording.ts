/** What a scan says about files and set-up; these words end up in the check that people read. */

export const lfsPointer = 'it is stored in Git LFS: the repository holds only a pointer to it';
export const nulBytes = 'it contains NUL bytes, so tools may read different code in it than people see';
export const escapedLineEnd = 'it hides a line end in a Unicode escape (\\u000a or \\u000d), so a comment may end where nobody sees it';
export const unknownEncoding = 'its text encoding is unknown (neither UTF-8 nor a plain one-byte encoding)';
export const cancelled = 'the scan was cancelled';
export const budgetUsed = 'the time for this scan was used up before this file';
export const engineStartFailed = 'the scanner could not be started';
export const noAnswer = 'the scanner ended without a readable answer';
export const notInList = 'the scanner did not list the file as scanned';
export const notParsed = 'nothing shows that the file was parsed';
export const fixpoint = 'data-flow analysis gave up in a function of this file';
export const fixpointUnknown = 'the scanner did not say whether data-flow analysis was complete';
export const rulesSkipped = 'the scanner skipped rules';
export const rulesDiffer = 'the scanner did not run the expected set of rules';
export const unknownFiles = 'the scanner reported files that were not asked for';

export function tooLarge(bytes: number, limit: number): string {
  return `it is larger than the scanner is given (${megabytes(bytes)}; limit ${megabytes(limit)})`;
}

export function notInEncoding(encoding: string): string {
  return `its bytes are not valid ${encoding.toUpperCase()}`;
}

export function declaredEncoding(encoding: string): string {
  return `it declares the text encoding "${encoding.slice(0, 40)}", in which code can be hidden`;
}

export function timedOut(seconds: number): string {
  return `the scanner was stopped after ${seconds} s`;
}

export function tooMuchMemory(limitMb: number): string {
  return `the scanner needed more than ${limitMb} MB of memory`;
}

export function tooMuchOutput(limitBytes: number): string {
  return `the scanner's answer was larger than ${megabytes(limitBytes)}`;
}

export function engineEnded(code: number | null, signal: string | null): string {
  return signal === null ? `the scanner ended with exit code ${code ?? 'unknown'}` : `the scanner was ended by ${signal}`;
}

export function engineVersion(found: string | undefined, wanted: string): string {
  return `the scanner is version ${found ?? 'unknown'} instead of ${wanted}`;
}

/** `kind` is the engine's own word, such as `PartialParsing` or `Timeout`. */
export function engineError(kind: string): string {
  const known: Readonly<Record<string, string>> = {
    PartialParsing: 'part of the file could not be parsed',
    'Syntax error': 'the file could not be parsed',
    'Other syntax error': 'the file could not be parsed',
    'Lexical error': 'the file could not be parsed',
    Timeout: 'a rule took too long on this file',
    'Out of memory': 'the scanner ran out of memory on this file',
    'Too many matches': 'there were too many matches in this file',
  };
  return known[kind] ?? `the scanner reported "${kind.slice(0, 60)}"`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

export function folderFailed(code: string): string {
  return code === 'ENOSPC' ? 'the disk of the scanner is full' : `the scanner's work folder could not be written (${code})`;
}
