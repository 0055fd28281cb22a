/** Text from outside, made safe for a check's Markdown: it shows as itself, and cannot become a link, a mention or a row. Pure. */

/** In a table cell or a line. */
export function plain(text: string, limit = 400): string {
  return visible(text, limit)
    .replace(/[\\`*_{}[\]<>#|~]/gu, (sign) => `\\${sign}`)
    .replace(/@(?=\w)/gu, '@\u2060')
    .replace(/:\/\//gu, ':\u2060//');
}

/** A code span that its content cannot leave. */
export function code(text: string, limit = 200): string {
  const shown = visible(text, limit).replaceAll('|', '\\|');
  const fence = '`'.repeat(Math.max(0, ...[...shown.matchAll(/`+/gu)].map((run) => run[0].length)) + 1);
  return `${fence}${fence.length > 1 || shown === '' ? ` ${shown} ` : shown}${fence}`;
}

/** A code block that its content cannot leave. */
export function block(text: string, limit = 1500): string {
  const shown = cut(text.replace(/[^\P{C}\n\t]/gu, '\uFFFD'), limit);
  const fence = '`'.repeat(Math.max(2, ...[...shown.matchAll(/`+/gu)].map((run) => run[0].length)) + 1);
  return `${fence}\n${shown}\n${fence}`;
}

/** One line, with control, format and lone-surrogate characters shown as replacement characters. */
function visible(text: string, limit: number): string {
  return cut(text.replace(/\s+/gu, ' ').replace(/\p{C}/gu, '\uFFFD').trim(), limit);
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit).replace(/[\uD800-\uDBFF]$/u, '')} …`;
}
