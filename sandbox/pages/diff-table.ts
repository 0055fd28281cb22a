/** Rows of a diff as a table: old and new line numbers, the sign, the code; and whatever stands under a line. */
import { html, join, raw, type Html } from './page-html.ts';
import type { PatchRow } from './parse-patch.ts';
import { visibleText } from './visible-text.ts';

const signs = { hunk: '', context: ' ', added: '+', deleted: '-', note: '' } as const;

export interface DiffTableParts {
  readonly rows: readonly PatchRow[];
  /** For anchors: `<id>-R12`, `<id>-L7`; left out: no anchors. */
  readonly id?: string;
  /** Threads and annotations that stand under a row. */
  readonly under?: (row: PatchRow) => readonly Html[];
  /** A link in the row's margin that opens the form for a comment. */
  readonly margin?: (row: PatchRow) => Html | undefined;
  /** True for rows to mark, such as those an annotation speaks of. */
  readonly marked?: (row: PatchRow) => boolean;
}

const maxLineLength = 2_000;

export function diffTable(parts: DiffTableParts): Html {
  const body = parts.rows.map((row) => {
    const line = rowOf(parts, row);
    const under = parts.under?.(row) ?? [];
    return under.length === 0
      ? line
      : html`${line}
          <tr class="under">
            <td colspan="4">${under}</td>
          </tr>`;
  });
  return html`<div class="diff-scroll" tabindex="0" role="region" aria-label="Code">
    <table class="diff">
      <tbody>
        ${join(body)}
      </tbody>
    </table>
  </div>`;
}

function rowOf(parts: DiffTableParts, row: PatchRow): Html {
  const code = row.text.length > maxLineLength ? `${row.text.slice(0, maxLineLength)}…` : row.text;
  if (row.kind === 'hunk')
    return html`<tr class="hunk">
      <td colspan="3"></td>
      <td class="code">${visibleText(code)}</td>
    </tr>`;
  const anchor =
    parts.id === undefined ? '' : row.newLine === undefined ? `${parts.id}-L${row.oldLine ?? 0}` : `${parts.id}-R${row.newLine}`;
  const id = anchor === '' || row.kind === 'note' ? raw('') : html` id="${anchor}"`;
  const mark = parts.marked?.(row) === true ? ' marked' : '';
  return html`<tr class="${row.kind}${mark}" ${id}>
    <td class="line" data-line="${row.oldLine}"></td>
    <td class="line" data-line="${row.newLine}"></td>
    <td class="sign">${signs[row.kind]}${parts.margin?.(row)}</td>
    <td class="code">${visibleText(code)}</td>
  </tr>`;
}
