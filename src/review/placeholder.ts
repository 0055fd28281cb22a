/** Tells text that says something from text that only fills a field. Users of other tools met a posted `...`. */

/** The example of `prompts/review.md`: small models like to hand it back. A test holds the two together. */
const examplePhrases = [
  'The loop also runs when i equals items.length, so the last round reads past the end of the list and adds NaN to the sum.',
  'Loop reads one item too many',
];

const fieldWords = new Set(
  'path quote reason title category severity line hint string text description finding findings issue bug problem error code todo tbd none null undefined na'.split(
    ' ',
  ),
);
const nothingWrong =
  /^(?:there (?:is|are) )?(?:no (?:issues?|problems?|bugs?|defects?|errors?|findings?)|looks good|lgtm|nothing (?:is )?wrong)\b|\b(?:is|looks|seems) (?:correct|fine|ok(?:ay)?)[.!]?$/i;

/** Why the text says nothing about the code; `undefined` when it says something. */
export function whyEmpty(text: string, code: string): string | undefined {
  const words = wordsOf(text);
  const letters = words.join('').length;
  if (letters === 0) return 'the reason is empty';
  if (/^[<[{(][^>\])}]*[>\])}]$/.test(text.trim()) || words.every((word) => fieldWords.has(word))) return 'the reason repeats the form';
  if (examplePhrases.some((phrase) => wordsOf(phrase).join(' ') === words.join(' '))) return 'the reason repeats the example of the prompt';
  // Ten letters are a word or two in Latin script and a sentence in Chinese; both bounds must fail.
  if (words.length < 3 && letters < 10) return 'the reason is too short to say anything';
  if (nothingWrong.test(text.trim())) return 'the reason says that nothing is wrong';
  const inCode = new Set(wordsOf(code));
  const fresh = words.filter((word) => word.length > 2 && !inCode.has(word));
  if (fresh.length < 2 && words.some((word) => inCode.has(word))) return 'the reason only repeats the code';
  return undefined;
}

/** Words in any script, identifiers split at case and underscores. */
function wordsOf(text: string): string[] {
  return text
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
