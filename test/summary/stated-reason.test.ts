import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statedReason } from '#src/summary/stated-reason.ts';

test('what a body says beyond its subject, from real merged changes', () => {
  const cases: readonly (readonly [string, string, readonly string[], ('commits' | 'reason')?])[] = [
    ['[skip ci]', 'Update release notes', []],
    ['* add fix for fileserver\n\n* add fix for fileserver', 'add fix for fileserver (#2509)', []],
    ['* Apply prettier\n\n* Exclude generated files', 'Format (#7)', ['Exclude generated files'], 'commits'],
    ['Bumps hbs from 4.2.0 to 4.2.1.\n- [Release notes](x)\n- [Commits](y)', 'bump hbs', ['Bumps hbs from 4.2.0 to 4.2.1.']],
    ['This PR:\n- Updates Go\n  to 1.22\n- Drops 1.18', 'Update workflows', ['Updates Go to 1.22', 'Drops 1.18']],
    ['Closes #12\n\nClients asked for too much.', 'Limit', ['Clients asked for too much.']],
    ['Closes #12. Clients asked for too much.', 'Limit', ['Clients asked for too much.']],
    ['Fixes # https://tickets.example/GPT-95\n\n**Summary of Changes**\nAdded a workflow.', 'Go version', ['Added a workflow.']],
    ['Closes #\n\n## Changes\n\nWhat changes are made in this PR? Is it a feature or a bug fix?', 'Helpers', []],
    ['Signed-off-by: A <a@b>', 'Limit', []],
    // A squash: its first subject again, a step nobody has to know, and then what was the reason.
    [
      "* response_writer: don't panic on Hijack when wrapper unsupported\n\nThe writer of timeouts has no Hijacker.\n\n* Run gofmt",
      'fix(response): panic on Hijack when wrapper unsupported',
      ['The writer of timeouts has no Hijacker.'],
    ],
    [
      '* Include location in exceptions\n\nSigned-off-by: A <a@b>\n\n* Apply spotless formatting: single-line signature',
      'Include location in exceptions (#3062)',
      [],
    ],
    [
      '<!-- This is an auto-generated comment: release notes by a bot -->\n## Summary by Bot\n\n* **New**\n<!-- end of auto-generated comment -->',
      'Helpers',
      [],
    ],
    [
      '#### What type of PR is this?\n/milestone 2.20\n\n#### What this PR does / why we need it:\nThe old method is deprecated.\n\n#### Checklist\n- [x] tests',
      'Replace',
      ['The old method is deprecated.'],
    ],
    ['## 🎯 Changes\n\nCI has no ffmpeg.\n\n## Checklist\n- [x] x', 'ci', ['CI has no ffmpeg.']],
    ['', 'Limit', []],
  ];
  for (const [body, title, lines, kind = lines.length === 0 ? 'commits' : 'reason'] of cases)
    assert.deepEqual(statedReason(body, title), { kind, lines }, body);
});

test('any body is read in time', () => {
  for (const unit of ['- ', '\n', 'a: b\n', '#1 ', '* \n\n', 'Fixes ', 'fix # ', '<!--', ':issue:`'])
    assert.ok(Array.isArray(statedReason(unit.repeat(100_000 / unit.length), 'x').lines));
});
