/** What a small model says to fill a sentence (pure): praise, and that files were changed. */

const CLAUSE =
  /,?\s+(?:which|that|and|thereby|thus)?\s*(?:improv|enhanc|ensur|streamlin|optimi[sz]|simplif)(?:es|ing)\b[^.`]*(?=[.!?]$|$)/iu;
const EMPTY =
  /^(?:this|the) (?:change|update|pull request|commit|modification)s? (?:ensur|improv|enhanc|streamlin|help|aim|make)|\bfiles? (?:has|have|was|were) (?:been )?(?:modified|updated|changed)\b|^the changes? (?:are|is|include)/iu;

/** Empty when nothing is left that says something. @param sentence with its full stop. */
export function withoutIdleWords(sentence: string): string {
  if (EMPTY.test(sentence)) return '';
  const rest = sentence.replace(CLAUSE, '').trim();
  return /[\p{L}\p{N}`]/u.test(rest) ? rest.replace(/[,;\s]+([.!?])$/u, '$1') : '';
}
