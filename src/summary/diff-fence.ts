import { diffArrays } from 'diff';
import { disarmMarks } from './draft-marks.ts';

const MOST_LINES = 12;
const LONGEST = 200;

/** Lines of two texts in a fence that nothing inside can close: nothing in it acts. `undefined` when there is nothing to show. */
export function diffFence(gone: readonly string[], fresh: readonly string[]): string | undefined {
  const lines = [...shown(gone, '-'), ...shown(fresh, '+')];
  if (lines.length === 0) return undefined;
  const longest = Math.max(2, ...(lines.join('\n').match(/`+/gu) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}diff`, ...lines, fence].join('\n');
}

/** What a text says that the other did not, and the other way round; empty lines say nothing. */
export function changedBetween(before: string, after: string): { readonly gone: readonly string[]; readonly fresh: readonly string[] } {
  const [old, now] = [clausesOf(before), clausesOf(after)];
  const same = (a: Clause, b: Clause): boolean => a.text.trimEnd() === b.text.trimEnd();
  const parts = diffArrays(old, now, { timeout: 500, comparator: same }) ?? [];
  const lines = (kind: 'added' | 'removed'): string[] => parts.filter((part) => part[kind]).flatMap(({ value }) => joined(value));
  return { gone: lines('removed'), fresh: lines('added') };
}

interface Clause {
  readonly line: number;
  readonly text: string;
}

/** Cut behind each comma and semicolon outside of code: of a long line with many names only the new ones are shown. */
function clausesOf(text: string): Clause[] {
  return text.split('\n').flatMap((content, line) => {
    const clauses = [''];
    for (const piece of content.match(/`[^`]*`|[;,] |[^`;,]+|[`;,]/gu) ?? []) {
      clauses[clauses.length - 1] += piece;
      if (piece === '; ' || piece === ', ') clauses.push('');
    }
    return clauses.map((clause) => ({ line, text: clause }));
  });
}

/** Clauses of one line that stand side by side are one again. */
function joined(clauses: readonly Clause[]): string[] {
  return [...Map.groupBy(clauses, ({ line }) => line).values()]
    .map((of) =>
      of
        .map(({ text }) => text)
        .join('')
        .trimEnd(),
    )
    .filter((line) => line.trim() !== '');
}

function shown(lines: readonly string[], sign: string): string[] {
  const kept = lines
    .slice(0, MOST_LINES)
    .map((line) => `${sign} ${disarmMarks(line.length > LONGEST ? `${line.slice(0, LONGEST).toWellFormed()}…` : line)}`);
  return lines.length > MOST_LINES ? [...kept, `${sign} …`] : kept;
}
