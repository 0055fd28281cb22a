/** The box in which people write Markdown, with a preview tab. Works without the script, which adds the preview only. */
import { html, textArea, type Html } from './page-html.ts';

export interface EditorParts {
  readonly action: string;
  /** Unique on the page. */
  readonly id: string;
  readonly label: string;
  readonly button: string;
  readonly text?: string;
  readonly placeholder?: string;
  readonly hidden?: Readonly<Record<string, string>>;
  /** Further buttons or choices, left of the main button. */
  readonly beside?: Html;
  readonly rows?: number;
  /** An empty text is all right: the choice beside it says enough. */
  readonly mayBeEmpty?: boolean;
}

export function textEditor(parts: EditorParts): Html {
  const { id } = parts;
  return html`<form method="post" action="${parts.action}" class="editor" data-editor>
    ${Object.entries(parts.hidden ?? {}).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <div class="editor-tabs" role="tablist" hidden>
      <button type="button" role="tab" aria-selected="true" data-tab="write">Write</button
      ><button type="button" role="tab" aria-selected="false" data-tab="preview">Preview</button>
    </div>
    <label class="hidden" for="${id}">${parts.label}</label>
    ${textArea(
      html`id="${id}" name="body" rows="${parts.rows ?? 5}" dir="auto" placeholder="${parts.placeholder ?? ''}"
      ${parts.mayBeEmpty ? '' : 'required'}`,
      parts.text ?? '',
    )}
    <div class="preview markdown" hidden aria-live="polite"></div>
    <div class="editor-foot">
      <span class="hint">Markdown is supported.</span> ${parts.beside ?? ''} <button class="primary">${parts.button}</button>
    </div>
  </form>`;
}
