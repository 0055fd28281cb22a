import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statedReason } from '#src/summary/stated-reason.ts';

test('what a body says beyond its subject, from real merged changes', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['[skip ci]', 'Update release notes', []],
    ['* add fix for fileserver\n\n* add fix for fileserver', 'add fix for fileserver (#2509)', []],
    ['* Apply prettier\n\n* Exclude generated files', 'Apply prettier (#7)', ['Exclude generated files']],
    ['Bumps hbs from 4.2.0 to 4.2.1.\n- [Release notes](x)\n- [Commits](y)', 'bump hbs', ['Bumps hbs from 4.2.0 to 4.2.1.']],
    ['This PR:\n- Updates Go\n  to 1.22\n- Drops 1.18', 'Update workflows', ['Updates Go to 1.22', 'Drops 1.18']],
    ['Closes #12\n\nClients asked for too much.', 'Limit', ['Clients asked for too much.']],
    ['Signed-off-by: A <a@b>', 'Limit', []],
    [
      '#### What type of PR is this?\n/milestone 2.20\n\n#### What this PR does / why we need it:\nThe old method is deprecated.\n\n#### Checklist\n- [x] tests',
      'Replace',
      ['The old method is deprecated.'],
    ],
    ['## 🎯 Changes\n\nCI has no ffmpeg.\n\n## Checklist\n- [x] x', 'ci', ['CI has no ffmpeg.']],
    ['', 'Limit', []],
  ];
  for (const [body, title, expected] of cases) assert.deepEqual(statedReason(body, title), expected, body);
});

test('any body is read in time', () => {
  for (const unit of ['- ', '\n', 'a: b\n', '#1 ', '* \n\n'])
    assert.ok(Array.isArray(statedReason(unit.repeat(100_000 / unit.length), 'x')));
});
