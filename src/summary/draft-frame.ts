import type { DraftRecord } from './draft-record.ts';
import { frameWording } from './frame-wording.ts';

/** What stands below the text when its comment is made anew: what was read is never left unsaid. */
export function frameOf({ frame, provenance }: Pick<DraftRecord, 'frame' | 'provenance'>): {
  readonly foot: string;
  readonly notRead: readonly string[];
} {
  return frame ?? { foot: frameWording.madeBy(provenance), notRead: [] };
}
