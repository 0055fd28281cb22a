/** Hono's `html` tag, held to the synchronous case: every page is made from values that are already there. */
import { html as tag, raw } from 'hono/html';

export type Html = ReturnType<typeof raw>;

export { raw };

/** Escapes every interpolated value that is not `Html` itself; `undefined`, `null`, `true` and `false` leave nothing. */
export function html(strings: TemplateStringsArray, ...values: unknown[]): Html {
  const made = tag(strings, ...values);
  if (made instanceof Promise) throw new TypeError('A page was given a promise where it needs a value.');
  return made;
}

/** Markup joined without anything between. */
export function join(parts: readonly Html[]): Html {
  return raw(parts.map(String).join(''));
}

/**
 * A text area that shows exactly `text`. Built without a template: a formatter may move the line end behind the tag, which the HTML
 * parser eats, and without which a text that begins with one would lose it.
 */
export function textArea(attributes: Html, text: string): Html {
  return raw(`<textarea ${String(attributes)}>\n${String(html`${text}`)}</textarea>`);
}
