/** Kinds that say the same of one defect: a person reads it once, and a model is asked once. */

export interface Place {
  readonly kind: string;
  readonly line: number;
  /** The line where the function around it begins. */
  readonly owner: number;
}

/** Once for each function: to repair one place is to repair the other. */
const inFunction: readonly (readonly string[])[] = [
  ['stream-open', 'never-released', 'body-open', 'rows-open', 'left-behind'],
  ['lock-kept', 'lock-kept-java', 'never-released'],
  ['effect-timer', 'effect-listener', 'effect-socket', 'never-released'],
  ['money-sum', 'float-money', 'decimal-of-double', 'decimal-from-double'],
  ['division-by-nothing', 'divided-by-count'],
  ['query-in-loop', 'query-per-item'],
  ['upload-name', 'path'],
  ['answer-twice'],
  ['stale-closure', 'missing-dependency'],
  ['state-mutation'],
  ['weak-random'],
  ['sort-numbers'],
  ['no-transaction'],
  ['effect-listener', 'other-listener'],
  ['retry-repeats'],
  ['lost-check', 'taken-unchecked'],
  ['day-of-utc'],
  ['forged-address'],
  ['event-repeated'],
  ['slice-shared', 'map-shared'],
  ['string-identity'],
  ['naive-time'],
];

/** Once for a few lines: a function may have two handlers, and both may be wrong. */
const nearby: readonly (readonly string[])[] = [['swallowed', 'bare-except', 'failure-as-success', 'trace-printed']];
const nearLines = 3;

/** Once for a file. */
const inFile: readonly (readonly string[])[] = [['cors', 'cors-credentials'], ['double-checked'], ['shared-map', 'refilled-in-place']];

/** What says more of the same values makes "nothing is checked" idle. */
const unchecked = 'unchecked-input';
const saysMore = new Set([
  'path',
  'ssrf',
  'redirect',
  'regexp',
  'sort-field',
  'mass-assignment',
  'negative-amount',
  'unlimited-answer',
  'number-unguarded',
]);

export function samePoint(weaker: Place, stronger: Place): boolean {
  const both = (kinds: readonly string[]): boolean => kinds.includes(weaker.kind) && kinds.includes(stronger.kind);
  if (inFile.some(both)) return true;
  if (nearby.some(both) && Math.abs(weaker.line - stronger.line) <= nearLines) return true;
  if (weaker.owner !== stronger.owner) return false;
  if (weaker.kind === unchecked) return saysMore.has(stronger.kind);
  return inFunction.some(both);
}
