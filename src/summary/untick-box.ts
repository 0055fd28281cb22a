import { ACCEPT_LABEL, NOTICE_MARK, TEXT_CLOSE, TITLE_BOX_LABEL } from './draft-marks.ts';
import { withLf } from './line-ends.ts';

const BOX = /^(\s*(?:[-*+]|\d{1,9}[.)])\s+)\[[^\]\n]{0,5}\]/u;

/** The comment with its box empty again and one line below that says why; all else as people left it. */
export function untickBox(body: string, notice: string): string {
  const lines = withLf(body).split('\n');
  const close = lines.findLastIndex((line) => line.trim() === TEXT_CLOSE);
  const box = lines.findIndex((line, index) => index > close && BOX.test(line) && line.includes(ACCEPT_LABEL));
  if (box === -1) return body;
  const ofTitle = lines.findIndex((line, index) => index > box && index < box + 3 && BOX.test(line) && line.includes(TITLE_BOX_LABEL));
  const last = Math.max(box, ofTitle);
  const after = lines.slice(last + 1);
  while (after[0]?.trim() === '' || after[0]?.startsWith(NOTICE_MARK.trim()) === true) after.shift();
  return [
    ...lines.slice(0, box),
    (lines[box] ?? '').replace(BOX, '$1[ ]'),
    ...lines.slice(box + 1, last + 1),
    '',
    ...(notice === '' ? [] : [quoted(notice), '']),
    ...after,
  ].join('\n');
}

/** The notice under the box: every line of it is quoted, so that it can be found and taken away again. */
export function quoted(notice: string): string {
  return notice
    .split('\n')
    .map((line) => `${NOTICE_MARK}${line}`.trimEnd())
    .join('\n');
}
