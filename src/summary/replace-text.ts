import { renderOpenDraft } from './draft-comment.ts';
import { TEXT_CLOSE, TEXT_OPEN, TITLE_LABEL } from './draft-marks.ts';
import type { DraftRecord, DraftText } from './draft-record.ts';
import { frameOf } from './draft-frame.ts';
import { withLf } from './line-ends.ts';
import { inlineCode } from './show-text.ts';
import { untickBox } from './untick-box.ts';

/** The comment with another text between the marks, its box empty, and a notice below; all else stays. A lost frame is made anew. */
export function replaceText(body: string, draft: DraftText, notice: string, record: Pick<DraftRecord, 'provenance' | 'frame'>): string {
  const lines = withLf(body).split('\n');
  const open = lines.findIndex((line) => line.trim() === TEXT_OPEN);
  const close = lines.findLastIndex((line) => line.trim() === TEXT_CLOSE);
  const title = lines.findLastIndex((line, index) => index < open && line.startsWith(TITLE_LABEL.trim()));
  if (open === -1 || close < open || title === -1) return renderOpenDraft({ ...draft, ...frameOf(record), notice });
  return untickBox(
    [
      ...lines.slice(0, title),
      `${TITLE_LABEL}${inlineCode(draft.title, 256)}`,
      ...lines.slice(title + 1, open + 1),
      '',
      draft.text,
      '',
      ...lines.slice(close),
    ].join('\n'),
    notice,
  );
}
