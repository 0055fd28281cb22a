import { writeLiteral } from './markdown-characters.ts';

/** One line of Markdown being written: keeps inline code apart from what stands beside it. */
export interface MarkdownWriter {
  /** Markdown as it is: signs stay signs. */
  readonly raw: (text: string) => void;
  /** A character that shows itself. */
  readonly literal: (shown: string) => void;
  /** Inline code with as many backticks as it needs. */
  readonly code: (content: string) => void;
  /** Nothing written yet but quote and list signs. */
  readonly isAtLineStart: () => boolean;
  /** Does what a reader sees so far end so? */
  readonly endsWith: (ending: string) => boolean;
  readonly finish: () => string;
}

export function createMarkdownWriter(): MarkdownWriter {
  const parts: string[] = [];
  // The last few characters beside the parts: asking the whole text each time would be quadratic.
  let tail = '';
  let afterCode = false;
  let onlySigns = true;
  const push = (next: string): void => {
    parts.push(next);
    tail = (tail + next).slice(-12);
    onlySigns &&= /^[\s>*+_~-]*$/.test(next);
  };
  const raw = (next: string): void => {
    // Two runs of backticks side by side are one longer run; `$` beside a backtick is a formula on GitHub.
    if (afterCode && /^\\?[`$]/.test(next)) push(' ');
    afterCode = false;
    push(next);
  };
  return {
    raw,
    literal: (shown) => raw(writeLiteral(shown)),
    code: (content) => {
      if (content === '') return;
      if (tail.endsWith('`') || tail.endsWith('$')) push(' ');
      push(inlineCodeSpan(content));
      afterCode = true;
    },
    isAtLineStart: () => onlySigns,
    endsWith: (ending) => tail.replaceAll('\\', '').endsWith(ending),
    finish: () => parts.join(''),
  };
}

/** `` `content` `` with enough backticks; a space on both sides where Markdown needs one. */
export function inlineCodeSpan(content: string): string {
  const runs = new Set((content.match(/`+/g) ?? []).map((run) => run.length));
  let length = 1;
  while (runs.has(length)) length += 1;
  const marker = '`'.repeat(length);
  const needsSpace = /^`|`$|^ .* $/.test(content) && content.trim() !== '';
  return needsSpace ? `${marker} ${content} ${marker}` : marker + content + marker;
}
