/** Every kind of person, every command, on a public and a private repository and on a fork's pull request (T56): the story, with GitHub's own answer. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, suite, test } from 'node:test';
import { allowedTo, buildSite, kinds, sites } from './permission-kinds.ts';
import { startSmallApp } from '#test/github/small-app.ts';
import type { SmallApp } from '#test/github/small-app.ts';
import { runCommand } from '#src/command/run-command.ts';
import type { CommandPorts } from '#src/command/ports.ts';
import { floors } from '#src/command/verbs.ts';
import { mayRun, rulesOf } from '#src/command/who-may.ts';
import { readPermission } from '#src/github/permission.ts';
import { readPullRequest } from '#src/github/read-pull-request.ts';
import { openRepository } from '#src/github/repository.ts';
import { parsePermissions } from '#src/policy/permissions.ts';
import { parsePolicy } from '#src/policy/policy.ts';
import { verbNames } from '#src/policy/verb-names.ts';

const root = new URL('../../', import.meta.url).pathname;

suite('who may', () => {
  let app: SmallApp;
  before(async () => {
    app = await startSmallApp();
  });
  after(() => app[Symbol.asyncDispose]());

  for (const site of sites)
    test(`on a ${site === 'fork' ? 'fork’s pull request into a public' : site} repository`, async () => {
      const rules = rulesOf(
        parsePermissions(await readFile(`${root}policies/permissions.yml`, 'utf8'), 'permissions.yml', floors),
        parsePolicy(await readFile(`${root}policies/default.yml`, 'utf8'), 'policies/default.yml'),
      );
      const { world } = app.small.sandbox;
      const owner = world.ownerOf(app.small.repository).login;
      const built = await buildSite(world, site, owner, app.small.maintainer, app.small.author);
      const known = { owner, repo: built.repository.name };
      const repository = await openRepository(app.github, app.small.installation.id, built.repository.id, known);
      const wrong: string[] = [];
      let denials = 0;
      for (const [index, kind] of kinds.entries()) {
        const { user } = built.people[index] ?? app.small.maintainer;
        const pull = await readPullRequest(repository, (await built.pullFor(index)).number);
        // Once a person: GitHub's answer does not hang on the command.
        const live = await readPermission(repository, user);
        for (const verb of verbNames) {
          const said: string[] = [];
          const refuse = (): never => {
            throw new Error('Nothing may be done for a command that is written wrongly.');
          };
          const ports = new Proxy({} as CommandPorts, {
            get: (_none, name) => {
              const port = {
                takeBudget: () => Promise.resolve({ kind: 'within', scope: 'person' }),
                stillThere: () => Promise.resolve(true),
                readPull: () => Promise.resolve(pull),
                operatorRules: rules,
                place: 'conversation',
                readRights: () => Promise.resolve({ id: user.id, permission: live, isAuthor: user.id === pull.author.id }),
                noteDenial: () => Promise.resolve(false),
                audit: ({ act }: { act: string }) => Promise.resolve(void (denials += act === 'denied' ? 1 : 0)),
                react: () => Promise.resolve(),
                reply: (text: string) => Promise.resolve(void said.push(text)),
              }[name as string];
              return port ?? refuse;
            },
          });
          // Nobody writes it like this: whoever may is told how it is written.
          const { kind: ending } = await runCommand(`/ai ${verb} ?!`, user, ports);
          const allowed = allowedTo(kind, site).includes(verb);
          if (ending !== (allowed ? 'misused' : 'denied') || said.length !== 1)
            wrong.push(`${kind.kind}, ${verb}: ${ending} ${said.join()}`);
          // The same from the table alone, as help and the box of the draft ask.
          const permission = site !== 'private' && kind.permission === 'none' ? 'read' : kind.permission;
          if (mayRun(verb, { id: user.id, permission, isAuthor: kind.isAuthor }, rules) !== allowed)
            wrong.push(`${kind.kind}, ${verb}: mayRun`);
        }
      }
      assert.deepEqual(wrong, []);
      assert.equal(
        denials,
        kinds.reduce((sum, kind) => sum + verbNames.length - allowedTo(kind, site).length, 0),
      );
    });
});
