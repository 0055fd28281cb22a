/** Every kind of person, every command, on a public and a private repository and on a fork's pull request (T56). */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { setStage } from './stage.ts';
import type { Stage } from './stage.ts';
import type { Permission } from '#sandbox/state/person.ts';
import type { Pull } from '#sandbox/state/pull.ts';
import type { Actor } from '#sandbox/state/world.ts';
import { verbNames } from '#src/policy/verb-names.ts';
import type { VerbName } from '#src/policy/verb-names.ts';
import { startTestDatabase } from '#test/records/test-database.ts';
import type { TestDatabase } from '#test/records/test-database.ts';

const reading = ['help', 'status', 'why', 'config', 'ask', 'explain'] as const;
const ofAuthors = [...reading, 'draft', 'accept', 'reject', 'undo', 'review', 'pause', 'resume', 'retry'] as const;
const writing = [...ofAuthors, 'dismiss'] as const;
const all = verbNames;

/** What `policies/permissions.yml` says, written down a second time by hand. */
const kinds: readonly {
  readonly kind: string;
  readonly permission: Permission;
  readonly isAuthor: boolean;
  readonly private: readonly VerbName[];
  readonly public: readonly VerbName[];
}[] = [
  { kind: 'nobody', permission: 'none', isAuthor: false, private: [], public: reading },
  { kind: 'reader', permission: 'read', isAuthor: false, private: reading, public: reading },
  { kind: 'triager', permission: 'triage', isAuthor: false, private: reading, public: reading },
  { kind: 'writer', permission: 'write', isAuthor: false, private: writing, public: writing },
  { kind: 'maintainer', permission: 'maintain', isAuthor: false, private: all, public: all },
  { kind: 'administrator', permission: 'admin', isAuthor: false, private: all, public: all },
  { kind: 'author who may read', permission: 'read', isAuthor: true, private: ofAuthors, public: ofAuthors },
  { kind: 'author who may write', permission: 'write', isAuthor: true, private: writing, public: writing },
  // Nobody waives what they brought themselves, whatever they may do otherwise.
  {
    kind: 'author who maintains',
    permission: 'maintain',
    isAuthor: true,
    private: all.filter((verb) => verb !== 'waive'),
    public: all.filter((verb) => verb !== 'waive'),
  },
];
const sites = ['public', 'private', 'fork'] as const;
/** How it is written; or, of `ask` and `explain`, which take any words, that nothing is known of them. */
const heard = /It is written like this|code index of this repository|I don't know|There is no file/u;
const denial = /(?:is for (?:the author|people)|may not waive its findings)/u;

suite('who may', () => {
  let stage: Stage;
  let records: TestDatabase;
  before(async () => {
    records = await startTestDatabase();
    stage = await setStage({ env: { DATABASE_URL: records.url } });
    await stage.startApp();
  });
  after(async () => {
    await stage[Symbol.asyncDispose]();
    await records[Symbol.asyncDispose]();
  });

  for (const site of sites)
    test(`on a ${site === 'fork' ? 'fork’s pull request into a public' : site} repository`, async () => {
      const { world } = stage.sandbox;
      const owner = world.ownerOf(stage.repository);
      const repository = await world.createRepository({ owner: owner.login, name: `matrix-${site}`, private: site === 'private' });
      await world.pushCommit(stage.maintainer, repository, {
        branch: 'main',
        message: 'Begin',
        files: [{ path: 'README.md', content: '# Matrix\n' }],
      });
      const people = kinds.map((one, index): Actor => {
        const user = world.createUser(`${site}-person-${index}`);
        world.setPermission(repository, user, one.permission);
        if (one.permission === 'none') repository.permissions.delete(user.id);
        return { user, app: null };
      });
      const pullBy = async (author: Actor, branch: string): Promise<Pull> => {
        const head =
          site === 'fork'
            ? await world.createRepository({ owner: author.user.login, name: `matrix-${branch}`, forkOf: repository })
            : repository;
        await world.pushCommit(author, head, {
          branch,
          from: 'main',
          message: branch,
          files: [{ path: `${branch}.md`, content: '# More\n' }],
        });
        return await world.openPullRequest(author, repository, { title: branch, head: branch, base: 'main', headRepository: head });
      };
      const others = await pullBy(stage.author, 'others');
      const wrong: string[] = [];
      for (const [index, { kind, isAuthor, ...rights }] of kinds.entries()) {
        const person = people[index] ?? stage.reader;
        const pull = isAuthor ? await pullBy(person, `own-${index}`) : others;
        // Nobody writes it like this: whoever may is told how it is written, and nothing happens.
        const asked = verbNames.map((verb) => ({ verb, id: world.comment(person, pull, `/ai ${verb} like this?`).id }));
        for (const { verb, id } of asked) {
          const answer = await stage.untilComment(pull, `${kind} ${verb}`, (body) => body.includes(`countersign:reply ${id} `));
          const allowed = rights[site === 'private' ? 'private' : 'public'].includes(verb);
          const seen = denial.test(answer) ? 'denied' : heard.test(answer) ? 'allowed' : answer;
          if (seen !== (allowed ? 'allowed' : 'denied')) wrong.push(`${kind}, ${verb}: ${seen}`);
        }
        await records.database.query('delete from command_uses');
      }
      assert.deepEqual(wrong, []);
    });

  test('every denial is in the audit', async () => {
    const { rows } = await records.database.query<{ count: number }>(`select count(*) as count from audit where act = 'denied'`);
    const denied = sites.flatMap((site) => kinds.map((one) => all.length - one[site === 'private' ? 'private' : 'public'].length));
    assert.equal(
      rows[0]?.count,
      denied.reduce((sum, one) => sum + one, 0),
    );
  });
});
