/** `.github/countersign.yml`: obeyed from the base branch, never from the head; mistakes and silences are told. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { checkOf, isSettled, setStage } from './stage.ts';
import type { Stage } from './stage.ts';
import type { ObservedPull } from '#sandbox/demo/observed.ts';
import type { Pull } from '#sandbox/state/pull.ts';
import type { Repository } from '#sandbox/state/repository.ts';
import type { Actor } from '#sandbox/state/world.ts';

const path = '.github/countersign.yml';
const bothChecks = (seen: ObservedPull): boolean =>
  ['security', 'review'].every((name) => checkOf(seen, name as 'security')?.status === 'completed');
/** A finding of severity warning: it blocks only where the repository says so. */
const weak = 'import hashlib\n\n\ndef digest(text):\n    return hashlib.md5(text).hexdigest()\n';

suite('the repository’s configuration', () => {
  let stage: Stage;
  let home: Repository;
  before(async () => {
    stage = await setStage();
    const { world } = stage.sandbox;
    home = await world.createRepository({ owner: world.ownerOf(stage.repository).login, name: '.github', private: true });
    await world.pushCommit(stage.maintainer, home, {
      branch: home.defaultBranch,
      message: 'Defaults for everybody',
      files: [{ path: 'countersign.yml', content: 'gate: { waivers: { default_days: 20, author_may: true } }\nnonsense: secret-plan\n' }],
    });
    await stage.startApp();
  });
  const configureEverywhere = (content: string, branch = home.defaultBranch) =>
    stage.sandbox.world.pushCommit(stage.maintainer, home, {
      branch,
      from: home.defaultBranch,
      message: 'Defaults',
      files: [{ path: 'countersign.yml', content }],
    });
  after(() => stage[Symbol.asyncDispose]());

  const say = async (who: Actor, pull: Pull, text: string): Promise<string> => {
    const { id } = stage.sandbox.world.comment(who, pull, text);
    return await stage.untilComment(pull, text, (body) => body.includes(`countersign:reply ${id} `));
  };
  const configure = async (content: string): Promise<void> => {
    await stage.sandbox.world.pushCommit(stage.maintainer, stage.repository, {
      branch: 'main',
      message: 'Configure',
      files: [{ path, content }],
    });
  };

  test('what a pull request says about itself is not obeyed, but shown (T37, T39)', async () => {
    const own = [
      '# easy going',
      'gate:',
      '  block_at: never',
      '  waivers: { author_may: true }',
      'review: { enabled: false, max_comments: 2 }',
      'summary: { enabled: false }',
      '_extends: evil/config',
      'model: { base_url: "http://evil.example" }',
      '"@org/team": 1',
    ].join('\n');
    const pull = await stage.openPull({
      branch: 'easy',
      title: 'Easy',
      files: [
        { path, content: own },
        { path: 'orders/a.py', content: 'a = 1\n' },
      ],
    });
    const seen = await stage.until(pull, 'everything settled', isSettled);
    assert.match(checkOf(seen, 'review')?.title ?? '', /no model/u);
    const told = await stage.untilComment(pull, 'the mistakes', (body) => body.includes('countersign:config'));
    assert.match(told, /line 3: `gate\.block_at`.*Used instead: `error` \(operator: `policies\/default\.yml` line 5\)/u);
    assert.match(told, /line 4: .*author_may.*a repository may forbid it, not allow it/u);
    for (const line of [7, 8, 9]) assert.match(told, new RegExp(`line ${line}: .*is not a setting`, 'u'));
    assert.doesNotMatch(told, /@org/u);
    const config = await say(stage.reader, pull, '/ai config');
    assert.match(config, /\| `review\.enabled` \| `true` \| default \|/u);
    // The organization's defaults stand between operator and repository; what is wrong there is not told to everybody.
    assert.match(config, /\| `gate\.waivers\.default_days` \| `20` \| organization: `\.github\/countersign\.yml` line 1 \|/u);
    assert.match(config, /\| `gate\.waivers\.author_may` \| `false` \| operator: /u);
    assert.match(config, /organization’s own `countersign\.yml`[^\n]* has 2 mistakes/u);
    assert.doesNotMatch(config, /nonsense|secret-plan/u);
    assert.match(config, /After the merge, and not before:[^]*`review\.enabled`: `true` → `false`[^]*`review\.max_comments`: `5` → `2`/u);

    await stage.sandbox.world.pushCommit(stage.author, stage.repository, {
      branch: 'easy',
      message: 'Mend',
      files: [{ path, content: 'review: { max_comments: 2 }\n' }],
    });
    const mended = await stage.untilComment(pull, 'mended', (body) => body.includes('no mistakes any more'));
    assert.match(mended, /After the merge, and not before:\n\n- `review\.max_comments`: `5` → `2`/u);
    assert.equal(stage.comments(pull).filter(({ body }) => body.includes('countersign:config')).length, 1);
  });

  test('the base branch makes the gate stricter, also for what was judged before, and waivers shorter', async () => {
    const pull = await stage.openPull({ branch: 'weak', title: 'Digest', files: [{ path: 'orders/digest.py', content: weak }] });
    const before = await stage.until(pull, 'settled', isSettled);
    assert.equal(checkOf(before, 'security')?.conclusion, 'success');
    await configure('gate:\n  block_at: warning\n  waivers: { most_days: 5 }\n');
    const after = await stage.until(pull, 'red', (seen) => checkOf(seen, 'security')?.conclusion === 'failure');
    const id = /`([0-9a-f]{12})`/u.exec(checkOf(after, 'security')?.summary ?? '')?.[1] ?? '';
    assert.match(await say(stage.reader, pull, `/ai why ${id}`), /blocks the merge/u);
    assert.match(
      await say(stage.maintainer, pull, `/ai waive ${id} until:2036-01-01 reason: checksum, not a secret`),
      /The most is 5 days/u,
    );
    assert.match(
      await say(stage.reader, pull, '/ai config'),
      /\| `gate\.block_at` \| `warning` \| repository: `\.github\/countersign\.yml` line 2 \|/u,
    );
    await configure('');
    await stage.until(pull, 'green again', (seen) => checkOf(seen, 'security')?.conclusion === 'success');
    // The same when only the organization's defaults change.
    await configureEverywhere('gate: { block_at: warning }\n');
    await stage.until(pull, 'red by the organization', (seen) => checkOf(seen, 'security')?.conclusion === 'failure');
    await configureEverywhere('');
    await stage.until(pull, 'green without it', (seen) => checkOf(seen, 'security')?.conclusion === 'success');
  });

  test('a pull request that changes the organization’s defaults tells what it would change, and its mistakes', async () => {
    await configureEverywhere('gate: { block_at: never }\nreview: { max_comments: 3 }\n', 'fewer');
    const { world } = stage.sandbox;
    const pull = await world.openPullRequest(stage.maintainer, home, { title: 'Fewer', head: 'fewer', base: home.defaultBranch });
    const told = await stage.untilComment(pull, 'the difference', (body) => body.includes('countersign:config'), 120);
    assert.match(
      told,
      /`countersign\.yml` in this pull request has a mistake:\n\n- line 1: `gate\.block_at`.*Used instead: `error` \(operator/u,
    );
    assert.match(
      told,
      /not before in every repository of the organization that does not say otherwise:\n\n- `review\.max_comments`: `5` → `3`/u,
    );
    assert.match(
      await say(stage.maintainer, pull, '/ai config'),
      /changes `countersign\.yml`\. After the merge[^]*`review\.max_comments`: `5` → `3`/u,
    );
  });

  test('silences hold, are explained by status, and end when somebody asks', async () => {
    await configure('review:\n  skip:\n    branches: ["quiet/*"]\nsummary:\n  skip: { labels: [no-draft] }\ncommands:\n  off: [undo]\n');
    const pull = await stage.openPull({ branch: 'quiet/one', title: 'Quiet', files: [{ path: 'orders/q.py', content: 'q = 1\n' }] });
    const seen = await stage.until(pull, 'settled', isSettled);
    assert.equal(checkOf(seen, 'review')?.title, 'Not reviewed: review.skip.branches');
    assert.match(
      await say(stage.reader, pull, '/ai status'),
      /\| review \| .*Skipped by `review\.skip\.branches` \(`quiet\/\*`\), repository: `\.github\/countersign\.yml` line 3/u,
    );
    await say(stage.author, pull, '/ai review');
    await stage.until(pull, 'asked for', (now) => /no model/u.test(checkOf(now, 'review')?.title ?? ''));
    assert.match(await say(stage.author, pull, '/ai undo'), /switched off here by `commands\.off` \(repository: .* line 7\)/u);
    assert.doesNotMatch(await say(stage.author, pull, '/ai help'), /\/ai undo/u);
  });

  test('a switched-off part stays off, also when asked; a broken file on the base leaves the operator’s values', async () => {
    await configure('summary: { enabled: false }\nreview: { enabled: false }\n');
    const pull = await stage.openPull({ branch: 'off', title: 'Off', files: [{ path: 'orders/o.py', content: 'o = 1\n' }] });
    await stage.until(pull, 'both checks', bothChecks);
    assert.match(
      await say(stage.author, pull, '/ai draft'),
      /Nothing was done: this is switched off by `summary\.enabled`, repository: .* line 1/u,
    );
    assert.match(await say(stage.author, pull, '/ai review'), /switched off by `review\.enabled`/u);
    assert.equal((await stage.observe(pull)).draft, null);
    await configure('summary: &a { enabled: false }\n');
    assert.match(await say(stage.author, pull, '/ai status'), /\| configuration \| 1 mistakes? on the base branch/u);
    await say(stage.author, pull, '/ai draft');
    await stage.until(pull, 'a draft', (seen) => seen.draft !== null);
    await configure(`# ${'x'.repeat(400_000)}\n`);
    assert.match(await say(stage.author, pull, '/ai config'), /line 1: the file is longer than 16 kB/u);
  });
});
