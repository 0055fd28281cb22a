/** In every language: divisions, money, retries, units, caches. */
import type { ContextRule } from './context-rule.ts';

export const commonRules: readonly ContextRule[] = [
  {
    kind: 'division-by-nothing',
    pattern:
      /(?<![/*<"'`:])\/\s*(?:len\(\s*\w+\s*\)|[\w.$]+\.(?:length|size\(\)|count\(\)|Count|size)\b|(?:float64|double|float)\(\s*len\(\w+\)\s*\)|\(?(?:double|float)?\)?\s*\w+\.size\(\))/u,
    unless: /pageSize|page_size|Math\.max\(\s*1|max\(\s*1|\?|or 1\b|\|\|\s*1/u,
    withoutIn:
      /(?:length|size\(\)|count\(\)|len\([^)]*\))\s*(?:===?|>|!==?|<)\s*[01]|isEmpty\(\)|if\s+not\s+\w+|if\s*\(?\s*!\w+\.length|\.length\s*\)|\bif\s+\w+\s*:/u,
    fact: 'The divisor is the number of items, and nothing looks for an empty list before.',
    claim: 'Division by zero: for an empty list this gives NaN, Infinity or an exception.',
    title: 'Division by zero when the list is empty',
    category: 'bug',
    severity: 'warning',
  },
  {
    kind: 'money-sum',
    languages: ['script', 'python', 'go'],
    pattern:
      /\b\w*(?:price|amount|total|subtotal|balance|cost|fee|tax|discount)\w*\s*[*]\s*(?:0?\.\d+|1\.\d+|\w*(?:rate|percent|pct|tax|discount)\w*)|float64?\s*(?:`json:"[^"]*(?:price|amount|total|balance))|(?:Price|Amount|Total|Balance|Cost)\s+float(?:64|32)\b|(?:price|amount|total|balance|cost)\s*:\s*float\b/iu,
    unless: /Decimal|cents|BigInt|Math\.round|round\(|minor/u,
    withoutIn: /Decimal|Math\.round|\bround\(|toFixed|cents/iu,
    fact: 'Money is computed in binary floating point and not rounded.',
    claim: 'Rounding error: amounts such as 0.1 are not exact, so totals are off by cents; integer cents or a decimal type is needed.',
    title: 'Floating-point money: rounding and precision errors',
    category: 'bug',
    severity: 'warning',
  },
  {
    kind: 'retry-without-end',
    pattern: /\bwhile\s*\(?\s*(?:true|True|1)\s*\)?\s*[:{]|\bfor\s*\{\s*$|\bfor\s*\(\s*;\s*;\s*\)/u,
    before: /\b(?:catch|except|err\s*!=\s*nil|retry|attempt)\b/u,
    withoutIn: /max_?(?:retries|attempts|tries)|attempts?\s*(?:>=?|<=?)|retries\s*(?:>=?|<=?)|deadline|ctx\.Done/iu,
    fact: 'The loop tries again after an error, and nothing counts the attempts.',
    claim:
      'Unlimited retry: while the other side fails, this loops for ever and floods it; a limit and a growing delay (backoff) are missing.',
    title: 'Retry without limit or backoff (infinite loop)',
    category: 'error-handling',
    severity: 'error',
  },
  {
    kind: 'seconds-for-milliseconds',
    languages: ['script', 'java'],
    pattern:
      /\b(?:setTimeout|setInterval)\([^;]*,\s*(?:[1-9]|[1-5]\d)\s*\)\s*;?\s*$|Thread\.sleep\(\s*(?:[1-9]|[1-5]\d)\s*\)|Date\.now\(\)\s*\+\s*(?:3600|86400|60 \* 60|\w*[sS]econds\w*)(?!\s*\*\s*1000)\b/u,
    unless: /\*\s*1000|ms\b/iu,
    fact: 'The unit here is milliseconds; the value looks like seconds.',
    claim: 'Wrong unit: the time is a thousand times too short.',
    title: 'Seconds used where milliseconds are expected',
    category: 'bug',
    severity: 'warning',
  },
  {
    kind: 'cache-stale',
    pattern:
      /(?:async\s+)?(?:function\s+|def\s+|func\s+(?:\([^)]*\)\s*)?|\b)(?:update|delete|remove|save|edit|rename|change)(?:[A-Z_]\w*)?\s*\([^)]*\)\s*(?::[^{]*|->[^:]*)?(?:error\s*)?[{:]\s*$/u,
    withFile: /\bcache\w*(?:\.\w+)?\.(?:get|set|has)\(|\bcache\w*\[|lru_cache|@cached|@Cacheable|redis\w*\.(?:get|set)/iu,
    withIn: /\b(?:query|execute|save|update\w*|delete\w*|remove\w*|UPDATE|DELETE)\s*\(|UPDATE |DELETE /u,
    withoutIn: /cache|redis|invalidate|evict/iu,
    fact: 'Reads of this file go through a cache, and this write does not touch it.',
    claim: 'Stale cache: after the change readers get the old value until it expires; the cache entry is not invalidated.',
    title: 'Cache is not invalidated after the write (stale data)',
    category: 'bug',
    severity: 'warning',
  },
  {
    kind: 'unlimited-answer',
    pattern:
      /(?:\blimit|\bpage_?size|\bper_?page|\bcount)\w*\s*(?::\s*\w+\s*)?:?=\s*(?:parseInt\(|Number\(|int\(|\+)?\s*(?:req\.query|request\.(?:args|GET|query_params)|c\.Query|r\.URL\.Query|ctx\.query)/iu,
    withoutIn: /Math\.min|\bmin\(|max_?(?:limit|page|size)|MAX_|>\s*\d{2,4}|le=|maximum/iu,
    fact: 'The size of the page comes from the request and has no upper bound.',
    claim: 'Missing limit: a caller asks for millions of rows at once and exhausts memory or the database (denial of service).',
    title: 'Page size from the request without an upper limit (validation)',
    category: 'security',
    severity: 'warning',
  },
  {
    kind: 'negative-amount',
    pattern:
      /\b(?:amount|quantity|qty|price|points|credits)\w*\s*(?::\s*\w+\s*)?:?=\s*(?:parseFloat\(|parseInt\(|Number\(|int\(|float\(|Decimal\()?\s*(?:req\.(?:body|query)|request\.(?:json|form|POST|data|args)|body\.|data\[|payload)/iu,
    withoutIn: /(?:amount|quantity|qty|price|points|credits)\w*\s*(?:<=?|>=?)\s*0|Min\(|positive|gt=|ge=|min\(1|@Positive|valid/iu,
    fact: 'The amount comes from the request and is never compared with zero.',
    claim: 'Missing validation: with a negative amount the balance moves the other way.',
    title: 'Amount is not validated: negative values are accepted',
    category: 'security',
    severity: 'warning',
  },
];
