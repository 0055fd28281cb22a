import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOT_CHECKED } from '#src/gate/waiver.ts';
import { checkSecurity } from '#src/gate/check-security.ts';
import type { ChangedFile } from '#src/diff/changed-file.ts';
import type { GatePolicy } from '#src/gate/outcome.ts';
import type { Stage } from './fixtures.ts';
import { changed, edit, evalScan, finding, headSha, pull, stage } from './fixtures.ts';

const policy: GatePolicy = { blockAt: 'error', submodules: 'block' };
const live = new AbortController().signal;
const key = ['ghp', 'aB3dE6gH9jK2mN5pQ8rS1tU4vW7xY0zA3bC6'].join('_');

async function run(on: Stage, setting: { policy?: GatePolicy; signal?: AbortSignal } = {}) {
  const outcome = await checkSecurity(pull, on.ports, { policy, signal: live, now: () => new Date(0), ...setting });
  const last = on.checks.at(-1);
  assert.ok(last !== undefined && last.name === 'countersign/security');
  return { outcome, check: last, summary: `${last.output.title}\n${last.output.summary}\n${last.output.text ?? ''}` };
}

function of(...edits: readonly ReturnType<typeof edit>[]): [readonly ChangedFile[], Readonly<Record<string, string>>] {
  return [edits.map((one) => one.file), Object.assign({}, ...edits.map((one) => one.blobs)) as Record<string, string>];
}

test('in_progress comes before anything is read, the conclusion after everything is known', async () => {
  const on = stage(...of(edit('a.py', 'x = 1\n', 'x = 1\neval(x)\n')));
  const { check, summary } = await run(on);
  const gathered = ['publishCheck', 'compare', 'readBlobs', 'scan', 'loadWaivers'];
  assert.deepEqual(on.events, [...gathered, 'record', 'blockedElsewhere', 'publishCheck']);
  assert.deepEqual(
    on.checks.map((one) => [one.name, one.headSha, one.conclusion]),
    [
      ['countersign/security', headSha, undefined],
      ['countersign/security', headSha, 'failure'],
    ],
  );
  assert.deepEqual(check.output.annotations, [
    { path: 'a.py', startLine: 2, endLine: 2, level: 'failure', title: 'no-eval', message: 'About no-eval.' },
  ]);
  assert.match(summary, /^1 new finding to fix before this can be merged/u);
  assert.match(summary, /\[`a\.py:2`\]\(https:\/\/github\.example\/acme\/shop\/blob\/a{40}\/a\.py#L2\)/u);
});

test('known findings do not block: moved lines, renames, reformatting', async () => {
  const before = 'eval( x )\n';
  const { outcome, summary } = await run(
    stage(
      ...of(edit('a.py', before, `import os\n\n\nif os:\n    eval(x)\n`), {
        file: changed('new.py', before, before, { status: 'renamed', previousPath: 'old.py', hunks: [] }),
        blobs: { 'base new.py': before, 'head new.py': before },
      }),
    ),
  );
  assert.equal(outcome.kind === 'decided' && outcome.result.conclusion, 'success');
  assert.match(summary, /2 findings of these files were there before and do not count/u);
});

test('a copy of a file brings its findings along as new', async () => {
  const text = 'eval(x)\n';
  const file = changed('copy.py', text, text, { status: 'copied', previousPath: 'a.py', hunks: [] });
  const { check } = await run(stage([file], { 'base copy.py': text, 'head copy.py': text }));
  assert.equal(check.conclusion, 'failure');
});

test('policy decides what blocks; what does not block is told all the same', async () => {
  const files = of(edit('a.py', undefined, 'warn\n'));
  const scan: Stage['ports']['scan'] = async (targets) => ({
    ...evalScan(targets),
    findings: [{ side: 'head', suppressed: false, finding: finding('soft', 'a.py', 1, 'warn', { severity: 'warning' }) }],
  });
  const lax = await run(stage(...files, { scan }));
  assert.equal(lax.check.conclusion, 'success');
  assert.match(lax.summary, /1 new finding worth a look/u);
  assert.deepEqual(
    lax.check.output.annotations.map((one) => one.level),
    ['warning'],
  );
  const strict = await run(stage(...files, { scan }), { policy: { blockAt: 'warning', submodules: 'block' } });
  assert.equal(strict.check.conclusion, 'failure');
});

test('a file of the head that is not accounted for fails the check: incomplete, not scannable, unreadable, unreported, too large', async () => {
  const cases: readonly (readonly [string, Stage, RegExp])[] = [
    [
      'incomplete',
      stage(...of(edit('a.py', undefined, 'x\n')), {
        scan: async (targets) => evalScan(targets, { 'head a.py': { kind: 'incomplete', reason: 'a rule took too long' } }),
      }),
      /a rule took too long \(scanning again may help\)/u,
    ],
    [
      'not scannable',
      stage(...of(edit('a.py', undefined, 'x\n')), {
        scan: async (targets) => evalScan(targets, { 'head a.py': { kind: 'not-scannable', reason: 'it contains NUL bytes' } }),
      }),
      /NUL bytes \(scanning again will not help/u,
    ],
    ['unreadable', stage([changed('a.py', undefined, 'x\n')], {}), /could not be read/u],
    ['unreported', stage(...of(edit('a.py', undefined, 'x\n')), { scan: async () => evalScan([]) }), /the scanner did not report on it/u],
    [
      'without a blob',
      stage([{ ...changed('a.py', undefined, undefined), status: 'added', headMode: '100644' }], {}),
      /could not be read/u,
    ],
    ['too large', stage([changed('a.py', undefined, 'x\n', { headSize: 20_000_000 })], {}), /too large/u],
  ];
  for (const [name, on, reason] of cases) {
    const { check, summary } = await run(on);
    assert.equal(check.conclusion, 'failure', name);
    assert.match(summary, reason, name);
    assert.match(summary, /`a\.py`/u, name);
    assert.equal(check.output.title, '1 file could not be checked', name);
  }
});

test('a base that cannot be scanned makes its findings count as new, and the check says so', async () => {
  const text = 'eval(x)\n';
  const on = stage(...of(edit('a.py', text, `${text}y = 1\n`)), {
    scan: async (targets) => evalScan(targets, { 'base a.py': { kind: 'incomplete', reason: 'a rule took too long' } }),
  });
  const { check, summary } = await run(on);
  assert.equal(check.conclusion, 'failure');
  assert.match(summary, /Without a base to compare with/u);
});

test('a submodule at another commit is code that nobody scanned: it blocks until it is waived; moved or listed by policy it does not', async () => {
  const bump = changed('vendor/lib', undefined, undefined, {
    status: 'modified',
    kind: 'submodule',
    baseMode: '160000',
    headMode: '160000',
    baseCommit: '1'.repeat(40),
    headCommit: '2'.repeat(40),
  });
  const { check, summary } = await run(stage([bump], {}));
  assert.deepEqual([check.conclusion, check.output.annotations], ['failure', []], 'no line of it could be marked');
  assert.match(summary, /`vendor\/lib` `[0-9a-f]{12}`: a submodule at another commit \(222222222222\)/u);
  const waiver = {
    rule: NOT_CHECKED,
    identity: '2'.repeat(40),
    path: 'vendor/lib',
    count: 1,
    id: 1,
    login: 'eve',
    reason: 'read it',
    expiresAt: '2027-01-01',
  };
  assert.equal((await run(stage([bump], {}, { loadWaivers: async () => [waiver] }))).check.conclusion, 'success');
  const next = { ...bump, headCommit: '3'.repeat(40) };
  assert.equal(
    (await run(stage([next], {}, { loadWaivers: async () => [waiver] }))).check.conclusion,
    'failure',
    'the next commit is another one',
  );
  const renamed = { ...bump, status: 'renamed' as const, previousPath: 'old/lib', headCommit: '1'.repeat(40) };
  assert.equal((await run(stage([renamed], {}))).check.conclusion, 'success');
  const listed = await run(stage([bump], {}), { policy: { blockAt: 'error', submodules: 'list' } });
  assert.equal(listed.check.conclusion, 'success');
  assert.match(listed.summary, /Listed, not scanned[^]*`vendor\/lib`: a submodule/u);
});

test('links, submodules and binaries are listed by name and never read as code', async () => {
  const files = [
    changed('latest', undefined, undefined, { status: 'added', kind: 'symlink', headMode: '120000', headBlob: 'link' }),
    changed('vendor/lib', undefined, undefined, {
      status: 'renamed',
      kind: 'submodule',
      baseMode: '160000',
      headMode: '160000',
      baseCommit: '1',
      headCommit: '1',
    }),
    changed('logo.png', undefined, undefined, { status: 'added', kind: 'binary', headMode: '100644', headBlob: 'png', headSize: 5 }),
    changed('gone.py', 'eval(x)\n', undefined),
  ];
  const read: string[][] = [];
  const on = stage(
    files,
    {},
    {
      readBlobs: async (ids) => (
        read.push([...ids]),
        new Map([
          ['png', Buffer.from([0x89, 0x50, 0, 1, 2])],
          ['base gone.py', Buffer.from('eval(x)\n')],
        ])
      ),
    },
  );
  const { check, summary } = await run(on);
  assert.deepEqual(read, [['png', 'base gone.py']]);
  assert.equal(check.conclusion, 'success');
  assert.match(summary, /`latest`: a symbolic link/u);
  assert.match(summary, /`vendor\/lib`: a submodule/u);
  assert.match(summary, /Outside the rules[^`]*`logo\.png`/u);
  assert.match(summary, /1 finding is gone/u);
});

test('a link with the name of a code file would run what it leads to under that name: not checked', async () => {
  const link = changed('app.py', undefined, undefined, { status: 'added', kind: 'symlink', headMode: '120000', headBlob: 'link' });
  const { check, summary } = await run(stage([link], {}));
  assert.equal(check.conclusion, 'failure');
  assert.match(summary, /`app\.py` `[0-9a-f]{12}`: a symbolic link with the name of a code file/u);
});

test('documentation only, and no change at all, succeed without a claim to have scanned', async () => {
  const docs = await run(stage(...of(edit('README.md', 'a\n', 'b\n'), edit('notes.txt', undefined, 'c\n'))));
  assert.deepEqual(
    [docs.check.conclusion, docs.check.output.title],
    ['success', 'Nothing for the rules to scan: 2 files outside the rules'],
  );
  assert.match(docs.summary, /No file was scanned with rules, 2 files searched for secrets/u);
  const empty = await run(stage([], {}));
  assert.deepEqual([empty.check.conclusion, empty.check.output.title], ['success', 'Nothing to scan: no file is changed']);
});

test('a committed secret blocks in any file, and its value appears nowhere', async () => {
  const line = `token = "${key}"\n`;
  const scan: Stage['ports']['scan'] = async (targets) => ({
    ...evalScan(targets),
    findings: [
      { side: 'head', suppressed: false, finding: finding('hard-coded', 'a.py', 1, line, { message: `Do not write ${key} here.` }) },
    ],
  });
  const on = stage(...of(edit('a.py', undefined, line), edit('deploy/notes.txt', 'x\n', `x\nuse ${key}\n`)), { scan });
  const { outcome, check } = await run(on);
  assert.equal(check.conclusion, 'failure');
  assert.deepEqual(
    check.output.annotations.map((one) => [one.path, one.startLine, one.level]),
    [
      ['a.py', 1, 'failure'],
      ['a.py', 1, 'failure'],
      ['deploy/notes.txt', 2, 'failure'],
    ],
  );
  const published = JSON.stringify([check, outcome, on.outcomes]);
  assert.ok(!published.includes(key) && !published.includes(key.slice(8, 30)));
});

test('a made-up value in documentation warns; a token of a known form blocks there too', async () => {
  const shown = `    SECRET_KEY = '192b9bdd45ab9ed4d12e236c78afcb9a39ecf5ec15f71bbf'\n`;
  const warned = (await run(stage(...of(edit('docs/config.rst', 'x\n', `x\n${shown}`))))).check;
  assert.deepEqual([warned.conclusion, warned.output.annotations[0]?.level], ['success', 'warning']);
  assert.equal((await run(stage(...of(edit('config.py', 'x\n', `x\n${shown}`))))).check.conclusion, 'failure');
  assert.equal((await run(stage(...of(edit('docs/config.rst', 'x\n', `x\n${key}\n`))))).check.conclusion, 'failure');
});

test('a secret that was there before does not block, wherever its line moved; a second copy does', async () => {
  const line = `token = "${key}"\n`;
  assert.equal((await run(stage(...of(edit('a.txt', line, `# moved\n    ${line}`))))).check.conclusion, 'success');
  assert.equal((await run(stage(...of(edit('a.txt', line, `${line}again = "${key}"\n`))))).check.conclusion, 'failure');
  assert.equal((await run(stage(...of(edit('b.txt', undefined, line))))).check.conclusion, 'failure');
});

test('suppression comments have no effect, and an added one is reported in every spelling', async () => {
  for (const spelling of [
    '# nosemgrep',
    '# nosem: no-eval',
    '// NoSemGrep',
    '# no\u200Bsemgrep',
    '# \uFF4E\uFF4F\uFF53\uFF45\uFF4D',
    '/* no-semgrep */',
  ]) {
    const { check } = await run(stage(...of(edit('a.py', 'x = 1\n', `x = 1\neval(x)  ${spelling}\n`))));
    assert.equal(check.conclusion, 'failure', spelling);
    assert.deepEqual(
      check.output.annotations.map((one) => one.title),
      ['no-eval', 'countersign.suppression-added'],
      spelling,
    );
  }
  const known = 'eval(x)  # nosemgrep\n';
  const kept = await run(stage(...of(edit('a.py', known, `import os\n${known}semaphore = 1\n`))));
  assert.deepEqual([kept.check.conclusion, kept.check.output.annotations], ['success', []]);
});

test('a head that moved on, or work that was called off, is cancelled and never green', async () => {
  const moved = await run(stage([], {}, { compare: async () => ({ mergeBaseSha: 'b', headSha: 'e'.repeat(40), files: [], commits: [] }) }));
  assert.deepEqual([moved.outcome.kind, moved.check.conclusion], ['superseded', 'cancelled']);
  const abort = new AbortController();
  const on = stage(...of(edit('a.py', undefined, 'x\n')), { scan: async (targets) => (abort.abort(), evalScan(targets)) });
  const off = await run(on, { signal: abort.signal });
  assert.deepEqual([off.outcome.kind, off.check.conclusion], ['superseded', 'cancelled']);
});

test('a port that fails leaves the check in progress, for the caller to end', async () => {
  const on = stage(...of(edit('a.py', undefined, 'x\n')), { readBlobs: () => Promise.reject(new Error('mirror gone')) });
  await assert.rejects(run(on), /mirror gone/u);
  assert.deepEqual(
    on.checks.map((one) => one.conclusion),
    [undefined],
  );
});
