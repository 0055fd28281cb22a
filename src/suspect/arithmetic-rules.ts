/** Bounds, pages, divisions and look-ups that can miss: where programs are most often wrong by one or by nothing. */
import type { ChangeView } from './change-view.ts';
import { isTest } from './removed-rules.ts';
import type { Sign } from './suspicion.ts';

interface LineRule {
  readonly kind: string;
  readonly pattern: RegExp;
  readonly unless?: RegExp;
  readonly fact: string;
  readonly claim: string;
  readonly title: string;
  readonly category: Sign['category'];
  readonly severity: Sign['severity'];
}

const rules: readonly LineRule[] = [
  {
    kind: 'page-offset',
    pattern:
      /\(\s*[\w$.]*page[\w$]*\s*-\s*1\s*\)\s*\*\s*[\w$.]+\s*[+-]\s*1|(?:offset|skip)\w*\s*[:=]\s*[\w$.]*page[\w$]*\s*\*\s*[\w$.]+\s*[+-]\s*1/iu,
    fact: 'The offset of a page adds or takes one more than the items of the pages before it: `(page - 1) * size` is where a page begins.',
    claim: 'Off-by-one error in the pagination offset: every page skips or duplicates an item.',
    title: 'Off-by-one error in the pagination offset: an item is skipped',
    category: 'bug',
    severity: 'error',
  },
  {
    kind: 'page-offset',
    pattern: /(?:offset|skip)\w*\s*[:=]\s*[\w$.]*page[\w$]*\s*\*\s*[\w$.]+/iu,
    unless: /page\w*\s*-\s*1|page\w*\s*(?:\?\?|\|\||[:=])\s*0\b|pageIndex/iu,
    fact: 'The offset is the page number times the page size: that is right only when the first page is number 0.',
    claim: 'Off-by-one error in the pagination offset: when pages count from 1, the first page of items is skipped.',
    title: 'Off-by-one error in the pagination offset: the first page is skipped',
    category: 'bug',
    severity: 'warning',
  },
  {
    kind: 'page-count',
    pattern:
      /(?:pages?|batches|chunks)\w*\s*(?::\s*\w+\s*)?[:=]\s*(?:Math\.(?:round|floor|trunc)|round|floor|int|parseInt)\(\s*[^)]*\/|(?:pages|batches|chunks)\w*\s*:?=\s*[\w$.]+\s*\/\/\s*[\w$.]+\s*$/iu,
    fact: 'The number of pages is rounded, but a page that is only partly full is a page too: it needs rounding up (`ceil`).',
    claim: 'Wrong total of pages: with a remainder the last page is not counted (ceil is needed instead of round or floor).',
    title: 'Wrong total pages: round or floor instead of ceil',
    category: 'bug',
    severity: 'error',
  },
  {
    kind: 'loop-bound',
    pattern:
      /\bfor\s*\(.*<=\s*[\w$.]+\.(?:length|size|count|Count|Length)\b(?:\(\))?\s*;|\brange\(\s*(?:\w+\s*,\s*)?len\([^)]*\)\s*\+\s*1\s*\)|for .*:= 0;.*<= len\(/u,
    unless: /length\s*-\s*1|\+\s*1\)\s*:\s*#/u,
    fact: 'The loop also runs for an index that equals the length, one past the last item.',
    claim: 'Off-by-one error: the last round reads past the end of the list.',
    title: 'Off-by-one error: the loop reads past the end',
    category: 'bug',
    severity: 'error',
  },
  {
    kind: 'past-end',
    pattern: /([\w$.]+)\[\s*\1\.(?:length|size\(\)|Length|Count)\s*\]|([\w$.]+)\[\s*len\(\s*\2\s*\)\s*\]/u,
    unless: /\]\s*=(?!=)/u,
    fact: 'The index equals the length: the last item stands at length − 1.',
    claim: 'Off-by-one error: this reads past the end and gives undefined or an error.',
    title: 'Off-by-one error: index equals the length',
    category: 'bug',
    severity: 'error',
  },
  {
    kind: 'self-compare',
    pattern:
      /(?<![\w$.])([A-Za-z_$][\w$.]*(?:\([^()]*\))?)\s*(?:===?|!==?|&&|\|\||<=?|>=?)\s*\1(?![\w$.([]|\s*(?:[!=<>]=?|[-+*/%?]|instanceof|in\b))/u,
    unless: /=>|isNaN|NaN|<\w+>/u,
    fact: 'Both sides of the operator are the same expression.',
    claim: 'Comparing a value with itself is always true or always false: one side should be another variable.',
    title: 'Both sides of the comparison are the same',
    category: 'bug',
    severity: 'error',
  },
  {
    kind: 'assignment-condition',
    pattern: /\b(?:if|while)\s*\(\s*[\w$.]+\s*=\s*(?!=)[^=]/u,
    unless: /\(\s*\(|exec\(|match\(|read|next|\bawait\b|shift\(|pop\(|=\$/u,
    fact: 'A single `=` in the condition assigns instead of comparing.',
    claim: 'The condition assigns a value and is then always (or never) true.',
    title: 'Assignment instead of comparison in a condition',
    category: 'bug',
    severity: 'error',
  },
  {
    kind: 'float-equality',
    pattern: /(?:===?|!==?)\s*\d+\.\d+\b|\b\d+\.\d+\s*(?:===?|!==?)/u,
    unless: /version/iu,
    fact: 'A floating-point number is compared for equality.',
    claim: 'Rounding makes equal amounts differ, so the comparison fails by chance.',
    title: 'Floating-point numbers compared for equality',
    category: 'bug',
    severity: 'warning',
  },
  {
    kind: 'float-money',
    pattern: /\b(?:parseFloat|float|toFixed)\(\s*[^)]*(?:price|amount|total|balance|cost|fee)/iu,
    unless: /Decimal|console|log\(|format|display|\$\{|cents/iu,
    fact: 'An amount of money is turned into a binary floating-point number.',
    claim: 'Sums of money lose cents to floating-point rounding.',
    title: 'Money as floating point: rounding errors',
    category: 'bug',
    severity: 'info',
  },
  {
    kind: 'mutable-default',
    pattern: /\bdef\s+\w+\(.*=\s*(?:\[\]|\{\}|list\(\)|dict\(\)|set\(\))/u,
    fact: 'The default value is one object that all calls share.',
    claim: 'A mutable default argument keeps what earlier calls put into it.',
    title: 'Mutable default argument is shared between calls',
    category: 'bug',
    severity: 'warning',
  },
  {
    kind: 'sort-numbers',
    pattern: /(?:numbers|prices|scores|ids|counts|amounts|values|timestamps|ages|sizes|nums)\w*(?:\(\))?\.sort\(\s*\)/iu,
    fact: '`sort()` without a comparison sorts numbers as text: 10 comes before 9.',
    claim: 'The numbers end up in the wrong order.',
    title: 'sort() without comparison orders numbers as text',
    category: 'bug',
    severity: 'warning',
  },
  {
    kind: 'unlimited-loop',
    pattern: /\bwhile\s*\(?\s*(?:true|True|1)\s*\)?\s*[:{]/u,
    unless: /never/u,
    fact: 'The loop has no condition of its own.',
    claim: 'The loop never ends when the awaited condition does not come: there is no limit, no timeout and no break on failure.',
    title: 'Endless loop without limit or timeout',
    category: 'bug',
    severity: 'info',
  },
];

export function byLine({ added, path, functionAt }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  return rules.flatMap(({ kind, pattern, unless, ...said }) =>
    added
      .filter(({ text }) => pattern.test(text) && unless?.test(text) !== true)
      .filter(
        ({ line }) =>
          kind !== 'unlimited-loop' || !/\bbreak\b|\breturn\b|\bawait\b|receive|accept|\braise\b|\bthrow\b/u.test(functionAt(line).text),
      )
      .map(({ line }) => ({ kind, line, ...said })),
  );
}

/** A look-up that finds nothing sometimes, and a use that takes for granted that it did. */
export function unguardedLookup({ added, lines, functionAt, isAdded, path, language }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    // A jQuery collection is never null.
    if (/\$\w*\.find\(|\$\(/u.test(text)) return [];
    const direct =
      /\.(find|match|exec|querySelector|getElementById|findOne|first|pop|shift)\([^;]*?\)(?<!\?)[.[](?!\w*then|catch|map|filter|length\b)/u.exec(
        text,
      );
    if (
      language === 'script' &&
      direct !== null &&
      /^(?:find|match|exec|querySelector|getElementById)$/u.test(direct[1] ?? '') &&
      balanced(direct[0])
    )
      return [sign(line, `${direct[1] ?? ''}()`)];
    const assigned =
      /\b(?:const|let|var)?\s*([A-Za-z_$][\w$]*)\s*(?::[^=]+)?=\s*(?:await\s+)?[\w$.]+(?:\([^()]*\))?\.(find|findOne|findById|findByPk|findUnique|findFirst|match|exec|first|get|querySelector|getElementById|fetchone|one_or_none|scalar)\(/u.exec(
        text,
      );
    const [name, lookup] = [assigned?.[1], assigned?.[2]];
    if (/!\s*;?\s*$/u.test(text)) return [];
    if (
      name === undefined ||
      lookup === undefined ||
      (lookup === 'get' &&
        (language !== 'script' ||
          !/(?:[mM]ap|[cC]ache|[rR]egistry|[sS]tore|[iI]ndex|[lL]ookup|By[A-Z]\w*|sessions|users|entries)\.get\(/u.test(text) ||
          /\b[A-Z]\w*\.get\(/u.test(text)))
    )
      return [];
    const owner = functionAt(line);
    const escaped = name.replaceAll('$', String.raw`\$`);
    const checked = new RegExp(
      `(?:!|\\bnot\\s+|\\bif\\s*\\(?\\s*|\\?\\s*|&&\\s*|\\|\\|\\s*|assert\\w*\\s*\\(?\\s*|expect\\(|unless\\s+)${escaped}\\b|\\b${escaped}(?:\\?\\.|\\s*(?:\\?\\?|[!=]==?|&&|\\|\\||\\?|is\\b))|as_?[oO]r`,
      'u',
    );
    const used = new RegExp(`(?<![\\w$.])${escaped}(?:\\.[\\w$]|\\[)`, 'u');
    for (let at = line + 1; at <= Math.min(owner.endLine, line + 25); at += 1) {
      const next = lines[at - 1] ?? '';
      if (checked.test(next)) return [];
      // A list: nothing found is an empty one.
      if (
        lookup === 'find' &&
        new RegExp(`\\b${escaped}\\.(?:map|filter|forEach|length|some|every|reduce|find|flatMap|sort)\\b`, 'u').test(next)
      )
        return [];
      if (used.test(next)) return isAdded(at) || isAdded(line) ? [sign(line, `${lookup}()`, name, at)] : [];
    }
    return [];
  });
}

function sign(line: number, lookup: string, name?: string, at?: number): Sign {
  const what = name === undefined ? 'its result is used at once' : `\`${name}\` is used on line ${at ?? line}`;
  return {
    kind: 'unguarded-lookup',
    line: at !== undefined && at - line <= 6 ? at : line,
    fact: `\`${lookup}\` finds nothing sometimes, and ${what} without a check for null or undefined.`,
    claim: `When ${lookup} finds nothing, the result is null or undefined, and using it throws.`,
    title: `Missing null check: ${name ?? lookup} may be null or undefined`,
    category: 'bug',
    severity: 'warning',
  };
}

function balanced(text: string): boolean {
  return (text.match(/\(/gu)?.length ?? 0) === (text.match(/\)/gu)?.length ?? 0);
}
