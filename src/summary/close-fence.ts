export const FENCE = /^(?:[ \t]|[-*+>]|\d{1,9}[.)])*(?<fence>`{3,}|~{3,})(?<info>[^\n]*)$/u;

/**
 * The fence or HTML comment that is still open at the end of a text: what is appended behind it would be swallowed.
 * One pass over the lines; where Markdown's container rules would have closed it already, it is still reported.
 */
export function openAtEnd(text: string): { readonly closing: string } | undefined {
  let fence: string | undefined;
  let inComment = false;
  for (const line of text.split(/\r?\n/u)) {
    if (inComment) {
      inComment = !line.includes('-->');
      continue;
    }
    const found = FENCE.exec(line)?.groups;
    const mark = found?.['fence'];
    if (fence === undefined) {
      if (mark !== undefined && !(mark.startsWith('`') && (found?.['info'] ?? '').includes('`'))) fence = mark;
      else if (line.includes('<!--')) inComment = line.lastIndexOf('-->') < line.lastIndexOf('<!--');
    } else if (mark !== undefined && mark[0] === fence[0] && mark.length >= fence.length && (found?.['info'] ?? '').trim() === '')
      fence = undefined;
  }
  if (fence !== undefined) return { closing: fence };
  return inComment ? { closing: '-->' } : undefined;
}
