import { ACCEPT_LABEL, DRAFT_MARK, OFFER_OPEN, TEXT_CLOSE, TEXT_OPEN, TITLE_BOX_LABEL, TITLE_LABEL } from './draft-marks.ts';
import type { DraftText } from './draft-record.ts';
import { withLf } from './line-ends.ts';
import { taskBoxes } from './task-boxes.ts';

export interface ParsedDraftComment extends DraftText {
  /** Our box in the frame below the text, ticked in any usual spelling. */
  readonly ticked: boolean;
  /** The title's own box, in the same place. */
  readonly titleTicked: boolean;
  /** `intact`: all marks found. `repaired`: some were gone, the text was found by what is left. `lost`: only a guess. */
  readonly frame: 'intact' | 'repaired' | 'lost';
}

const SEPARATOR = /^ {0,3}(?:-[ \t]*){3,}$/u;

/**
 * Reads the draft comment back after people edited it. Never throws. The first opening mark and the last closing mark
 * count, so marks copied into the text stay text; the box counts only behind the text.
 */
export function parseDraftComment(body: string): ParsedDraftComment {
  const lines = withLf(body).split('\n');
  const open = lines.findIndex((line) => line.trim() === TEXT_OPEN);
  const close = lines.findLastIndex((line) => line.trim() === TEXT_CLOSE);
  const start = open === -1 ? startWithoutMark(lines) : open + 1;
  const end = close >= start ? close : endWithoutMark(lines, start);
  const found = end === undefined ? undefined : { text: lines.slice(start, end), frame: lines.slice(end) };
  return {
    title: titleOf(lines.slice(0, start)),
    text: (found?.text ?? lines.slice(start)).join('\n').trim(),
    ticked: found !== undefined && isTicked(found.frame, ACCEPT_LABEL),
    titleTicked: found !== undefined && isTicked(found.frame, TITLE_BOX_LABEL),
    frame: found === undefined ? 'lost' : open !== -1 && close >= start ? 'intact' : 'repaired',
  };
}

/** The offered text of a later push stands behind the box and is not ours to read. */
function isTicked(frame: readonly string[], label: string): boolean {
  const offer = frame.findIndex((line) => line.trim() === OFFER_OPEN);
  const own = (offer === -1 ? frame : frame.slice(0, offer)).filter((line) => line.trim() !== TEXT_CLOSE);
  return taskBoxes(own.join('\n'), label).at(0)?.checked ?? false;
}

function startWithoutMark(lines: readonly string[]): number {
  const title = lines.findIndex((line) => line.startsWith(TITLE_LABEL.trim()));
  if (title !== -1) return title + 1;
  const mark = lines.findIndex((line) => line.trim() === DRAFT_MARK);
  return mark + 1;
}

/** Without the closing mark the text ends at the last rule before our box, or at the box itself. */
function endWithoutMark(lines: readonly string[], start: number): number | undefined {
  const box = lines.findLastIndex((line, index) => index >= start && line.includes(ACCEPT_LABEL) && isBoxLine(line));
  if (box === -1) return undefined;
  const rule = lines.findLastIndex((line, index) => index >= start && index < box && SEPARATOR.test(line));
  return rule === -1 ? box : rule;
}

function isBoxLine(line: string): boolean {
  return taskBoxes(line, ACCEPT_LABEL).length > 0;
}

function titleOf(lines: readonly string[]): string {
  const line = lines.findLast((candidate) => candidate.startsWith(TITLE_LABEL.trim()));
  const shown = line === undefined ? '' : line.slice(TITLE_LABEL.trim().length).trim();
  // We show it as code, so that nothing in it acts; people may take the backticks away.
  return (/^(`+)(?!`)(.+?)(?<!`)\1$/u.exec(shown)?.[2] ?? shown).trim();
}
