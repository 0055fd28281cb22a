/** The gate is not the model's to give: no path leads from a model to the verdict, and a hostile one changes nothing but its own words. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Model } from '#src/ask-model.ts';
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { withAdditions } from '#src/gate/after-verdict.ts';
import { checkSecurity } from '#src/gate/check-security.ts';
import { explainFindings } from '#src/gate/explain-findings.ts';
import type { ExplainPorts } from '#src/gate/explain-findings.ts';
import type { GateOutcome } from '#src/gate/outcome.ts';
import { addToCheckSummary } from '#src/github/check-runs.ts';
import type { Repository } from '#src/github/repository.ts';
import { edit, evalScan, headSha, pull, stage } from './fixtures.ts';

const root = new URL('../../', import.meta.url).pathname;

/** Files of the project that this one imports, by value or type, and what they import. */
function reach(path: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, specifier = ''] of readFileSync(join(root, path), 'utf8').matchAll(/from '([#.][^']+)'/gu))
    reach(specifier.startsWith('#') ? specifier.slice(1) : join(path, '..', specifier), seen);
  return seen;
}

test('no file that the verdict is made of reaches a model, a prompt or what a model said', () => {
  const files = [...reach('src/gate/check-security.ts')];
  assert.ok(files.includes('src/gate/judge.ts') && files.includes('src/gate/verdict.ts') && files.length > 15, files.join(' '));
  assert.deepEqual(
    files.filter((path) => /src\/model\/|ask-model|explain|explanation|after-verdict|try-fix/u.test(path)),
    [],
  );
  assert.doesNotMatch(readFileSync(join(root, 'workers/gate.ts'), 'utf8'), /\bmodel\b(?! and no upload)/iu, 'nor is one handed to it');
});

test('what is added to a finished check is sent as its summary alone', async () => {
  const sent: object[] = [];
  const output = { title: 'Title', summary: 'Own', text: null };
  const checks = {
    get: () => Promise.resolve({ data: { status: 'completed', head_sha: headSha, output } }),
    update: (fields: object) => void sent.push(fields),
  };
  const repository = { octokit: { rest: { checks } }, owner: 'o', repo: 'r' } as unknown as Repository;
  assert.equal(await addToCheckSummary(repository, 7, headSha, () => 'Own and more'), true);
  assert.deepEqual(sent, [{ owner: 'o', repo: 'r', check_run_id: 7, output: { title: 'Title', summary: 'Own and more' } }]);
  assert.equal(await addToCheckSummary(repository, 7, 'f'.repeat(40), () => 'x'), false, 'another head');
});

const line = fc.constantFrom('eval(a)', 'eval( b )', 'x = 1', 'y = 2', 'eval(c)  # nosemgrep', 'def f():', '');
const content = fc.option(
  fc.array(line, { maxLength: 6 }).map((lines) => `${lines.join('\n')}\n`),
  { nil: undefined },
);
const change = fc.record({ path: fc.constantFrom('a.py', 'b.js', 'c.txt', 'd.py', 'e.md'), before: content, after: content });
const submodule = fc.constant<Partial<ChangedFile>>({ kind: 'submodule', headMode: '160000', headCommit: '1'.repeat(40) });
const pulls = fc.record({
  changes: fc.uniqueArray(change, { selector: ({ path }) => path, maxLength: 5 }),
  odd: fc.option(submodule, { nil: undefined }),
  broken: fc.option(fc.constantFrom('a.py', 'd.py'), { nil: undefined }),
  words: fc.array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('success', '<!-- countersign:added -->', '### x', '`'.repeat(9), '@all'),
    ),
    { minLength: 4, maxLength: 4 },
  ),
});
type Sample = typeof pulls extends fc.Arbitrary<infer Value> ? Value : never;

async function decide({ changes, odd, broken }: Sample) {
  const edits = changes.map(({ path, before, after }) => edit(path, before, after ?? (before === undefined ? 'x\n' : undefined)));
  const files = edits.map(({ file }, index) =>
    index === 0 && odd !== undefined && file.status !== 'deleted' ? { ...file, ...odd } : file,
  );
  const outcomes = broken === undefined ? {} : { [`head ${broken}`]: { kind: 'incomplete', reason: 'parts' } as const };
  const on = stage(files, Object.assign({}, ...edits.map(({ blobs }) => blobs)), { scan: async (targets) => evalScan(targets, outcomes) });
  const setting = {
    policy: { blockAt: 'error', submodules: 'block' } as const,
    signal: new AbortController().signal,
    now: () => new Date(0),
  };
  const outcome: GateOutcome = await checkSecurity(pull, on.ports, setting);
  assert.ok(outcome.kind === 'decided');
  // The census: these words, for this head, and nothing else.
  for (const one of on.checks) {
    assert.ok([undefined, 'success', 'failure', 'action_required', 'cancelled'].includes(one.conclusion), String(one.conclusion));
    assert.equal(one.headSha, headSha);
  }
  const check = on.checks.at(-1);
  assert.ok(check !== undefined);
  return { result: deepFreeze(outcome.result), check };
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) for (const one of Object.values(Object.freeze(value))) deepFreeze(one);
  return value;
}

function modelThat(answers: (asked: number) => unknown): Model['ask'] {
  let asked = 0;
  return async ({ schema }) => {
    const value = schema.safeParse(answers(asked++));
    const usage = { model: 'm', promptVersion: 'p@1', promptTokens: 1, completionTokens: 1, milliseconds: 1 };
    return value.success
      ? { kind: 'answered', value: value.data, usage, salvaged: false }
      : { kind: 'failed', reason: 'unusable', detail: 'no', retryable: false };
  };
}

test('500 random pull requests: with the model absent, good and hostile the same conclusion, title, annotations and own words', async () => {
  let [red, explained] = [0, 0];
  await fc.assert(
    fc.asyncProperty(pulls, async (sample) => {
      const without = await decide(sample);
      const [reach = '', input = '', fix = '', replacement = ''] = sample.words;
      const models = [
        modelThat(() => ({ reach: 'From f.', input: 'a', fix: 'Do not.', replacement: 'x = 1' })),
        modelThat(() => ({ reach, input, fix, replacement })),
        modelThat((asked) => (asked === 0 ? { conclusion: 'success', fresh: [], reach, input, fix } : 'success')),
      ];
      for (const ask of models) {
        const now = await decide(sample);
        const ports: ExplainPorts = {
          ask,
          readHead: async (path) => sample.changes.find((one) => one.path === path)?.after,
          scan: async (targets) => evalScan(targets),
          recall: async () => undefined,
          keep: async () => undefined,
        };
        const found = await explainFindings(now.result, ports, new AbortController().signal);
        explained += found.size;
        const summary = withAdditions(now.check.output.summary, now.result, { model: { name: 'm', explained: found } });
        assert.deepEqual(now, without, 'the verdict and everything that stands beside it');
        assert.ok(summary.startsWith(without.check.output.summary), 'our own words stay, and stay first');
        assert.equal(withAdditions(summary, now.result, {}), without.check.output.summary, 'what was added is taken off whole');
      }
      if (without.check.conclusion === 'failure') red += 1;
    }),
    { numRuns: 500 },
  );
  assert.ok(red > 100 && red < 450 && explained > 300, `${red} red, ${explained} explained`);
});

test('a proposed fix is shown only when a scan with it is complete and clean', async () => {
  const { result } = await decide({
    changes: [{ path: 'a.py', before: undefined, after: 'def f():\n  eval(a)\n' }],
    odd: undefined,
    broken: undefined,
    words: [],
  });
  const offered = async (replacement: string, outcomes: Parameters<typeof evalScan>[1] = {}): Promise<string | undefined> => {
    const ports: ExplainPorts = {
      ask: modelThat(() => ({ reach: 'r', input: 'i', fix: 'f', replacement })),
      readHead: async () => 'def f():\n  eval(a)\n',
      scan: async (targets) => evalScan(targets, outcomes),
      recall: async () => undefined,
      keep: async () => undefined,
    };
    return [...(await explainFindings(result, ports, new AbortController().signal)).values()][0]?.replacement;
  };
  assert.equal(await offered('  g(a)'), '  g(a)');
  for (const bad of [
    '  eval(a)',
    '  eval(b)',
    '  g(a)\n  eval(z)',
    '  g(a)  # nosemgrep',
    '  g("[[SECRET:token:1]]")',
    '',
    'x\n'.repeat(60),
  ])
    assert.equal(await offered(bad), undefined, bad);
  assert.equal(await offered('  g(a', { 'head a.py': { kind: 'incomplete', reason: 'part of the file could not be parsed' } }), undefined);
});
