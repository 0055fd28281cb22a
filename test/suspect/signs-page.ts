/** docs/signs.md: what the rules look for, in the words that their signs use. Made of the rows, which every kind has. */
import { languageFamily } from '#src/suspect/language-family.ts';
import { readRows, runRows } from './sign-row.ts';
import { contextRules } from '#src/suspect/rule-tables.ts';

const names: Readonly<Record<string, string>> = {
  script: 'JavaScript/TypeScript',
  python: 'Python',
  go: 'Go',
  java: 'Java and its kin',
  c: 'C',
};

export function signsPage(): string {
  const rows = readRows();
  const found = runRows(rows);
  const kinds = new Map<string, { readonly fact: string; readonly title: string; readonly severity: string; readonly seen: Set<string> }>();
  for (const [index, { kind, path }] of rows.entries()) {
    const sign = found[index]?.wrong.find((one) => one.kind === kind);
    if (sign === undefined) continue;
    const seen = kinds.get(kind)?.seen ?? new Set();
    kinds.set(kind, { ...(kinds.get(kind) ?? sign), seen: seen.add(names[languageFamily(path)] ?? 'others') });
  }
  return [
    '# Signs',
    '',
    '<!-- Made by `npm run docs` from the rules of src/suspect and the rows of test/suspect/rows. -->',
    '',
    `${kinds.size} kinds of signs of a defect are looked for in a change, without a model. None is ever posted by itself: each leads to one question to a model, and what the model does not refute becomes a comment. A row in test/suspect/rows shows each: code in which it is seen, and the same code made right, in which it is not.`,
    '',
    '“All” means that the rule reads every language; “such as” that it goes by the form of the code and was tried with the languages named. Names in the texts are those of the rows.',
    '',
    '| kind | languages | severity | what it says |',
    '|---|---|---|---|',
    ...[...kinds]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([kind, { title, fact, severity, seen }]) =>
          `| \`${kind}\` | ${languagesOf(kind, seen)} | ${severity} | **${cell(title)}.** ${cell(fact)} |`,
      ),
    '',
  ].join('\n');
}

function languagesOf(kind: string, seen: ReadonlySet<string>): string {
  const own = contextRules.filter((rule) => rule.kind === kind);
  if (own.length === 0) return `such as ${[...seen].join(', ')}`;
  if (own.some(({ languages }) => languages === undefined)) return 'all';
  return [...new Set(own.flatMap(({ languages = [] }) => languages.map((one) => names[one] ?? one)))].join(', ');
}

function cell(text: string): string {
  return text
    .replaceAll('|', String.raw`\|`)
    .replaceAll('<', '&lt;')
    .replaceAll('__', String.raw`\_\_`);
}
