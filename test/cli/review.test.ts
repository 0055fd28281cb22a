import assert from 'node:assert/strict';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { z } from 'zod';
import { sarifShape } from '#test/gate/sarif-shape.ts';
import { startScriptedServer } from '#test/model/scripted-server.ts';
import { enginePath } from '#test/scan/real-scanner.ts';
import { openLocal } from '#src/git/open-local.ts';
import { chooseCommits } from '#src/verbs/choose-commits.ts';
import { lookAtChange } from '#src/verbs/look-at-change.ts';
import { renderReview } from '#src/verbs/render-review.ts';
import { reviewDocument } from '#src/verbs/review-document.ts';
import { reviewMarkdown } from '#src/verbs/review-markdown.ts';
import { reviewSarif } from '#src/verbs/review-sarif.ts';
import { commit, countersign, fingerprint, git, injectedShop, newFolder, newRepository, root, safeShop } from './run-cli.ts';

const Finding = z.object({ rule: z.string(), severity: z.string(), blocks: z.boolean(), path: z.string(), start_line: z.number() });
const Document = z.object({
  base: z.object({ name: z.string(), sha: z.string() }),
  head: z.object({ name: z.string(), sha: z.string() }),
  summary: z.object({ title: z.string(), body: z.string(), notes: z.array(z.string()) }).nullable(),
  security: z.object({
    conclusion: z.string(),
    findings: z.array(Finding),
    unchecked: z.array(z.object({ path: z.string(), reason: z.string() })),
    scanned: z.array(z.string()),
  }),
  review: z.object({ kind: z.string(), title: z.string(), comments: z.array(z.object({ path: z.string(), line: z.number() })) }),
  failed: z.boolean(),
});

async function reviewed(folder: string, args: readonly string[] = [], env: Record<string, string> = {}) {
  const run = await countersign(['review', '--repo', folder, '--json', ...args], { env });
  return { ...run, document: Document.parse(JSON.parse(run.stdout === '' ? 'null' : run.stdout)) };
}

const injected = newRepository({ 'shop/api.py': safeShop }, { 'shop/api.py': injectedShop });

suite('countersign review', () => {
  test('a new finding is shown with its code, and fails; the repository is untouched', async () => {
    const before = fingerprint(injected);
    const run = await countersign(['review'], { cwd: join(injected, 'shop') });
    assert.equal(run.code, 1, run.stderr);
    assert.match(run.stdout, /topic against main: 1 changed file in 1 commit/u);
    assert.match(run.stdout, /shop\/api\.py:11 {2}error, blocks {2}python-sql-injection/u);
    assert.match(run.stdout, /^ {2}> 11 \| {5}return database\.execute\(/mu);
    assert.match(run.stdout, /New route `GET \/find`/u);
    assert.match(run.stdout, /Not reviewed: no model configured/u);
    assert.equal(run.stdout.includes('\u001B'), false);
    assert.deepEqual(fingerprint(injected), before);
  });

  test('as one document; --fail-on decides the exit code and not what is found', async () => {
    const failing = await reviewed(injected);
    assert.equal(failing.code, 1);
    assert.deepEqual(
      failing.document.security.findings.map((one) => [one.rule, one.severity, one.blocks, one.path, one.start_line]),
      [['python-sql-injection', 'error', true, 'shop/api.py', 11]],
    );
    assert.deepEqual([failing.document.base.name, failing.document.head.name], ['main', 'topic']);
    assert.equal(failing.document.head.sha, git(injected, 'rev-parse', 'topic'));
    assert.deepEqual(failing.document.review, { kind: 'not-reviewed', title: 'Not reviewed: no model configured', comments: [] });
    const never = await reviewed(injected, ['--fail-on', 'never']);
    assert.deepEqual([never.code, never.document.failed, never.document.security], [0, false, failing.document.security]);
    const fixed = await reviewed(injected, ['--base', 'topic', '--head', 'main']);
    assert.deepEqual([fixed.code, fixed.document.security.conclusion, fixed.document.security.findings], [0, 'success', []]);
    const same = await reviewed(injected, ['--base', 'topic']);
    assert.deepEqual([same.code, same.document.summary], [0, null]);
  });

  test('a file that cannot be scanned fails, however loud the rest is', async () => {
    const folder = newRepository({ 'A.java': 'class A {}\n' }, { 'A.java': 'class A { void f() { %%% ( \n} }' });
    const { code, document } = await reviewed(folder);
    assert.equal(code, 1);
    assert.deepEqual(
      document.security.unchecked.map((one) => one.path),
      ['A.java'],
    );
  });

  test('a committed key is masked, in the terminal and in the document', async () => {
    const key = ['ghp', 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8'].join('_');
    const folder = newRepository({ 'a.py': 'x = 1\n' }, { 'a.py': `x = 1\nTOKEN = "${key}"\n` });
    const { stdout, code, document } = await reviewed(folder);
    assert.equal(code, 1);
    assert.match(document.security.findings[0]?.rule ?? '', /^countersign\.secret\./u);
    const shown = await countersign(['review', '--repo', folder]);
    assert.equal(`${stdout}${shown.stdout}${shown.stderr}`.includes(key), false);
  });

  test('nothing that the repository configures is run or obeyed', async () => {
    const folder = newRepository({ 'shop/api.py': safeShop }, { 'shop/api.py': injectedShop, 'a\u001B[31m.py': 'eval(input())\n' });
    const marker = join(newFolder('marker'), 'ran');
    const program = join(newFolder('program'), 'program');
    writeFileSync(program, `#!/bin/sh\ntouch ${marker}\ncat\n`);
    chmodSync(program, 0o755);
    for (const name of [
      'core.fsmonitor',
      'diff.external',
      'gpg.program',
      'core.pager',
      'diff.x.textconv',
      'filter.x.smudge',
      'core.sshCommand',
    ])
      git(folder, 'config', name, program);
    git(folder, 'config', 'log.showSignature', 'true');
    writeFileSync(join(folder, '.git/info/attributes'), '* diff=x filter=x\n');
    writeFileSync(join(folder, '.env'), `MODEL_BASE_URL=http://127.0.0.1:9/v1\nSEMGREP_PATH=${program}\nCOUNTERSIGN_DATA=${folder}\n`);
    const before = fingerprint(folder);
    const run = await countersign(['review'], { cwd: folder });
    assert.equal(run.code, 1, run.stderr);
    assert.match(run.stdout, /python-sql-injection/u);
    assert.match(run.stdout, /no model configured/u);
    assert.equal(run.stdout.includes('\u001B'), false);
    assert.equal(existsSync(marker), false);
    assert.deepEqual(fingerprint(folder), before);
  });

  test('worktrees, bare and shallow repositories, detached heads and tags', async () => {
    const worktree = join(newFolder('worktree'), 'tree');
    git(injected, 'worktree', 'add', '--quiet', '--detach', worktree, 'topic');
    const bare = join(newFolder('bare'), 'shop.git');
    git(injected, 'clone', '--quiet', '--bare', '.', bare);
    git(bare, 'tag', '-a', '-m', 'one', 'v1', 'main');
    const shallow = join(newFolder('shallow'), 'shop');
    git(injected, 'clone', '--quiet', '--no-local', '--depth=1', '--no-single-branch', '--branch=topic', `file://${injected}`, shallow);
    for (const [folder, args] of [
      [worktree, ['--base', 'main']],
      [bare, ['--base', 'v1', '--head', 'topic']],
      [shallow, []],
    ] as const) {
      const { document, code, stderr } = await reviewed(folder, args);
      assert.equal(code, 1, stderr);
      assert.deepEqual(
        document.security.findings.map((one) => one.rule),
        ['python-sql-injection'],
        folder,
      );
    }
    git(injected, 'worktree', 'remove', '--force', worktree);
  });

  test('with a model: its comments stand beside the gate, which it cannot change', async () => {
    const quote = 'name = request.args["name"]';
    const finding = {
      path: 'shop/api.py',
      line_hint: 10,
      quote,
      reason: 'A request without a name raises an error, and the caller sees status 500 instead of 400.',
      title: 'A missing name is not handled',
      category: 'bug',
      severity: 'high',
    };
    await using server = await startScriptedServer((asked) => {
      const schema = JSON.stringify(asked.body.response_format ?? '');
      if (schema.includes('line_hint')) return { do: 'whole', text: JSON.stringify({ findings: [finding] }) };
      if (schema.includes('verdict'))
        return { do: 'whole', text: JSON.stringify({ why: 'Nothing handles a missing name.', verdict: 'real' }) };
      return { do: 'status', status: 400 };
    });
    server.models = { object: 'list', data: [{ id: 'scripted', max_model_len: 32_768 }] };
    const opened = await openLocal(injected, newFolder('scratch'));
    assert.ok(opened.kind === 'opened');
    const choice = await chooseCommits(opened.repository, { base: undefined, head: undefined });
    assert.ok(choice.kind === 'chosen');
    const change = { path: injected, mirror: opened.repository.mirror, base: choice.base, head: choice.head };
    const model = { baseUrl: server.url, name: 'scripted', apiKey: undefined };
    const told: string[] = [];
    const look = await lookAtChange(change, {
      config: { data: newFolder('data'), semgrepPath: enginePath, policyFile: undefined, model },
      root,
      policy: { blockAt: 'error', submodules: 'block' },
      summary: 'model',
      signal: AbortSignal.timeout(120_000),
      tell: (text) => told.push(text),
    });
    assert.ok(told.includes('Asking scripted …'));
    assert.equal(look.review.kind, 'reviewed', look.review.title);
    assert.equal(look.security.result.conclusion, 'failure');
    const json = JSON.stringify(reviewDocument(change, look, true));
    const document = Document.parse(JSON.parse(json));
    assert.deepEqual(
      [document.security.findings.length, document.review.comments.map(({ path, line }) => `${path}:${line}`)],
      [1, ['shop/api.py:10']],
    );
    const terminal = await renderReview(change, look, (_format, text) => text);
    assert.match(terminal, /shop\/api\.py:10\n {2}A missing name is not handled\n\n {2}A request without a name/u);
    assert.doesNotMatch(terminal, /<sub>|\*\*A missing/u);
    const markdown = reviewMarkdown(change, look);
    assert.match(markdown, /^## Security: 1 .*[\s\S]*^### `shop\/api\.py:10`\n\n\*\*A missing name is not handled\*\*$/mu);
    const sarif = JSON.stringify(reviewSarif(change, look));
    const ajv = new Ajv({ strict: true });
    formats.default(ajv);
    const fits = ajv.compile(sarifShape);
    assert.ok(fits(JSON.parse(sarif)), JSON.stringify(fits.errors));
    assert.match(sarif, /"ruleId":"python-sql-injection".*"ruleId":"review-comment"/u);
    for (const text of [json, terminal, markdown, sarif]) assert.doesNotMatch(text, /countersign:finding/u);
  });

  test('what is wrong is told, with what to do', async () => {
    const empty = newFolder('empty');
    const fresh = newFolder('fresh');
    git(fresh, 'init', '--quiet', '--initial-branch=main');
    const lone = newFolder('lone');
    git(lone, 'init', '--quiet', '--initial-branch=main');
    commit(lone, 'Only', { a: 'a' });
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['--repo', join(empty, 'absent')], /There is no folder .*absent/u],
      [['--repo', empty], /is not in a git repository/u],
      [['--repo', fresh], /has no commits yet/u],
      [['--repo', lone], /main is at the same commit as main.*--base HEAD~1/u],
      [['--repo', injected, '--base', 'mian'], /--base mian: there is no such.*Did you mean main\?/u],
      [['--repo', injected, '--head=--output=x'], /--head --output=x: there is no such/u],
      [['--repo', injected, '--fail-on', 'info'], /--fail-on must be error, warning or never/u],
      [['--repo', injected, '--jsno'], /--jsno is not known\. Did you mean --json\?/u],
      [['--repo', injected, 'main'], /"main" was not expected/u],
    ];
    for (const [args, told] of cases) {
      const run = await countersign(['review', ...args]);
      assert.equal(run.code, 2, `${args.join(' ')}: ${run.stdout}`);
      assert.match(run.stderr, told);
      assert.equal(run.stdout, '');
    }
    const scanner = await countersign(['review', '--repo', injected], { env: { SEMGREP_PATH: '/nonexistent' } });
    assert.equal(scanner.code, 2);
    assert.match(scanner.stderr, /Not done: Semgrep's engine is missing.*ensure-ready/u);
  });
});
