/** A scan that starts the engine only for files of which no complete result is kept, and keeps what it learns. */
import type { KeptResults } from './kept-results.ts';
import type { PreparedFile } from './prepared-file.ts';
import type { FileResult } from './scan-all.ts';

type ScanFiles = (files: readonly PreparedFile[]) => Promise<ReadonlyMap<string, FileResult>>;

/** Results by neutral name, the same ones that `scan` alone would give. */
export async function scanKeeping(
  files: readonly PreparedFile[],
  kept: KeptResults,
  scan: ScanFiles,
): Promise<ReadonlyMap<string, FileResult>> {
  const known = new Map<string, FileResult>();
  for (const file of files) {
    const matches = await kept.load(file);
    if (matches !== undefined) known.set(file.name, { outcome: { kind: 'scanned' }, matches, canaries: file.bytes.length > 0 ? 1 : 0 });
  }
  const unknown = files.filter((file) => !known.has(file.name));
  const scanned = await scan(unknown);
  for (const file of unknown) {
    const result = scanned.get(file.name);
    // Whatever else it ended with may end differently next time.
    if (result?.outcome.kind === 'scanned') await kept.save(file, result.matches);
  }
  return new Map([...known, ...scanned]);
}
