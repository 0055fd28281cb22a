/** How well comments meet known defects (pure). The rules stand in the README of `bench/reviews`. */
import type { Defect } from './case.ts';

export interface Said {
  readonly path: string;
  readonly startLine: number;
  readonly line: number;
  /** Title and reason as posted, Markdown. */
  readonly body: string;
}

export interface Counts {
  readonly comments: number;
  readonly defects: number;
  /** Pairs that meet in place, and in place and point. */
  readonly located: number;
  readonly strict: number;
}

/** Lines between comment and defect that still count as the same place. */
const near = 3;

export function scoreComments(comments: readonly Said[], defects: readonly Defect[]): Counts {
  const located = comments.map((said) => defects.map((defect) => isAt(said, defect)));
  const strict = comments.map((said, row) => defects.map((defect, column) => located[row]?.[column] === true && makesPoint(said, defect)));
  return { comments: comments.length, defects: defects.length, located: mostPairs(located), strict: mostPairs(strict) };
}

export function isAt(said: Said, { file, line_start: from, line_end: to }: Defect): boolean {
  return said.path === file && said.startLine <= to + near && from <= said.line + near;
}

export function makesPoint(said: Said, { keywords }: Defect): boolean {
  if (keywords.length === 0) return true;
  const text = plain(withoutCode(said.body));
  return keywords.some((keyword) => text.includes(plain(keyword)));
}

/** What the model says: no code, no marks, and not the line that every comment carries. */
export function withoutCode(body: string): string {
  return body
    .replaceAll(/<!--[\s\S]*?-->/gu, ' ')
    .replaceAll(/<sub>[\s\S]*?<\/sub>/gu, ' ')
    .replaceAll(/^(`{3,}|~{3,})[\s\S]*?^\1/gmu, ' ')
    .replaceAll(/(`+)[\s\S]*?\1/gu, ' ');
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[-_\s]+/gu, ' ');
}

/** One to one, as many as can be: augmenting paths. */
function mostPairs(fits: readonly (readonly boolean[])[]): number {
  const takenBy = new Map<number, number>();
  const place = (row: number, seen: Set<number>): boolean => {
    for (const [column, fit] of (fits[row] ?? []).entries()) {
      if (!fit || seen.has(column)) continue;
      seen.add(column);
      const holder = takenBy.get(column);
      if (holder !== undefined && !place(holder, seen)) continue;
      takenBy.set(column, row);
      return true;
    }
    return false;
  };
  return fits.filter((_, row) => place(row, new Set())).length;
}

export interface Rates {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Over all pairs of many cases, not the mean of their rates. */
export function ratesOf(counts: readonly Counts[], kind: 'located' | 'strict'): Rates {
  const sum = (of: (one: Counts) => number): number => counts.reduce((total, one) => total + of(one), 0);
  const [hits, comments, defects] = [sum((one) => one[kind]), sum((one) => one.comments), sum((one) => one.defects)];
  const precision = comments === 0 ? 0 : hits / comments;
  const recall = defects === 0 ? 0 : hits / defects;
  return { precision, recall, f1: hits === 0 ? 0 : (2 * hits) / (comments + defects) };
}

export interface AddedLine {
  readonly path: string;
  readonly line: number;
}

/** The same comments at random added lines, `rounds` times: what their words alone would reach. */
export function scoreByChance(
  comments: readonly Said[],
  defects: readonly Defect[],
  added: readonly AddedLine[],
  random: () => number,
  rounds = 100,
): Counts {
  let [located, strict] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const moved = comments.map((said): Said => {
      const to = added[Math.floor(random() * added.length)];
      return to === undefined ? said : { ...said, path: to.path, startLine: to.line, line: to.line };
    });
    const counts = scoreComments(moved, defects);
    located += counts.located;
    strict += counts.strict;
  }
  return { comments: comments.length, defects: defects.length, located: located / rounds, strict: strict / rounds };
}
