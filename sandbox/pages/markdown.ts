/** Comments and descriptions as safe HTML: GitHub Flavored Markdown, then a strict allow list. Nothing is ever fetched from elsewhere. */
import { randomUUID } from 'node:crypto';
import { Marked, type RendererObject, type Tokens } from 'marked';
import sanitize from 'sanitize-html';
import { tooExpensive } from './markdown-cost.ts';
import { html, raw, type Html } from './page-html.ts';
import { sanitizeRules } from './sanitize-rules.ts';
import { renderSuggestion } from './suggestion.ts';
import { findTaskBoxes } from './task-list.ts';
import { visibleText } from './visible-text.ts';

export interface MarkdownOptions {
  /** True when the reader may tick boxes: they are live, and carry their index for `setTaskBox`. */
  readonly tickable?: boolean;
  /** The lines that a ```suggestion block would replace. */
  readonly suggestionFor?: readonly string[];
}

interface SeenBox {
  readonly slot: number;
  readonly checked: boolean;
  readonly label: string;
}

const alertStart = /^\s*<p>\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*(?:<br>)?/;
const cache = new Map<string, string>();

/** Renders Markdown of any origin and any size; what would take too long to parse is shown as it stands. */
export function renderMarkdown(source: string, options: MarkdownOptions = {}): Html {
  const key = JSON.stringify([options.tickable ?? false, options.suggestionFor ?? [], source]);
  const known = cache.get(key);
  if (known !== undefined) return raw(known);
  const rendered = tooExpensive(source) ? asItStands(source) : parse(source, options);
  if (cache.size > 500) cache.clear();
  cache.set(key, rendered);
  return raw(rendered);
}

function parse(source: string, options: MarkdownOptions): string {
  // Placeholders carry a secret of this one rendering: no text can forge a live box or unescaped markup.
  const secret = randomUUID();
  const slots: string[] = [];
  const boxes: SeenBox[] = [];
  const place = (markup: string): string => `slot-${secret}-${slots.push(markup) - 1}-`;
  const marked = new Marked({ gfm: true, breaks: true, async: false, renderer: renderer(place, slots, boxes, options) });
  const text = visibleText(source);
  try {
    const dirty = marked.parse(text, { async: false });
    fillBoxes(slots, boxes, source, options.tickable ?? false);
    return sanitize(dirty, sanitizeRules).replace(
      new RegExp(`slot-${secret}-(\\d+)-`, 'g'),
      (_, index: string) => slots[Number(index)] ?? '',
    );
  } catch {
    // Nesting deeper than the parser's stack: the words still have to be readable.
    return asItStands(source);
  }
}

function renderer(place: (markup: string) => string, slots: readonly string[], boxes: SeenBox[], options: MarkdownOptions): RendererObject {
  return {
    listitem(item: Tokens.ListItem) {
      if (!item.task) return false;
      const box = place('');
      boxes.push({ slot: slots.length - 1, checked: item.checked === true, label: firstLine(item.text) });
      return `<li class="task">${box} ${this.parser.parse(item.tokens)}</li>\n`;
    },
    checkbox: () => '',
    code(token: Tokens.Code) {
      if (!/^suggestion\b/.test(token.lang ?? '')) return false;
      return `<div>${place(String(renderSuggestion(options.suggestionFor ?? [], token.text)))}</div>\n`;
    },
    blockquote(token: Tokens.Blockquote) {
      const inner = this.parser.parse(token.tokens);
      const kind = alertStart.exec(inner)?.[1];
      if (kind === undefined) return `<blockquote>${inner}</blockquote>\n`;
      const title = kind.charAt(0) + kind.slice(1).toLowerCase();
      return `<blockquote class="alert alert-${kind.toLowerCase()}"><p><strong>${title}</strong></p>${inner.replace(alertStart, '<p>')}</blockquote>\n`;
    },
  };
}

/** Boxes are live only when the source scanner and the parser agree on every one of them: else a tick could hit another box. */
function fillBoxes(slots: string[], boxes: readonly SeenBox[], source: string, tickable: boolean): void {
  const found = findTaskBoxes(source);
  const agreed = found.length === boxes.length && found.every((box, index) => agrees(visibleText(box.label), box.checked, boxes[index]));
  boxes.forEach((box, index) => {
    const live = tickable && agreed ? `data-task="${index}"` : 'disabled';
    slots[box.slot] = `<input type="checkbox" ${live}${box.checked ? ' checked' : ''} aria-label="Task ${index + 1}">`;
  });
}

function agrees(label: string, checked: boolean, box: SeenBox | undefined): boolean {
  return box !== undefined && box.checked === checked && box.label.trim() === label.trim();
}

function firstLine(text: string): string {
  return text.replace(/^\[[ xX]\][ \t]+/, '').split('\n')[0] ?? '';
}

function asItStands(source: string): string {
  return String(html`<pre class="as-it-stands">${visibleText(source)}</pre>`);
}
