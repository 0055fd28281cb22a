/** Cuts Markdown to what GitHub takes, without leaving a code block open or half a character. */

const fence = /^ {0,3}(`{3,30}|~{3,30})/u;

/** @param max bytes in UTF-8: GitHub counts characters in some places and bytes in others. NUL, which it refuses, is shown as U+FFFD. */
export function fitText(text: string, max: number, note: string): string {
  const clean = text.replaceAll('\u0000', '\uFFFD').toWellFormed();
  const bytes = Buffer.from(clean);
  if (bytes.length <= max) return clean;
  const ending = (open: string | undefined): string => `${open === undefined ? '' : `\n${open}`}\n\n… (cut: ${note})`;
  // Room for the ending; a character that the cut has halved goes.
  const kept = bytes
    .subarray(0, max - 100 - Buffer.byteLength(note))
    .toString('utf8')
    .replace(/\uFFFD$/u, '');
  return `${kept}${ending(openFence(kept))}`;
}

function openFence(text: string): string | undefined {
  let open: string | undefined;
  for (const line of text.split('\n')) {
    const found = fence.exec(line)?.[1];
    if (found === undefined) continue;
    if (open === undefined) open = found;
    else if (found.startsWith(open) && line.trim() === found) open = undefined;
  }
  return open;
}
