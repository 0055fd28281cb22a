/** The one place that says `success`. Pure. */
import type { NewFinding, UncheckedFile } from './outcome.ts';

/** `success` only when every file of the head is accounted for and nothing new blocks. */
export function concludes(fresh: readonly NewFinding[], unchecked: readonly UncheckedFile[]): 'success' | 'failure' {
  return unchecked.length === 0 && !fresh.some((one) => one.blocks) ? 'success' : 'failure';
}
