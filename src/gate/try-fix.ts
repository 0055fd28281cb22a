/** Whether a file with some of its lines replaced parses, shows a finding no more, and nothing else that it did not show before. */
import { findingIdentity } from './identity.ts';
import type { NewFinding } from './outcome.ts';
import type { GatePorts } from './ports.ts';
import { findSuppressions } from './suppressions.ts';

const MOST_LINES = 40;

export async function isCleanWith(
  { finding, identity }: NewFinding,
  text: string,
  replacement: string,
  scan: GatePorts['scan'],
  signal: AbortSignal,
): Promise<boolean> {
  const { path, startLine, endLine } = finding.place;
  const lines = text.split('\n');
  const instead = replacement.replace(/\n$/u, '').split('\n');
  if (instead.length > MOST_LINES || endLine > lines.length) return false;
  const fixed = lines.toSpliced(startLine - 1, endLine - startLine + 1, ...instead).join('\n');
  if (fixed === text) return false;
  const target = (side: 'base' | 'head', content: string) => ({ side, path, file: path, blobId: side, content: Buffer.from(content) });
  // What stands for a secret is no code.
  if (replacement.includes('[[SECRET:')) return false;
  // A comment that silences the scanner is no fix.
  if (findSuppressions([target('head', replacement)]).length > 0) return false;
  const report = await scan([target('base', text), target('head', fixed)], signal);
  if (report.targets.length !== 2 || report.targets.some(({ outcome }) => outcome.kind !== 'scanned')) return false;
  const counted = new Map<string, number>();
  for (const { side, finding: seen } of report.findings) {
    const key = findingIdentity(seen.rule, seen.code);
    counted.set(key, (counted.get(key) ?? 0) + (side === 'head' ? 1 : -1));
  }
  return (counted.get(identity) ?? 0) < 0 && [...counted.values()].every((more) => more <= 0);
}
