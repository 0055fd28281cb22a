/** Pull requests of 20 changed files in five languages, with old findings, new findings and much that is neither. */
import { samples, withLine } from '#test/gate/evasions/samples.ts';
import type { Sample } from '#test/gate/evasions/samples.ts';

export type Tree = ReadonlyMap<string, string>;

/** Files in the repository, and files that one pull request changes. */
const FILES = 120;
const CHANGED = 20;

export function baseTree(): Tree {
  return new Map(Array.from({ length: FILES }, (_, index) => [pathOf(index), contentOf(index, index % 7 === 0 ? 1 : 0, 0)]));
}

/** Round `n` changes files 20n … 20n+19: all get new lines, every fourth a new finding. */
export function changedTree(round: number): Tree {
  const from = (round * CHANGED) % FILES;
  const tree = new Map(baseTree());
  for (let index = from; index < from + CHANGED; index += 1)
    tree.set(pathOf(index), contentOf(index, (index % 7 === 0 ? 1 : 0) + (index % 4 === 0 ? 1 : 0), round + 1));
  return tree;
}

function sampleOf(index: number): Sample {
  const sample = samples[index % samples.length];
  if (sample === undefined) throw new Error('There are no samples.');
  return sample;
}

/** Away from the folders that the wrapper leaves out by itself. */
function pathOf(index: number): string {
  return `src/module${String(index).padStart(3, '0')}.${sampleOf(index).extension}`;
}

/** About a hundred lines; `dangerous` times the dangerous line, otherwise its harmless twin. */
function contentOf(index: number, dangerous: number, version: number): string {
  const sample = sampleOf(index);
  const code = dangerous === 0 ? sample.harmless : withLine(sample, Array.from({ length: dangerous }, () => sample.line).join('\n'));
  const marks = version === 0 ? [] : [`${sample.comment} Version ${version}.`];
  return [code, ...marks, fillerOf(sample, version)].join('\n');
}

function fillerOf({ language }: Sample, version: number): string {
  const one: Readonly<Record<Sample['language'], (at: number) => string>> = {
    python: (at) =>
      `def total_${at}(items):\n    result = ${version}\n    for item in items:\n        result += item.price * item.count\n    return result\n`,
    javascript: (at) =>
      `function total${at}(items) {\n  let result = ${version};\n  for (const item of items) result += item.price * item.count;\n  return result;\n}\n`,
    typescript: (at) =>
      `export function total${at}(items: { price: number; count: number }[]): number {\n  let result = ${version};\n  for (const item of items) result += item.price * item.count;\n  return result;\n}\n`,
    go: (at) =>
      `func total${at}(items []int) int {\n\tresult := ${version}\n\tfor _, item := range items {\n\t\tresult += item\n\t}\n\treturn result\n}\n`,
    java: (at) =>
      `class Total${at} {\n  int of(int[] items) {\n    int result = ${version};\n    for (int item : items) result += item;\n    return result;\n  }\n}\n`,
  };
  return Array.from({ length: 18 }, (_, at) => one[language](at)).join('\n');
}
