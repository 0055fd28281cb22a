/** Strict scoring of an OWASP Benchmark: a case counts as found when a finding in its file carries exactly its CWE. Pure. */

export interface Case {
  readonly name: string;
  readonly category: string;
  readonly vulnerable: boolean;
  readonly cwe: number;
}

export interface Score {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
}

/** These need no flow of data: the call alone tells. */
const PATTERN_CATEGORIES: ReadonlySet<string> = new Set(['hash', 'crypto', 'weakrand', 'securecookie']);

export function readCases(csv: string): readonly Case[] {
  return csv
    .split(/\r?\n/u)
    .filter((row) => /^BenchmarkTest\d+,/u.test(row))
    .map((row) => {
      const [name = '', category = '', vulnerable = '', cwe = ''] = row.split(',').map((cell) => cell.trim());
      return { name, category, vulnerable: vulnerable.toLowerCase() === 'true', cwe: Number(cwe) };
    });
}

export function isEven({ name }: Case): boolean {
  return Number(name.replace(/\D/gu, '')) % 2 === 0;
}

export function needsDataFlow({ category }: Case): boolean {
  return !PATTERN_CATEGORIES.has(category);
}

/** `found`: CWE numbers by case. */
export function scoreOf(cases: readonly Case[], found: ReadonlyMap<string, ReadonlySet<number>>): Score {
  const count = (vulnerable: boolean, hit: boolean): number =>
    cases.filter((one) => one.vulnerable === vulnerable && (found.get(one.name)?.has(one.cwe) === true) === hit).length;
  return { tp: count(true, true), fp: count(false, true), fn: count(true, false), tn: count(false, false) };
}

export function metricsOf({ tp, fp, fn, tn }: Score): {
  readonly tpr: number;
  readonly fpr: number;
  readonly precision: number;
  readonly f1: number;
} {
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  const [tpr, precision] = [share(tp, tp + fn), share(tp, tp + fp)];
  return { tpr, precision, fpr: share(fp, fp + tn), f1: share(2 * precision * tpr, precision + tpr) };
}
