/** Tricks with git's history, modes and names, in a real repository: none may end green. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { checkSecurity } from '#src/gate/check-security.ts';
import type { GatePorts } from '#src/gate/ports.ts';
import { compareCommits } from '#src/git/compare.ts';
import { readBlobs } from '#src/git/read-blobs.ts';
import { makeRepository } from '#test/git/made-repository.ts';
import type { MadeFile } from '#test/git/made-repository.ts';
import { realScanner } from '#test/scan/real-scanner.ts';
import { edit, evalScan, pull, stage } from './fixtures.ts';
import { judgeChanges } from './evasions/judge-all.ts';
import type { Verdict } from './evasions/judge-all.ts';
import { goCommand, javaCommand, languages, pythonCommand, pythonQuery, scriptCommand, withLine } from './evasions/samples.ts';

const repository = makeRepository();
after(() => repository[Symbol.dispose]());
const { commit } = repository;
const scanner = await realScanner({ packPaths: [join(import.meta.dirname, '../../policies/semgrep')] });

interface Trick {
  readonly name: string;
  readonly base: string;
  readonly head: string;
}
const bad = pythonCommand.code;
const good = pythonCommand.harmless;
const py = (content: string, path = 'a.py'): MadeFile => ({ path, content });
const big = Array.from({ length: 400 }, (_, index) => `def f${index}(x):\n    return x + ${index}\n`).join('\n');
const text: MadeFile = { path: 'README', content: 'A shop.\n' };

/** A plain change from one snapshot to the next. */
function change(name: string, before: readonly MadeFile[], after: readonly MadeFile[]): Trick {
  const base = commit([text, ...before]);
  return { name, base, head: commit([text, ...after], [base]) };
}

/** Commits one after the other on top of the base. */
function chain(name: string, before: readonly MadeFile[], ...steps: readonly (readonly MadeFile[])[]): Trick {
  const base = commit([text, ...before]);
  return { name, base, head: steps.reduce((parent, files) => commit([text, ...files], [parent]), base) };
}

function branches(): readonly Trick[] {
  const root = commit([text, py(good)]);
  const tip = commit([text, py(good), { path: 'b.txt', content: 'b\n' }], [root]);
  const topic = commit([text, py(good), { path: 'c.txt', content: 'c\n' }], [root]);
  const evil = commit(
    [text, py(bad), { path: 'b.txt', content: 'b\n' }, { path: 'c.txt', content: 'c\n' }],
    [topic, tip],
    "Merge branch 'main'",
  );
  const side = commit([text, py(good), py(bad, 'side.py')], [root]);
  const octopus = commit([text, py(good), py(bad, 'side.py')], [topic, side, tip]);
  const reset = commit([text, py(bad)], [root], 'Old main');
  const fixed = commit([text, py(good)], [reset], 'Fix');
  const reverted = commit([text, py(bad)], [fixed], 'Revert "Fix"');
  const orphan = commit([text, py(bad)]);
  const mergedOrphan = commit([text, py(good), py(bad, 'old/a.py')], [topic, commit([py(bad, 'old/a.py')])]);
  const crossA = commit([text, py(good), py('x = 1\n', 'x.py')], [root]);
  const crossB = commit([text, py(good), py(bad, 'y.py')], [root]);
  const crossC = commit([text, py(good), py('x = 1\n', 'x.py'), py(bad, 'y.py')], [crossB, crossA]);
  const skip = commit([text, py(bad)], [root], 'Docs [skip ci]\n\nskip-checks: true\n');
  return [
    { name: 'a merge commit that brings it in by itself', base: tip, head: evil },
    { name: 'an octopus merge', base: tip, head: octopus },
    { name: 'a base that was fixed after the branch began', base: fixed, head: commit([text, py(bad), py(bad, 'b.py')], [reset]) },
    { name: 'a revert of the fix', base: fixed, head: reverted },
    { name: 'a history without a common commit', base: tip, head: orphan },
    { name: 'a merge with a foreign history', base: tip, head: mergedOrphan },
    { name: 'a criss-cross merge', base: crossA, head: crossC },
    { name: 'skip-checks in the message', base: root, head: skip },
    { name: 'a base forced back to where it was clean', base: root, head: commit([text, py(bad), py('y = 1\n', 'b.py')], [reset]) },
    { name: 'an amended commit', base: tip, head: commit([text, py(bad)], [tip], '') },
    { name: 'a retarget to an older branch', base: root, head: reverted },
  ];
}

const link = (path: string, to: string): MadeFile => ({ path, content: to, mode: '120000' });
const tricks: readonly Trick[] = [
  ...branches(),
  ...languages.flatMap((sample) => {
    const path = `a.${sample.extension}`;
    const at = (content: string, name = path): MadeFile => ({ path: name, content });
    const twice = withLine(sample, `${sample.line}\n${sample.line}`);
    return [
      change(`${sample.language}: added`, [], [at(sample.code)]),
      change(`${sample.language}: changed`, [at(sample.harmless)], [at(sample.code)]),
      change(`${sample.language}: a second, equal line`, [at(sample.code)], [at(twice)]),
      change(`${sample.language}: a copy of an old file`, [at(sample.code)], [at(sample.code), at(sample.code, `copy/${path}`)]),
      change(`${sample.language}: a rename and one more`, [at(sample.code)], [at(twice, `moved/${path}`)]),
      change(`${sample.language}: from a file outside the rules`, [at(sample.code, 'a.txt')], [at(sample.code)]),
      change(
        `${sample.language}: moved to another file that exists`,
        [at(sample.code), at(sample.harmless, `b/${path}`)],
        [at(sample.code, `b/${path}`), at(sample.harmless)].reverse(),
      ),
      chain(`${sample.language}: in an earlier commit`, [], [at(sample.code)], [at(sample.code), { path: 'b.txt', content: 'b\n' }]),
      chain(
        `${sample.language}: added, removed, added`,
        [at(sample.harmless)],
        [at(sample.code)],
        [at(sample.harmless)],
        [at(sample.code)],
      ),
      chain(`${sample.language}: renamed away and back`, [at(sample.harmless)], [at(sample.harmless, 'x.txt')], [at(sample.code)]),
      change(`${sample.language}: a file in place of a link`, [link(path, 'elsewhere')], [at(sample.code)]),
      change(`${sample.language}: executable`, [], [{ path, content: sample.code, mode: '100755' }]),
      change(`${sample.language}: a mode that no git writes`, [], [{ path, content: sample.code, mode: '100664' }]),
      change(
        `${sample.language}: marked as binary`,
        [{ path: '.gitattributes', content: '* binary -diff\n' }],
        [{ path: '.gitattributes', content: '* binary -diff\n' }, at(sample.code)],
      ),
    ];
  }),
  change('a rename of 99 % with one more line', [py(big, 'big.py')], [py(`${big}\n${bad}`, 'moved.py')]),
  change('a rename of 50 % with one more line', [py(big, 'big.py')], [py(`${big.slice(0, big.length / 2)}\n${bad}`, 'moved.py')]),
  change(
    'a folder that becomes a file of that name',
    [py(good, 'a/b.py')],
    [py(bad, 'a')].map((file) => ({ ...file, content: `#!/usr/bin/env python3\n${bad}` })),
  ),
  change('a program that becomes executable', [], [{ path: 'run', content: `#!/usr/bin/python3\n${bad}`, mode: '100755' }]),
  change('names that differ in case', [py(good, 'a.py')], [py(good, 'a.py'), py(bad, 'A.py')]),
  change(
    'names that differ in bytes that are no UTF-8',
    [],
    [
      { path: Buffer.from([0x61, 0xff, 0x2e, 0x70, 0x79]), content: good },
      { path: Buffer.from([0x61, 0xfe, 0x2e, 0x70, 0x79]), content: bad },
    ],
  ),
  change('names in two Unicode forms', [], [py(good, 'e\u0301.py'), py(bad, '\u00e9.py')]),
  change(
    'two different flows, one of them old',
    [py(bad)],
    [py(withLine(pythonCommand, `${pythonCommand.line}\n    os.popen(request.args['host'])`))],
  ),
  change('another sink in an old file', [py(bad)], [py(bad + pythonQuery.code)]),
  change(
    'hidden among 300 harmless files',
    [],
    [...Array.from({ length: 300 }, (_, index) => py(`x${index} = 1\n`, `many/f${index}.py`)), py(bad, 'many/g.py')],
  ),
  change('a link beside the file it leads to', [], [link('link.py', 'real.py'), py(bad, 'real.py')]),
  change('a link that gives code a name, to a file that has none', [], [link('app.py', 'payload.txt'), py(bad, 'payload.txt')]),
  change(
    'a submodule at another commit',
    [{ path: 'sub', content: '1'.repeat(40), mode: '160000' }],
    [{ path: 'sub', content: '2'.repeat(40), mode: '160000' }],
  ),
  change(
    'taken out of dead code, put into a route',
    [py(`${bad}\n\n${big}`)],
    [py(`${good}\n\n${big}\n\n@app.route('/now')\ndef now():\n    name = request.args.get('n')\n${pythonCommand.line}\n    return name\n`)],
  ),
  change('a submodule beside it', [], [{ path: 'sub', content: '1'.repeat(40), mode: '160000' }, py(bad)]),
  change(
    'a pointer to LFS in place of code',
    [py(good)],
    [py(`version https://git-lfs.github.com/spec/v1\noid sha256:${'1'.repeat(64)}\nsize 8\n`)],
  ),
  change(
    'in several languages at once',
    [],
    [goCommand, javaCommand, scriptCommand].map((sample) => ({ path: `all.${sample.extension}`, content: sample.code })),
  ),
];

/** Each from git as it is, but in a folder of its own, so that one scan does for all. */
async function verdictsOf(all: readonly Trick[]): Promise<readonly Verdict[]> {
  const mirror = { gitDir: repository.folder };
  const changes: Parameters<typeof judgeChanges>[0][number][] = [];
  for (const [index, { base, head }] of all.entries()) {
    const comparison = await compareCommits(mirror, base, head);
    const files = comparison.files.map((file) => {
      const { previousPath } = file;
      return {
        ...file,
        path: `h${index}/${file.path}`,
        ...(previousPath === undefined ? {} : { previousPath: `h${index}/${previousPath}` }),
      };
    });
    changes.push({ comparison: { ...comparison, files }, readBlobs: (ids) => readBlobs(mirror, ids) });
  }
  return await judgeChanges(changes, scanner.scan);
}

test('3,500 files: every one is accounted for, and the one that was not scanned is enough', async () => {
  const files = Array.from({ length: 3500 }, (_, index) => edit(`many/f${index}.py`, undefined, `x = ${index}\n`));
  const blobs = Object.assign({}, ...files.map((one) => one.blobs)) as Record<string, string>;
  const conclude = async (missing?: string) => {
    const scan: GatePorts['scan'] = async (targets) => {
      const report = evalScan(targets);
      return { ...report, targets: report.targets.filter(({ path }) => path !== missing) };
    };
    const on = stage(
      files.map(({ file }) => file),
      blobs,
      { scan },
    );
    const setting = {
      policy: { blockAt: 'error', submodules: 'block' } as const,
      signal: new AbortController().signal,
      now: () => new Date(0),
    };
    await checkSecurity(pull, on.ports, setting);
    return [on.checks.at(-1)?.conclusion, on.checks.at(-1)?.output.title];
  };
  assert.deepEqual(await conclude(), ['success', 'No new finding in 3500 scanned files']);
  assert.deepEqual(await conclude('many/f3499.py'), ['failure', '1 file could not be checked']);
});

suite('history', () => {
  test(`none of these is green: ${tricks.length}`, async () => {
    const verdicts = await verdictsOf(tricks);
    const green = tricks.flatMap(({ name }, index) =>
      verdicts[index]?.conclusion === 'failure' ? [] : [`${name}: ${verdicts[index]?.conclusion}`],
    );
    assert.deepEqual(green, []);
  });

  test('what is only moved, renamed, reformatted or taken out stays green', async () => {
    const twin = (content: string, path = 'a.py'): readonly MadeFile[] => [py(content, path)];
    const honest = [
      change('renamed', twin(bad), twin(bad, 'b/c.py')),
      change('indented', twin(bad), twin(withLine(pythonCommand, `    if os.name:\n    ${pythonCommand.line}`))),
      change('moved down', twin(bad), twin(`# one\n# two\nx = 1\n${bad}`)),
      change('a function moved to the end', twin(`${bad}\n\n${big}`), twin(`${good.split('\n').slice(0, 3).join('\n')}\n${big}\n\n${bad}`)),
      change('functions in another order', twin(`${bad}\n${big}\n${pythonQuery.code}`), twin(`${pythonQuery.code}\n${big}\n${bad}`)),
      change(
        'edited around',
        twin(`${bad}\n${big}`),
        twin(`${bad.replace('def ping', 'def pong').replace(/$/u, '    return 1\n')}\n${big}`),
      ),
      change('fixed', twin(bad), twin(good)),
      change('deleted', twin(bad), []),
    ];
    assert.deepEqual(
      (await verdictsOf(honest)).map(({ conclusion }) => conclusion),
      honest.map(() => 'success'),
    );
  });
});
