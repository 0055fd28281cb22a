/** Lines without what is no code: comments over several lines, and Python's docstrings (pure). Line numbers stay. */
import type { LanguageFamily } from './language-family.ts';

const bracketed: ReadonlySet<LanguageFamily> = new Set(['script', 'go', 'java', 'php', 'rust', 'c']);

/** A sign of a comment in a string may cut too much, which only costs a suspicion. */
export function codeOnly(raw: readonly string[], language: LanguageFamily): readonly string[] {
  if (language === 'python') return withoutDocstrings(raw);
  return bracketed.has(language) ? withoutBlockComments(raw) : raw;
}

function withoutBlockComments(raw: readonly string[]): readonly string[] {
  let inside = false;
  return raw.map((line) => {
    if (inside) {
      const end = line.indexOf('*/');
      if (end === -1) return '';
      inside = false;
      return ' '.repeat(end + 2) + line.slice(end + 2);
    }
    const begin = /^\s*\/\*/u.exec(line);
    if (begin !== null && !line.includes('*/')) {
      inside = true;
      return '';
    }
    return line;
  });
}

/** A text that stands alone as a statement. One that is an argument or is assigned may be a query, and stays. */
function withoutDocstrings(raw: readonly string[]): readonly string[] {
  let open: { readonly fence: string; readonly isDoc: boolean } | undefined;
  let before = '';
  return raw.map((line) => {
    const inside = open;
    if (inside !== undefined) {
      if (line.includes(inside.fence)) open = undefined;
      return inside.isDoc ? '' : line;
    }
    const fence = /"""|'''/u.exec(line)?.[0];
    const isDoc = fence !== undefined && /^\s*[rRuU]?(?:"""|''')/u.test(line) && !/[(,=[{+%\\]\s*$/u.test(before);
    if (line.trim() !== '') before = line;
    if (fence !== undefined && line.split(fence).length % 2 === 0) open = { fence, isDoc };
    return isDoc ? '' : line;
  });
}
