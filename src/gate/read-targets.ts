/** Contents for the plan. Pure: what could not be read is told, never left out. */
import type { UncheckedFile } from './outcome.ts';
import type { PlannedBlob } from './plan-targets.ts';
import type { GateTarget } from './ports.ts';
import * as wording from './wording.ts';

export type ReadBlob = PlannedBlob & GateTarget;

export function withContents(
  blobs: readonly PlannedBlob[],
  contents: ReadonlyMap<string, Buffer>,
): { readonly targets: readonly ReadBlob[]; readonly unreadable: readonly UncheckedFile[] } {
  const targets: ReadBlob[] = [];
  const unreadable: UncheckedFile[] = [];
  for (const blob of blobs) {
    const content = contents.get(blob.blobId);
    if (content !== undefined) targets.push({ ...blob, content });
    else if (blob.side === 'head') unreadable.push({ path: blob.path, reason: wording.unreadable, retry: true });
  }
  return { targets, unreadable };
}
