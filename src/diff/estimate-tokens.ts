/** Tokens of a text without a tokenizer: code and diffs of the models at hand run at about 3.5 characters a token. */
const charactersPerToken = 3.5;

export function estimateTokens(text: string): number {
  return Math.ceil(text.length / charactersPerToken);
}
