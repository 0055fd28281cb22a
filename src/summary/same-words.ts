const ENOUGH = 0.75;

/** Whether a text says little that another one does not: nearly all of its words stand there already. */
export function saysAgain(text: string, said: string): boolean {
  const words = wordsOf(text);
  const known = new Set(wordsOf(said));
  return words.length === 0 || words.filter((word) => known.has(word)).length / words.length >= ENOUGH;
}

/** Beginnings: "renders" and "rendering" are one word here. */
function wordsOf(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .replaceAll(/\(#\d+\)/gu, '')
      .match(/[\p{L}\p{N}]{2,}/gu) ?? []
  ).map((word) => word.slice(0, 5));
}
