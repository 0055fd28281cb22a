/** What rules find suspicious, as findings that wait for the model's word. */
import { setImmediate } from 'node:timers/promises';
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { findSuspicions } from '#src/suspect/find-suspicions.ts';
import type { Finding } from './finding-record.ts';
import { fingerprintOf } from './fingerprint.ts';

/** Strongest first in each file. `headTexts`: whole files of the head, by path. Others have their turn after each file: a lease may be due. */
export async function suspectFindings(files: readonly ChangedFile[], headTexts: ReadonlyMap<string, string>): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const file of files) {
    await setImmediate();
    found.push(...inFile(file, headTexts.get(file.path)));
  }
  return found;
}

function inFile(file: ChangedFile, headText: string | undefined): Finding[] {
  return findSuspicions(file, headText).map(
    ({ kind, claim, replacement, path, startLine, line, code, title, fact, category, severity }): Finding => ({
      proposal: {
        path,
        quote: code,
        lineHint: line,
        title,
        reason: fact,
        category,
        severity,
        model: '',
        promptVersion: '',
        sign: { kind, claim, ...(replacement !== undefined && { replacement }) },
      },
      place: { kind: 'in-diff', path, side: 'RIGHT', startLine, line, code },
      fingerprint: fingerprintOf(path, code, category),
    }),
  );
}
