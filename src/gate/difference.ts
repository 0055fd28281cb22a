/** What the head shows more than the base did. Pure; the one judgement of "new" there is. */
import type { ScanFinding } from '#src/finding/finding.ts';
import type { Side } from './ports.ts';

/** A finding of one side. `file` is the path on the head, so that a rename compares with itself. */
export interface SeenFinding {
  readonly side: Side;
  readonly file: string;
  readonly identity: string;
  readonly finding: ScanFinding;
}

export interface Difference {
  readonly fresh: readonly SeenFinding[];
  /** Those of `fresh` whose equal was deleted from another place of the file. */
  readonly replanted: ReadonlySet<SeenFinding>;
  readonly kept: number;
  /** Kept ones on lines that the pull request touched: moved, re-indented, or replaced by an equal twin. */
  readonly moved: number;
  readonly gone: number;
}

export type SamePlace = (head: SeenFinding, base: SeenFinding) => boolean;

/** What the pull request did to the lines. */
export interface LineChange {
  /** Head lines that it added to a file. */
  readonly addedLines: (file: string) => ReadonlySet<number>;
  /** Asked for a head match on added lines and an equal base match: may the one be the other? */
  readonly samePlace: SamePlace;
}

export function difference(seen: readonly SeenFinding[], { addedLines, samePlace }: LineChange): Difference {
  const groups = Map.groupBy(onePerPlace(seen), ({ file, identity }) => `${identity}\0${file}`);
  const fresh: SeenFinding[] = [];
  const replanted = new Set<SeenFinding>();
  let [kept, moved, gone] = [0, 0, 0];
  for (const group of groups.values()) {
    const head = group.filter((one) => one.side === 'head');
    const base = group.filter((one) => one.side === 'base');
    const surplus = Math.max(0, head.length - base.length);
    // Of equal twins, those on added lines are the new ones, and among these the later ones.
    const ranked = head.toSorted(
      (a, b) => rank(b, addedLines) - rank(a, addedLines) || b.finding.place.startLine - a.finding.place.startLine,
    );
    const old = ranked.slice(surplus);
    const touched = old.filter((one) => rank(one, addedLines) === 1);
    const elsewhere = withoutTwin(touched, base, samePlace);
    for (const one of elsewhere) replanted.add(one);
    fresh.push(...ranked.slice(0, surplus), ...elsewhere);
    kept += old.length - elsewhere.length;
    moved += touched.length - elsewhere.length;
    gone += Math.max(0, base.length - head.length) + elsewhere.length;
  }
  return { fresh: fresh.toSorted(byPlace), replanted, kept, moved, gone };
}

/** Each base match can explain one head match. */
function withoutTwin(touched: readonly SeenFinding[], base: readonly SeenFinding[], samePlace: SamePlace): readonly SeenFinding[] {
  const left = new Set(base);
  return touched.filter((one) => {
    const twin = [...left].find((old) => samePlace(one, old));
    if (twin !== undefined) left.delete(twin);
    return twin === undefined;
  });
}

function rank({ file, finding }: SeenFinding, addedLines: (file: string) => ReadonlySet<number>): 0 | 1 {
  const added = addedLines(file);
  for (let line = finding.place.startLine; line <= finding.place.endLine; line += 1) if (added.has(line)) return 1;
  return 0;
}

/** The engine may report one rule at one place several times, once per source of a flow. */
function onePerPlace(seen: readonly SeenFinding[]): readonly SeenFinding[] {
  const places = new Map<string, SeenFinding>();
  for (const one of seen) {
    const { rule, place } = one.finding;
    const key = [one.side, one.file, rule, one.identity, place.startLine, place.startColumn, place.endLine, place.endColumn].join('\0');
    if (!places.has(key)) places.set(key, one);
  }
  return [...places.values()];
}

function byPlace(a: SeenFinding, b: SeenFinding): number {
  const [left, right] = [a.finding.place, b.finding.place];
  return left.path < right.path ? -1 : left.path > right.path ? 1 : left.startLine - right.startLine;
}
