import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Nodes } from 'mdast';
import { failedCheck, finishedCheck, startedCheck } from '#src/gate/checks.ts';
import type { GateResult } from '#src/gate/outcome.ts';
import { finding, mergeBaseSha, pull } from './fixtures.ts';

const nothing: GateResult = {
  conclusion: 'success',
  blockAt: 'error',
  submodules: 'block',
  mergeBaseSha,
  fresh: [],
  known: { kept: 0, moved: 0, gone: 0 },
  unchecked: [],
  scanned: [],
  outside: [],
  setAside: [],
  withoutBase: [],
  secretsSearched: 0,
  scan: { engineVersion: '1.182.0', packDigest: 'd'.repeat(64), ruleCount: 20 },
};

function nodes(markdown: string): readonly Nodes[] {
  const all: Nodes[] = [];
  const walk = (node: Nodes): void => {
    all.push(node);
    if ('children' in node) for (const child of node.children) walk(child);
  };
  walk(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
  return all;
}

const hostile = [
  'a`b``c.py',
  'x|y.py',
  '<img src=x>.py',
  '[click](https://evil.example)',
  '@everyone.py',
  'new\nline.py',
  '\u202Egpj.py',
  '](https://evil.example)',
  '\\`',
  '--> <!--',
  '\uD800.py',
];

test('hostile paths, code and messages cannot leave their place: no link, no image, no HTML, no extra cell, no mention', () => {
  for (const text of hostile) {
    const bad = finding('rule', text, 3, `x = 1\n\`\`\`\n# ${text}`, {
      message: `${text} @team https://evil.example ![x](https://evil.example/y)`,
    });
    const result: GateResult = {
      ...nothing,
      conclusion: 'failure',
      fresh: [{ finding: bad, blocks: true, identity: 'i' }],
      unchecked: [{ path: text, reason: 'why', retry: true }],
      outside: [text],
      setAside: [{ path: text, reason: 'a link' }],
    };
    const { output } = finishedCheck(pull, result);
    const all = nodes(`${output.summary}\n\n${output.text ?? ''}`);
    const links = all.flatMap((node) => (node.type === 'link' ? [node.url] : []));
    assert.ok(
      links.every((url) => url.startsWith(`https://github.example/acme/shop/blob/${pull.headSha}/`)),
      `${text}: ${links.join(' ')}`,
    );
    assert.deepEqual(all.filter((node) => node.type === 'image' || node.type === 'html').length, 0, text);
    const rows = all.flatMap((node) => (node.type === 'tableRow' ? [node.children.length] : []));
    assert.deepEqual(rows, [4, 4], text);
    const prose = all.flatMap((node) => (node.type === 'text' ? [node.value] : [])).join(' ');
    assert.doesNotMatch(prose, /@\w/u, text);
    assert.ok(output.summary.isWellFormed() && (output.text ?? '').isWellFormed(), text);
    for (const annotation of output.annotations) assert.doesNotMatch(annotation.message, /[\0\u202E]/u);
  }
});

test('500 findings and 400 files stay below the limits of GitHub, and say how many are not shown', () => {
  const fresh = Array.from({ length: 700 }, (_, index) => ({
    finding: finding('rule', `src/${'deep/'.repeat(20)}file-${index}.py`, index + 1, 'eval(x)\n'.repeat(500), {
      message: 'm'.repeat(2000),
      fix: 'f'.repeat(2000),
    }),
    blocks: true,
    identity: String(index),
  }));
  const outside = Array.from({ length: 400 }, (_, index) => `docs/${'x'.repeat(200)}${index}.md`);
  const { output, conclusion } = finishedCheck(pull, { ...nothing, conclusion: 'failure', fresh, outside });
  assert.equal(conclusion, 'failure');
  assert.ok(output.summary.length < 65_535 && (output.text ?? '').length < 65_535, `${output.summary.length} ${output.text?.length}`);
  assert.equal(output.annotations.length, 500);
  assert.match(output.summary, /… and 650 more/u);
  assert.match(output.summary, /… and 370 more/u);
});

test('blocking findings and unchecked files are annotated before the rest', () => {
  const soft = { finding: finding('soft', 'a.py', 1, 'x', { severity: 'warning' }), blocks: false, identity: 's' } as const;
  const hard = {
    finding: finding('hard', 'b.py', 2, 'y', {
      trace: [
        { path: 'b.py', startLine: 1, endLine: 1 },
        { path: 'b.py', startLine: 2, endLine: 2 },
      ],
      fix: 'Bind it.',
    }),
    blocks: true,
    identity: 'h',
  } as const;
  const { output } = finishedCheck(pull, {
    ...nothing,
    conclusion: 'failure',
    fresh: [soft, hard],
    unchecked: [{ path: 'c.py', reason: 'why', retry: false }],
  });
  assert.deepEqual(
    output.annotations.map((one) => one.title),
    ['hard', 'Could not be checked', 'soft'],
  );
  assert.equal(output.annotations[0]?.message, 'About hard.\n\nFlow: line 1 → line 2.\n\nHow to fix: Bind it.');
});

test('a check that did not finish fails, says why and how to retry, and shows no token', () => {
  const check = failedCheck(
    pull,
    new Error(`fetch https://x-access-token:ghs_secret@github.example failed with ${'A1b2'.repeat(12)} @all <b>`),
  );
  assert.equal(check.conclusion, 'failure');
  assert.match(check.output.summary, /\/ai retry/u);
  assert.doesNotMatch(check.output.summary, /ghs_secret|A1b2|@all|<b>/u);
  assert.equal(failedCheck(pull, undefined).conclusion, 'failure');
  assert.equal(startedCheck(pull).conclusion, undefined);
});
