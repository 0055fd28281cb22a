/** Who may, through the whole App: each kind of person with one command that is granted and one that is not (T56); every cell is in test/command. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { setStage } from './stage.ts';
import { allowedTo, buildSite, kinds, sites } from '#test/command/permission-kinds.ts';
import { startTestDatabase } from '#test/records/test-database.ts';
import { verbNames } from '#src/policy/verb-names.ts';

const denial = /(?:is for (?:the author|people)|may not waive its findings)/u;

suite('who may, end to end', () => {
  test('each kind of person, over the three kinds of repository', async () => {
    await using records = await startTestDatabase();
    await using stage = await setStage({ env: { DATABASE_URL: records.url } });
    await stage.startApp();
    const { world } = stage.sandbox;
    const owner = world.ownerOf(stage.repository).login;
    const built = new Map(
      await Promise.all(sites.map(async (site) => [site, await buildSite(world, site, owner, stage.maintainer, stage.author)] as const)),
    );
    const asked: { readonly what: string; readonly allowed: boolean; readonly answer: () => Promise<string> }[] = [];
    for (const [index, kind] of kinds.entries()) {
      // The first kind is nobody: only a private repository keeps everything from them.
      const site = sites[(index + 1) % sites.length] ?? 'private';
      const at = built.get(site);
      const person = at?.people[index];
      if (at === undefined || person === undefined) throw new Error('The matrix is incomplete.');
      const pull = await at.pullFor(index);
      const granted = allowedTo(kind, site);
      const denied = verbNames.filter((verb) => !granted.includes(verb));
      for (const [verbs, allowed] of [
        [granted, true],
        [denied, false],
      ] as const) {
        const verb = verbs[(index * 5) % Math.max(1, verbs.length)];
        if (verb === undefined) continue;
        // Nobody writes it like this: whoever may is told how it is written, and nothing happens.
        const { id } = world.comment(person, pull, `/ai ${verb} ?!`);
        const what = `${kind.kind}, ${verb}, ${site}`;
        asked.push({ what, allowed, answer: () => stage.untilComment(pull, what, (body) => body.includes(`countersign:reply ${id} `)) });
      }
    }
    const wrong: string[] = [];
    for (const { what, allowed, answer } of asked) {
      const text = await answer();
      if (!(allowed ? text.includes('It is written like this') : denial.test(text))) wrong.push(`${what}: ${text}`);
    }
    assert.deepEqual(wrong, []);
    assert.ok(asked.length >= 15, String(asked.length));
    const { rows } = await records.database.query<{ count: number }>(`select count(*) as count from audit where act = 'denied'`);
    assert.equal(rows[0]?.count, asked.filter(({ allowed }) => !allowed).length);
  });
});
