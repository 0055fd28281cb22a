/** Porter's stemmer, steps 1 to 5 (https://tartarus.org/martin/PorterStemmer/def.txt), for words of lower-case ASCII letters. */

type Rule = readonly [suffix: string, replacement: string];

const STEP_2: readonly Rule[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['iser', 'ize'],
  ['abli', 'able'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['isation', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
];
const STEP_3: readonly Rule[] = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
];
const STEP_4: readonly Rule[] = [
  'ement ance ence able ible ment ant ent ism ate iti ous ive ize al er ic ou'.split(' ').map((suffix): Rule => [suffix, '']),
].flat();

const known = new Map<string, string>();
/** Source repeats its words; the map is emptied before it could hold a hostile vocabulary. */
const MAX_KNOWN = 50_000;

/** `validators`, `validation` and `validate` become `valid`. Words of other scripts, or over 40 letters, stay as they are. */
export function stem(word: string): string {
  if (word.length < 3 || word.length > 40) return word;
  const before = known.get(word);
  if (before !== undefined) return before;
  const result = /^[a-z]+$/u.test(word) ? derive(word) : word;
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(word, result);
  return result;
}

function derive(word: string): string {
  let stemmed = plural(word);
  stemmed = pastAndGerund(stemmed);
  if (/[aeiouy][^aeiou]*y$/u.test(stemmed)) stemmed = `${stemmed.slice(0, -1)}i`;
  stemmed = replaceSuffix(stemmed, STEP_2, 1);
  stemmed = replaceSuffix(stemmed, STEP_3, 1);
  stemmed = /[st]ion$/u.test(stemmed) && measure(stemmed.slice(0, -3)) > 1 ? stemmed.slice(0, -3) : replaceSuffix(stemmed, STEP_4, 2);
  if (stemmed.endsWith('e')) {
    const root = stemmed.slice(0, -1);
    if (measure(root) > 1 || (measure(root) === 1 && !endsShort(root))) stemmed = root;
  }
  return stemmed.endsWith('ll') && measure(stemmed) > 1 ? stemmed.slice(0, -1) : stemmed;
}

function plural(word: string): string {
  if (word.endsWith('sses') || word.endsWith('ies')) return word.slice(0, -2);
  // Porter would take the s of `status`, `axis` and `alias`, which are no plurals, and then miss `aliases`.
  return word.endsWith('s') && !/(?:[sui]s|^(?:al|b)ias|^canvas|^atlas)$/u.test(word) ? word.slice(0, -1) : word;
}

function pastAndGerund(word: string): string {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const root = word.endsWith('ed') ? word.slice(0, -2) : word.endsWith('ing') ? word.slice(0, -3) : undefined;
  if (root === undefined || !/[aeiouy]/u.test(root)) return word;
  if (/(?:at|bl|iz)$/u.test(root)) return `${root}e`;
  if (/([^aeiouylsz])\1$/u.test(root)) return root.slice(0, -1);
  return measure(root) === 1 && endsShort(root) ? `${root}e` : root;
}

function replaceSuffix(word: string, rules: readonly Rule[], atLeast: number): string {
  for (const [suffix, replacement] of rules) {
    if (!word.endsWith(suffix)) continue;
    const root = word.slice(0, -suffix.length);
    return measure(root) >= atLeast ? root + replacement : word;
  }
  return word;
}

/** How many times vowels are followed by consonants. */
function measure(root: string): number {
  return root.replace(/(?<=[aeiou])y/gu, 'Y').match(/[aeiouy]+[^aeiouy]+/gu)?.length ?? 0;
}

/** Consonant, vowel, consonant other than w, x, y. */
function endsShort(root: string): boolean {
  return /(?:^|[^aeiou])[aeiouy][^aeiouywx]$/u.test(root);
}
