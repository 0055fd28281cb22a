/** What a check says about a place in the code. */
import type { CheckAnnotation } from '#sandbox/state/check.ts';
import { icon } from './icons.ts';
import { html, type Html } from './page-html.ts';
import { visibleLine, visibleText } from './visible-text.ts';

const looks = { failure: ['failure', 'bad'], warning: ['warning', 'waiting'], notice: ['comment', 'quiet'] } as const;

export function annotationCard(
  annotation: CheckAnnotation,
  around: { readonly link?: string; readonly code?: Html; readonly from?: string },
): Html {
  const [picture, tone] = looks[annotation.level];
  const lines = annotation.startLine === annotation.endLine ? `${annotation.startLine}` : `${annotation.startLine}–${annotation.endLine}`;
  const place = html`<bdi>${visibleLine(annotation.path)}</bdi>:${lines}`;
  return html`<section
    class="annotation annotation-${annotation.level}"
    data-testid="annotation"
    data-path="${visibleLine(annotation.path)}"
    data-line="${annotation.startLine}"
  >
    <p>
      <span class="tone-${tone}">${icon(picture)}</span>
      <strong>${visibleLine(annotation.title ?? annotation.level)}</strong
      >${around.from === undefined ? '' : html` <span class="quiet">${visibleLine(around.from, 200)}</span>`}
      <span class="path">${around.link === undefined ? place : html`<a href="${around.link}">${place}</a>`}</span>
    </p>
    <p class="message">${visibleText(annotation.message)}</p>
    ${around.code ?? ''}
    ${
      annotation.rawDetails === null
        ? ''
        : html`<details>
            <summary>Raw details</summary>
            <pre>${visibleText(annotation.rawDetails)}</pre>
          </details>`
    }
  </section>`;
}
