/** From measured runs to numbers that people and scripts compare (pure). */
import { bootstrap, randomFrom } from './interval.ts';
import type { Interval } from './interval.ts';
import { ratesOf, scoreByChance, scoreComments } from './score.ts';
import type { AddedLine, Counts, Rates, Said } from './score.ts';
import type { Defect } from './case.ts';

/** One case, reviewed once. */
export interface Reviewed {
  readonly id: string;
  readonly run: number;
  readonly defects: readonly Defect[];
  readonly comments: readonly Said[];
  readonly added: readonly AddedLine[];
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly milliseconds: number;
  /** Questions that got an answer, and all questions. */
  readonly answers: number;
  readonly questions: number;
}

export interface Report {
  readonly label: string;
  readonly cases: number;
  readonly runs: number;
  readonly strict: Rates;
  readonly located: Rates;
  /** Strict F1 of each run, and the interval over cases. */
  readonly strictByRun: readonly number[];
  readonly strictInterval: Interval;
  readonly strictByChance: number;
  readonly commentsPerCase: number;
  /** Over cases without a defect; absent when there are none. */
  readonly commentsPerClean: number | undefined;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly seconds: number;
  readonly usable: number;
}

export function reportOf(label: string, reviewed: readonly Reviewed[]): Report {
  const runs = [...new Set(reviewed.map(({ run }) => run))];
  const counted = reviewed.map((one) => ({ ...one, counts: scoreComments(one.comments, one.defects) }));
  const random = randomFrom(7);
  const chance = reviewed.map((one) => scoreByChance(one.comments, one.defects, one.added, random));
  const all = counted.map(({ counts }) => counts);
  const clean = all.filter(({ defects }) => defects === 0);
  const mean = (of: (one: Reviewed) => number): number => average(reviewed.map(of));
  return {
    label,
    cases: new Set(reviewed.map(({ id }) => id)).size,
    runs: runs.length,
    strict: ratesOf(all, 'strict'),
    located: ratesOf(all, 'located'),
    strictByRun: runs.map((run) => strictOf(counted.filter((one) => one.run === run).map(({ counts }) => counts))),
    strictInterval: bootstrap(byCase(counted), (drawn) => strictOf(drawn.flat())),
    strictByChance: strictOf(chance),
    commentsPerCase: mean(({ comments }) => comments.length),
    commentsPerClean: clean.length === 0 ? undefined : average(clean.map(({ comments }) => comments)),
    tokensIn: mean(({ tokensIn }) => tokensIn),
    tokensOut: mean(({ tokensOut }) => tokensOut),
    seconds: mean(({ milliseconds }) => milliseconds / 1000),
    usable: ratio(
      reviewed.reduce((sum, { answers }) => sum + answers, 0),
      reviewed.reduce((sum, { questions }) => sum + questions, 0),
    ),
  };
}

export interface Difference {
  readonly of: string;
  readonly to: string;
  readonly strictF1: number;
  readonly interval: Interval;
}

/** Paired: both variants on the same drawn cases. */
export function differenceOf(base: readonly Reviewed[], other: readonly Reviewed[], of: string, to: string): Difference {
  const count = (reviewed: readonly Reviewed[]): ReadonlyMap<string, readonly Counts[]> => {
    const counted = new Map<string, Counts[]>();
    for (const one of reviewed) counted.set(one.id, [...(counted.get(one.id) ?? []), scoreComments(one.comments, one.defects)]);
    return counted;
  };
  const [left, right] = [count(base), count(other)];
  const ids = [...left.keys()].filter((id) => right.has(id));
  const gain = (drawn: readonly string[]): number =>
    strictOf(drawn.flatMap((id) => right.get(id) ?? [])) - strictOf(drawn.flatMap((id) => left.get(id) ?? []));
  return { of, to, strictF1: gain(ids), interval: bootstrap(ids, gain) };
}

function byCase(counted: readonly { readonly id: string; readonly counts: Counts }[]): readonly (readonly Counts[])[] {
  const ids = [...new Set(counted.map(({ id }) => id))];
  return ids.map((id) => counted.filter((one) => one.id === id).map(({ counts }) => counts));
}

function strictOf(counts: readonly Counts[]): number {
  return ratesOf(counts, 'strict').f1;
}

function average(values: readonly number[]): number {
  return ratio(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
  );
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
