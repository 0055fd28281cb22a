/** The real engine with a tiny pack of rules, in a folder of the test's own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Scanner, ScannerOptions } from '#src/scan/create-scanner.ts';
import { createScanner, enginePathBelow } from '#src/scan/create-scanner.ts';
import type { ScanReport, ScanTarget } from '#src/scan/scan-target.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const enginePath = process.env['SEMGREP_PATH'] ?? enginePathBelow(resolve(root, process.env['COUNTERSIGN_DATA'] ?? '.countersign'));
export const packPath = join(root, 'test/scan/pack');

const made: string[] = [];
process.on('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-test-'));
  made.push(folder);
  return folder;
}

export function realScanner(options: Partial<ScannerOptions> = {}): Promise<Scanner> {
  return createScanner({ enginePath, packPaths: [packPath], workFolder: emptyFolder(), ...options });
}

export function head(path: string, content: string | Buffer): ScanTarget {
  return { side: 'head', path, blobId: `blob of ${path}`, content: Buffer.from(content) };
}

/** `rule:line` of each finding in one file, sorted. */
export function found(report: ScanReport, path: string): readonly string[] {
  return report.findings
    .filter((one) => one.finding.place.path === path)
    .map((one) => `${one.finding.rule}:${one.finding.place.startLine}`)
    .toSorted();
}

export function outcome(report: ScanReport, path: string): string {
  const one = report.targets.find((target) => target.path === path)?.outcome;
  return one === undefined ? 'absent' : 'reason' in one ? `${one.kind}: ${one.reason}` : one.kind;
}
