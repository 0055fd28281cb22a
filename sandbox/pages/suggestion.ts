/** A ```suggestion block as the small diff that applying it would make. */
import { html, type Html } from './page-html.ts';
import { visibleText } from './visible-text.ts';
import { suggestionTitle } from './wording.ts';

/** `before`: the lines that the comment stands on, without line ends; `after`: the block's text. */
export function renderSuggestion(before: readonly string[], after: string): Html {
  const rows = [
    ...before.map(
      (text) =>
        html`<tr class="deleted">
          <td class="sign">-</td>
          <td class="code">${visibleText(text)}</td>
        </tr>`,
    ),
    ...(after === '' ? [] : after.split('\n')).map(
      (text) =>
        html`<tr class="added">
          <td class="sign">+</td>
          <td class="code">${visibleText(text)}</td>
        </tr>`,
    ),
  ];
  return html`<div class="suggestion">
    <div class="suggestion-title">${suggestionTitle}</div>
    <table class="diff">
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
