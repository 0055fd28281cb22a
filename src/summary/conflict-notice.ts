import { diffFence } from './diff-fence.ts';
import { frameWording } from './frame-wording.ts';
import type { Conflict } from './merge-into-description.ts';

/** A conflict as people see it: what happened, both versions, what to do. */
export function conflictNotice({ reason, heading = '', mine, theirs }: Conflict): string {
  const said = {
    'block-edited': frameWording.blockEdited,
    'block-repeated': frameWording.blockRepeated,
    'section-filled': frameWording.sectionFilled(heading),
    'section-gone': frameWording.sectionGone(heading),
  }[reason];
  const fence = mine === undefined || theirs === undefined ? undefined : diffFence(mine.split('\n'), theirs.split('\n'));
  return fence === undefined ? said : [said, '', frameWording.conflictShown, '', fence].join('\n');
}
