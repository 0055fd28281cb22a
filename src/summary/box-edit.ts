import { parseDraftComment } from './parse-draft-comment.ts';

/** One person's edit of the draft comment, as GitHub told it. */
export interface BoxEdit {
  readonly before: string;
  readonly after: string;
}

/** Only the edit that ticks the box signs; somebody who edited words a second earlier, or later, has signed nothing. */
export function ticksBox({ before, after }: BoxEdit): boolean {
  return !parseDraftComment(before).ticked && parseDraftComment(after).ticked;
}
