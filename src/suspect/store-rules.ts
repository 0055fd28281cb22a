/** What is written to a database or read from tables in several steps. */
import type { ChangeView } from './change-view.ts';
import { isTest } from './removed-rules.ts';
import type { Sign } from './suspicion.ts';

const writes: Readonly<Record<string, RegExp>> = {
  java: /\.executeUpdate\(|\bjdbc\w*\.update\(/iu,
  go: /\b(?:\w+\.)?(?:db|conn|pool|DB)\.Exec(?:Context)?\(/u,
  python: /\b(?:cur|cursor|conn|connection|db)\.execute\(\s*f?["']{1,3}\s*(?:INSERT|UPDATE|DELETE)/iu,
};
const together =
  /@Transactional|TransactionTemplate|setAutoCommit|[cC]ommit\b|[rR]ollback|atomic|\btx\b|\.[bB]egin\w*\(|\bBEGIN\b|with\s+(?:self\.)?(?:conn|connection|db)\b/u;

/** Two statements that change tables, one after the other, and nothing that makes one of them. */
export function plainWrites({ added, lines, functionAt, isAdded, language, path }: ChangeView): Sign[] {
  const pattern = writes[language];
  if (isTest(path) || pattern === undefined || /migrat/iu.test(path)) return [];
  const told = new Set<number>();
  return added.flatMap(({ line, text }): Sign[] => {
    const owner = functionAt(line);
    if (!pattern.test(text) || told.has(owner.startLine)) return [];
    told.add(owner.startLine);
    const places = lines
      .slice(owner.startLine, owner.endLine)
      .flatMap((one, index) => (pattern.test(one) ? [owner.startLine + index + 1] : []));
    const last = places.at(-1);
    const above = lines.slice(Math.max(0, owner.startLine - 4), owner.startLine).join('\n');
    if (places.length < 2 || last === undefined || !isAdded(last) || together.test(`${above}\n${owner.text}`)) return [];
    return [
      {
        kind: 'no-transaction',
        line: last,
        fact: `${places.length} statements of this function change the database one after the other, and each is committed by itself (auto-commit).`,
        claim: 'Not atomic: when a later statement fails, the earlier one stays (partial update); a transaction with rollback is missing.',
        title: 'Several writes without a transaction: no rollback, partial (not atomic) update',
        category: 'concurrency',
        severity: 'error',
      },
    ];
  });
}

/** Python: a join of tables whose other side may hold a key twice. */
export function multiplyingMerge({ added, lines, functionAt, language, path }: ChangeView): Sign[] {
  if (language !== 'python' || isTest(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    if (!/(?:\bpd\.merge\(|\w\]?\)?\.merge\()/u.test(text)) return [];
    const call = lines.slice(line - 1, line + 5).join('\n');
    if (!/\bon\s*=|left_on\s*=/u.test(call) || /validate\s*=/u.test(call)) return [];
    if (/drop_duplicates|groupby|\.unique\(|set_index|nunique|is_unique/u.test(functionAt(line).text)) return [];
    return [
      {
        kind: 'multiplying-merge',
        line,
        fact: 'The merge does not say (`validate`) that the key stands once on the other side, and nothing in the function drops duplicates.',
        claim: 'Duplicate rows: when a key stands twice on the other side (many-to-many join), rows are multiplied and sums are too high.',
        title: 'Merge may duplicate rows: join without validate or drop_duplicates',
        category: 'bug',
        severity: 'warning',
      },
    ];
  });
}

/** JavaScript: `sort()` without a comparison on what this code fills with numbers. */
export function numbersAsText({ added, functionAt, language, path }: ChangeView): Sign[] {
  if (language !== 'script' || isTest(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const direct =
      /\.map\(\s*(?:Number|parseFloat|\(?\w+\)?\s*=>\s*(?:Number|parseInt|parseFloat)\([^()]*\))\s*\)\.(?:sort|toSorted)\(\s*\)/u.test(
        text,
      );
    const name = /(?:\[\s*\.\.\.|Array\.from\(\s*|(?<![\w.$]))([A-Za-z_$]\w*)\s*[\])]?\.(?:sort|toSorted)\(\s*\)/u.exec(text)?.[1];
    if (!direct) {
      if (name === undefined) return [];
      const owner = functionAt(line).text;
      const typed = new RegExp(
        `\\b${name}\\s*:\\s*(?:readonly\\s+)?(?:number\\[\\]|Set<number>|Array<number>)|\\b${name}\\s*=\\s*new (?:Set|Array)<number>|\\b${name}\\s*=[^;]*\\.map\\(\\s*(?:Number|parseFloat|\\(?\\w+\\)?\\s*=>\\s*(?:Number|parseInt|parseFloat)\\()`,
        'u',
      ).test(owner);
      const put = new RegExp(`\\b${name}\\.(?:push|add)\\(\\s*(\\w+)(\\(|\\.length)?`, 'u').exec(owner);
      const counted =
        put !== null &&
        (/^(?:Number|parseInt|parseFloat)$/u.test(put[1] ?? '') ||
          put[2] === '.length' ||
          new RegExp(`\\bfor\\s*\\(\\s*let\\s+${put[1] ?? ''}\\s*=`, 'u').test(owner));
      if (!typed && !counted) return [];
    }
    return [
      {
        kind: 'sort-numbers',
        line,
        fact: '`sort()` without a comparison sorts numbers as text: 10 comes before 9.',
        claim: 'Wrong order: numbers are compared as strings (lexicographic); a numeric comparator (compare function) is needed.',
        title: 'sort() without comparator orders numbers as strings (lexicographic)',
        category: 'bug',
        severity: 'warning',
      },
    ];
  });
}
