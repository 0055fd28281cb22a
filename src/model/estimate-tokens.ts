/** Tokens of a text without its tokenizer. Code and diffs run at 3 to 4 bytes a token. Used where the server does not count. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text, 'utf8') / 3.5);
}

/** The fewest tokens a text can reasonably be: beyond the context by this measure, asking is useless. */
export function fewestTokens(text: string): number {
  return Math.floor(Buffer.byteLength(text, 'utf8') / 6);
}
