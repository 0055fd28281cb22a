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
  const parts = diffArrays(clausesOf(before), clausesOf(after), { timeout: 500 }) ?? [];
  const lines = (kind: 'added' | 'removed'): string[] =>
    parts.filter((part) => part[kind]).flatMap(({ value }) => value.filter((line) => line.trim() !== ''));
  return { gone: lines('removed'), fresh: lines('added') };
}

/** Behind each comma and semicolon outside of code: of a long line with many names only the new ones are shown. */
function clausesOf(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const clauses = [''];
    for (const piece of line.match(/`[^`]*`|[;,] |[^`;,]+|[`;,]/gu) ?? []) {
      clauses[clauses.length - 1] += piece;
      if (piece === '; ' || piece === ', ') clauses.push('');
    }
    return clauses.map((clause) => clause.trimEnd());
  });
}

function shown(lines: readonly string[], sign: string): string[] {
  const kept = lines
    .slice(0, MOST_LINES)
    .map((line) => `${sign} ${disarmMarks(line.length > LONGEST ? `${line.slice(0, LONGEST).toWellFormed()}…` : line)}`);
  return lines.length > MOST_LINES ? [...kept, `${sign} …`] : kept;
}
