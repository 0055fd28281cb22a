/** What a small model says to fill a sentence (pure): praise, that files were changed, that a thing is now what it is. */

const CLAUSE =
  /,?\s+(?:which|that|and|thereby|thus)?\s*(?:improv|enhanc|ensur|streamlin|optimi[sz]|simplif)(?:es|ing)\b[^.`]*(?=[.!?]$|$)/iu;
const EMPTY =
  /^(?:this|the) (?:change|update|pull request|commit|modification)s? (?:ensur|improv|enhanc|streamlin|help|aim|make)|\bfiles? (?:has|have|was|were) (?:been )?(?:modified|updated|changed)\b|^the changes? (?:are|is|include)/iu;

/** Empty when nothing is left that says something. @param sentence with its full stop. */
export function withoutIdleWords(sentence: string): string {
  if (EMPTY.test(sentence) || saysItself(sentence)) return '';
  const rest = sentence.replace(CLAUSE, '').trim();
  return /[\p{L}\p{N}`]/u.test(rest) ? rest.replace(/[,;\s]+([.!?])$/u, '$1') : '';
}

const MOST_REPEATED = 0.5;

/** "The `_ansi_re` regular expression is now a regular expression that matches ANSI sequences": at least half of what it says is its subject. */
function saysItself(sentence: string): boolean {
  const [, subject = '', said = ''] = /^(.*?)\s(?:is|are) now\s(.*)$/iu.exec(sentence) ?? [];
  const words = wordsOf(said);
  const known = new Set(wordsOf(subject));
  return words.length > 0 && words.filter((word) => known.has(word)).length / words.length >= MOST_REPEATED;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
}
