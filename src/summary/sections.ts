/** A Markdown text cut at its headings, without losing a byte. One pass over the lines: hostile texts cost no more than long ones. */
import { FENCE } from './close-fence.ts';

export interface Section {
  /** As written, without marks; empty for what stands before the first heading. */
  readonly heading: string;
  /** By which headings are compared: letters and digits, small. */
  readonly key: string;
  /** Offsets in the text: of the heading, of what follows it, and of the next heading. */
  readonly start: number;
  readonly bodyStart: number;
  readonly end: number;
}

const ATX = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/u;
/** Many templates write `**What changes**` on a line of its own where a heading is meant, or `**Ticket:** ABC-1`. */
const BOLD = /^ {0,3}(?:\*\*([^*]{1,200})\*\*|__([^_]{1,200})__)[ \t]*(:?)/u;

/** Headings inside fences and HTML comments are none. Setext headings are left to be text: a rule under a paragraph is more common. */
export function sectionsOf(text: string): readonly Section[] {
  const sections: Section[] = [];
  let open = { heading: '', key: '', start: 0, bodyStart: 0 };
  let fence: string | undefined;
  let inComment = false;
  let offset = 0;
  for (const whole of text.split('\n')) {
    const line = whole.replace(/\r$/u, '');
    const next = Math.min(text.length, offset + whole.length + 1);
    const mark = FENCE.exec(line)?.groups;
    if (inComment) inComment = !line.includes('-->');
    else if (fence !== undefined) {
      const closing = mark?.['fence'];
      if (closing?.[0] === fence[0] && closing !== undefined && closing.length >= fence.length && (mark?.['info'] ?? '').trim() === '')
        fence = undefined;
    } else if (mark?.['fence'] !== undefined && !(mark['fence'].startsWith('`') && (mark['info'] ?? '').includes('`')))
      fence = mark['fence'];
    else {
      const heading = headingOf(line);
      if (heading !== undefined) {
        sections.push({ ...open, end: offset });
        open = {
          heading: heading.text,
          key: keyOf(heading.text),
          start: offset,
          bodyStart: heading.end === undefined ? next : offset + heading.end,
        };
      }
      inComment = line.includes('<!--') && line.lastIndexOf('-->') < line.lastIndexOf('<!--');
    }
    offset = next;
  }
  return [...sections, { ...open, end: text.length }];
}

/** `end`: where on the line its body begins, when not below it. */
function headingOf(line: string): { readonly text: string; readonly end?: number } | undefined {
  if (line.length > 500) return undefined;
  const atx = ATX.exec(line);
  if (atx !== null) return { text: (atx[2] ?? '').trim() };
  const bold = BOLD.exec(line);
  if (bold === null) return undefined;
  const text = (bold[1] ?? bold[2] ?? '').trim();
  if (line.slice(bold[0].length).trim() === '') return { text };
  return bold[3] === ':' || text.endsWith(':') ? { text, end: bold[0].length } : undefined;
}

/** `## 📝 What's new?` and `**what's new:**` are the same place. */
export function keyOf(heading: string): string {
  return heading
    .replaceAll(/<!--.*?-->/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** What a person would see of it: without HTML comments, rules and empty bullets. */
export function visibleWords(body: string): string {
  return body
    .replaceAll(/<!--[\s\S]*?(?:-->|$)/gu, '')
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => !/^(?:[-*_ ]{3,}|[-*+>]|\d{1,3}[.)]|\.{2,}|n\/a|none)?$/iu.test(line))
    .join('\n');
}
