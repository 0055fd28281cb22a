/** Text of a blob for our own searches (secrets, suppressions). Undefined for bytes that are no text. Pure. */

export function textOf(content: Buffer): string | undefined {
  if (content[0] === 0xff && content[1] === 0xfe) return new TextDecoder('utf-16le').decode(content);
  if (content[0] === 0xfe && content[1] === 0xff) return new TextDecoder('utf-16be').decode(content);
  return content.includes(0) ? undefined : content.toString('utf8');
}
