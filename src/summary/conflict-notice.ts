import { frameWording } from './frame-wording.ts';
import { disarmMarks } from './draft-marks.ts';
import type { Conflict } from './merge-into-description.ts';

const MOST_LINES = 12;
const LONGEST = 200;

/** A conflict as people see it: what happened, both versions side by side, what to do. */
export function conflictNotice({ reason, heading = '', mine, theirs }: Conflict): string {
  const said = {
    'block-edited': frameWording.blockEdited,
    'block-repeated': frameWording.blockRepeated,
    'section-filled': frameWording.sectionFilled(heading),
    'section-gone': frameWording.sectionGone(heading),
  }[reason];
  if (mine === undefined || theirs === undefined) return said;
  const lines = [...shown(mine, '-'), ...shown(theirs, '+')];
  // Longer than any run of backticks inside: nothing in it closes the fence or acts.
  const longest = Math.max(2, ...(lines.join('\n').match(/`+/gu) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [said, '', frameWording.conflictShown, '', `${fence}diff`, ...lines, fence].join('\n');
}

function shown(text: string, sign: string): string[] {
  const lines = disarmMarks(text).split('\n');
  const kept = lines
    .slice(0, MOST_LINES)
    .map((line) => `${sign} ${line.length > LONGEST ? `${line.slice(0, LONGEST).toWellFormed()}…` : line}`);
  return lines.length > MOST_LINES ? [...kept, `${sign} …`] : kept;
}
