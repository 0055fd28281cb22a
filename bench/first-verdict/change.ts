/** A pull request of twenty files in four languages, every one of them changed in several places. */
import type { FileChange } from '#sandbox/state/world.ts';

const folders = ['orders', 'payments', 'catalog', 'shipping', 'accounts'];

type Write = (name: string, round: number) => string;
const repeated = (count: number, write: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => write(index)).join('\n');
/** Every fourth function differs between rounds. */
const factor = (index: number, round: number): number => (index % 4 === 0 ? round + index : index);

const languages: Readonly<Record<string, Write>> = {
  py: (name, round) =>
    `import logging\n\nlog = logging.getLogger(__name__)\n\n\n${repeated(12, (index) => `def ${name}_${index}(connection, value):\n    """Part ${index}."""\n    if value is None:\n        return ${factor(index, round)}\n    log.info('part %s', value)\n    return connection.execute('select * from ${name} where id = ?', (value * ${factor(index, round)},))\n\n`)}`,
  ts: (name, round) =>
    `import { connect } from './connect';\n\n${repeated(12, (index) => `export function ${name}${index}(value: number): number {\n  if (value < ${index}) {\n    return ${factor(index, round)};\n  }\n  const connection = connect();\n  return connection.total(value) * ${factor(index, round)};\n}\n`)}`,
  go: (name, round) =>
    `package ${name}\n\n${repeated(12, (index) => `// Part${index} is a part.\nfunc Part${index}(value int) int {\n\tif value < ${index} {\n\t\treturn ${factor(index, round)}\n\t}\n\treturn value * ${factor(index, round)}\n}\n`)}`,
  java: (name, round) =>
    `package shop.${name};\n\npublic final class Parts {\n${repeated(12, (index) => `    public int part${index}(int value) {\n        if (value < ${index}) {\n            return ${factor(index, round)};\n        }\n        return value * ${factor(index, round)};\n    }\n`)}}\n`,
};

/** @returns the twenty files as they are in this round; round 0 is the base. */
export function filesOf(round: number): readonly FileChange[] {
  return folders.flatMap((folder) =>
    Object.entries(languages).map(([ending, write]) => ({ path: `${folder}/parts.${ending}`, content: write(folder, round) })),
  );
}
