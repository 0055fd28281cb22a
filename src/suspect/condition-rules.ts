/** Conditions that are the wrong way round, can never hold or always do, and comparisons that compare something else. */
import type { ContextRule } from './context-rule.ts';

const refuses =
  /^(?:[^\n]*\n){0,2}?[^\n]*(?:\breturn\b[^\n]*(?:rror|["'`]|false|False|40[0-9]|nil)|\bthrow\b|\braise\b|abort\(|status\(\s*4|sendStatus\(\s*4|http\.Error|panic\()/u;

export const conditionRules: readonly ContextRule[] = [
  {
    kind: 'list-inverted',
    pattern:
      /\bif\b.*!\s*[\w.]*(?:block|den(?:y|ied)|bann?|forbid|black|disallow|revok|reserved|disposable)\w*\.(?:has|includes|contains|containsKey|some|test)\(|\bif\b.*\bnot in\s+[\w.]*(?:block|den(?:y|ied)|bann|forbid|black|disallow|revok|reserved|disposable)|\bif\s*\(?\s*[\w.]*(?:allow|permit|white|trusted|known|supported|valid)\w*\.(?:has|includes|contains)\([^()]*\)\s*\)?\s*\{?\s*$|\bif\s+[\w.]+\s+in\s+[\w.]*(?:allow|permit|white|trusted|supported)\w*\s*:/iu,
    unless: /&&|\|\||\band\b|\bor\b/u,
    before: refuses,
    notBefore: /^(?:[^\n]*\n){0,1}[^\n]*\b(?:continue|return (?:true|True|undefined|null|None|nil)\b|return;)/u,
    fact: 'Who stands on the list of the refused passes here, or who stands on the list of the allowed is refused.',
    claim: 'Inverted condition: the negation is wrong, so exactly the wrong values are refused, and the blocked ones go through.',
    title: 'Inverted condition: the check of the list is negated the wrong way (logic)',
    category: 'bug',
    severity: 'error',
  },
  {
    kind: 'right-refused',
    pattern:
      /\bif\s*\(?\s*(?:await\s+)?(?:[\w.]*\.)?(?:is_?valid|isAuthenticated|is_authenticated|isAuthorized|is_authorized|hasPermission|has_permission|isOwner|is_owner|isAdmin|is_admin|passwordMatches|password_matches|check_password|checkPassword|verifyPassword|verify_password|verifySignature|verify_signature|compare|compareSync|timingSafeEqual|compare_digest)\b(?:\([^()]*(?:\([^()]*\)[^()]*)*\))?\s*\)?\s*[:{]?\s*$/u,
    before:
      /^[^\n]*(?:\bthrow\b|\braise\b|abort\(\s*40|status\(\s*40[013]|sendStatus\(\s*40|http\.Error|return[^\n]*(?:40[013]|[Uu]nauthori[sz]ed|[Ff]orbidden|[Ii]nvalid|denied))/u,
    fact: 'Here the code refuses when the check succeeds.',
    claim: 'Inverted condition: whoever is allowed is refused, and everybody else goes on; a negation is missing.',
    title: 'Inverted condition: the negation is missing (authorization, validation)',
    category: 'bug',
    severity: 'error',
  },
  {
    kind: 'never-both',
    pattern:
      /\b([\w.$]+(?:\([\w.$]*\))?)\s*<=?\s*[\w.]*(?:MIN|min|LOWEST|lower|0)\w*\s*(?:&&|and)\s*\1\s*>=?\s*[\w.]*(?:MAX|max|HIGHEST|upper|\d{2,})\w*|\b([\w.$]+)\s*===?\s*(["'][^"']*["']|\d+)\s*(?:&&|and)\s*\2\s*===?\s*(?!\3)(?:["']|\d)/u,
    fact: 'No value meets both conditions.',
    claim: 'Logic error: the condition can never be true (&& where || is meant), so the validation has no effect.',
    title: 'Condition is never true: && (and) where || (or) is meant',
    category: 'bug',
    severity: 'error',
  },
  {
    kind: 'always-one',
    pattern:
      /\b([\w.$]+(?:\(\))?)\s*(?:!==?)\s*(["'][^"']*["']|\d+|[A-Z][\w]*\.[A-Z_]+)\s*(?:\|\||or)\s*\1\s*!==?\s*(?!\2)(?:["']|\d|[A-Z]\w*\.[A-Z_])/u,
    fact: 'Every value differs from one of the two.',
    claim: 'Logic error: the condition is always true (|| where && is meant).',
    title: 'Condition is always true: || (or) where && (and) is meant',
    category: 'bug',
    severity: 'error',
  },
  {
    kind: 'faults-joined',
    pattern:
      /\bif\s*\(?\s*[\w.]*(?:password|passwd|pin|username|code|name|iban|token)\w*(?:\.length|\.length\(\))\s*<=?\s*\w+\s*&&\s*!|\bif\s+len\(\s*\w*(?:password|username|code|name)\w*\s*\)\s*<=?\s*\w+\s+and\s+not\b|\bif\s+len\(\s*\w*(?:password|username|code|name)\w*\s*\)\s*<=?\s*\w+\s*&&\s*!/iu,
    before: refuses,
    fact: 'The value is refused only when it is too short and breaks the other rule too.',
    claim:
      'Wrong operator: with && (and) one fulfilled rule is enough, so a long password without digits, or a short one with, is accepted; || is needed.',
    title: 'Wrong operator in the condition: && (and) instead of || (or)',
    category: 'bug',
    severity: 'error',
  },
  {
    kind: 'nan-equality',
    pattern:
      /[!=]==?\s*(?:NaN|Number\.NaN|np\.nan|numpy\.nan|math\.nan|float\(\s*["']nan["']\s*\)|Double\.NaN|Float\.NaN|math\.NaN\(\)|pd\.NA|pd\.NaT)(?![\w"'`])/u,
    fact: 'NaN is equal to nothing, not even to itself.',
    claim: 'The comparison with NaN never matches (and != always does); isna(), isnull() or isNaN() is needed instead of equality.',
    title: 'Comparison with NaN never matches: isna() or isNaN() is needed',
    category: 'bug',
    severity: 'error',
  },
  {
    kind: 'comparator-truncated',
    languages: ['java'],
    pattern:
      /(?:[sS]ort\w*|Comparator\w*|compar\w*|min|max)\b[^;]*->[^;]*(?:\.intValue\(\)|\(int\)\s*\(|\.get\w+\(\)\s-\s\w+\.get\w+\(\)|\b\w+\.\w+\(\)\s-\s\w+\.\w+\(\)\s*\))|return\s+\(int\)\s*\(\s*(?:this|\w+)[^;]*\s-\s/u,
    fact: 'The difference is cut down to an int to order by it.',
    claim:
      'Wrong order: differences below 1 are truncated to 0 and count as equal, and large ones overflow; compareTo or Comparator.comparing is needed.',
    title: 'Comparator truncates the difference to int (wrong sort order, overflow)',
    category: 'bug',
    severity: 'error',
  },
  {
    kind: 'comparator-of-truth',
    languages: ['script'],
    pattern: /\.sort\(\s*\(\s*\w+\s*,\s*\w+\s*\)\s*=>\s*[\w.$[\]()]+\s*[<>]=?\s*[\w.$[\]()]+\s*\)/u,
    fact: 'A comparison function gives a number below, at or above zero; this one gives true or false.',
    claim: 'Wrong order: true becomes 1 and false 0, never -1, so the list is not sorted.',
    title: 'sort() comparator returns a boolean: wrong order',
    category: 'bug',
    severity: 'error',
  },
  {
    kind: 'decimal-equals',
    languages: ['java'],
    pattern: /\b\w*(?:[pP]rice|[aA]mount|[tT]otal|[bB]alance|[cC]ost|[fF]ee|[sS]um|[dD]iscount|[tT]ax)\w*(?:\(\))?\.equals\(/u,
    withoutFile: /\bMoney\b|MonetaryAmount/u,
    unless: /String|"/u,
    fact: '`equals` of BigDecimal also compares the scale: 1.0 is not equal to 1.00.',
    claim: 'Wrong comparison: equal amounts with another number of decimals count as different; compareTo is needed.',
    title: 'BigDecimal compared with equals() instead of compareTo()',
    category: 'bug',
    severity: 'warning',
  },
];
