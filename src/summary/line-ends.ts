/** GitHub stores what a browser sends: CRLF. Everything here compares and edits with LF. */
export function withLf(text: string): string {
  return text.replaceAll(/\r\n?/gu, '\n');
}

/** Equal but for line ends and spaces at the ends of lines and text, which browsers and editors change on their own. */
export function sameText(a: string, b: string): boolean {
  return settled(a) === settled(b);
}

function settled(text: string): string {
  return withLf(text)
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}
