/** The one place that says `success`. Pure. */
import type { NewFinding, UncheckedFile } from './outcome.ts';

/** `success` only when every file of the head is accounted for, by the scan or by a person, and nothing new blocks. */
export function concludes(fresh: readonly NewFinding[], unchecked: readonly UncheckedFile[]): 'success' | 'failure' {
  return unchecked.every((one) => one.waiver !== undefined) && !fresh.some((one) => one.blocks) ? 'success' : 'failure';
}
