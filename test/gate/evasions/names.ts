/** Where a file lies and what it is called. */
import type { Evasion } from './evasion.ts';
import { one } from './evasion.ts';
import { goCommand, javaCommand, languages, pythonCommand, scriptCommand, typedCommand } from './samples.ts';
import type { Sample } from './samples.ts';

const folders = [
  'test',
  'tests/unit',
  '__tests__',
  'spec',
  'fixtures',
  'vendor/lib',
  'node_modules/pkg',
  'dist',
  'build/out',
  'target',
  '.hidden',
  '.github/scripts',
  'third_party',
  'examples',
  'generated',
  'site-packages/x',
  '.venv/lib',
  '-rf',
  'a b/ü/😀',
  '.git-ignored',
  'node_modules/.bin/../lib'.replace('/..', ''),
];
/** Endings that run as the language of the sample. */
const endings: readonly (readonly [Sample, readonly string[]])[] = [
  [pythonCommand, ['.PY', '.Py', '.pyw', '.pyi', '.wsgi', '.txt.py', '.min.py', '.py.py', '.generated.py', '_test.py', '_pb2.py']],
  [scriptCommand, ['.JS', '.mjs', '.cjs', '.jsx', '.MJS', '.min.js', '.bundle.js', '.test.js', '.spec.js', '.es6', '.d.js', '.config.js']],
  [typedCommand, ['.TS', '.tsx', '.mts', '.cts', '.d.ts', '.test.ts', '.spec.tsx', '.generated.ts', '.min.ts']],
  [goCommand, ['.GO', '_test.go', '.pb.go', '_gen.go', '_mock.go']],
  [javaCommand, ['.JAVA', 'Test.java', '.min.java', '_.java']],
];
const programs: readonly (readonly [Sample, readonly string[]])[] = [
  [
    pythonCommand,
    [
      '#!/usr/bin/env python3',
      '#!/usr/bin/python',
      '#! /usr/bin/python3.12 -u',
      '#!/usr/bin/env -S python3 -I',
      '#!/opt/pypy/bin/pypy3',
      '#!/usr/bin/env python3\r',
    ],
  ],
  [scriptCommand, ['#!/usr/bin/env node', '#!/usr/bin/nodejs', '#!/usr/bin/env -S node --no-warnings', '#!/usr/bin/env zx']],
];
const names = [
  '--config=x.py',
  '-',
  '.py',
  '"quoted".py',
  "it's.py",
  'a\nb.py',
  'a\\b.py',
  '$(touch x).py',
  '`id`.py',
  'h00001.py',
  'rules.json.py',
  '%2e%2e.py',
  'CON.py',
  `${'n'.repeat(240)}.py`,
  'x.py'.normalize('NFD'),
  '\u202Eyp.x.py',
  'a\u0000b.py'.replace('\0', '\u200B'),
];

export const nameEvasions: readonly Evasion[] = [
  ...folders.flatMap((folder) =>
    languages.map((sample) => one(`${sample.language} in ${folder}`, `${folder}/a.${sample.extension}`, sample.code)),
  ),
  ...endings.flatMap(([sample, all]) => all.map((ending) => one(`${sample.language} as ${ending}`, `a${ending}`, sample.code))),
  ...programs.flatMap(([sample, all]) =>
    all.flatMap((line) => [
      one(`no ending, ${JSON.stringify(line)}`, 'bin/deploy', `${line}\n${sample.code}`),
      one(`another ending, ${JSON.stringify(line)}`, 'deploy.sh', `${line}\n${sample.code}`),
    ]),
  ),
  ...names
    .filter((name) => name !== '-')
    .map((name) => one(`a file called ${JSON.stringify(name.slice(0, 30))}`, name, pythonCommand.code)),
];
