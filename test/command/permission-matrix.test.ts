/** Every kind of person, every command, on a public and a private repository and on a fork's pull request (T56): the story, with GitHub's own answer. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, suite, test } from 'node:test';
import { allowedTo, buildSite, kinds, misuseOf, sites } from './permission-kinds.ts';
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
import type { VerbName } from '#src/policy/verb-names.ts';

const root = new URL('../../', import.meta.url).pathname;

/** What reaches beyond the pull request, whatever the table grants. */
const wider = [
  { verb: 'pause', text: '/ai pause repository', from: ['maintain', 'admin'] },
  { verb: 'resume', text: '/ai resume repository', from: ['maintain', 'admin'] },
  { verb: 'memory', text: '/ai memory forget 3f9c21ab04de', from: ['write', 'maintain', 'admin'] },
] as const satisfies readonly { readonly verb: VerbName; readonly text: string; readonly from: readonly string[] }[];

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
      let denied = 0;
      for (const [index, kind] of kinds.entries()) {
        const { user } = built.people[index] ?? app.small.maintainer;
        const pull = await readPullRequest(repository, (await built.pullFor(index)).number);
        const asked = [
          ...verbNames.map((verb) => ({ verb, text: misuseOf(verb), allowed: allowedTo(kind, site).includes(verb) })),
          ...wider.map(({ text, verb, from }) => ({ verb, text, allowed: from.some((permission) => permission === kind.permission) })),
        ];
        for (const { verb, text, allowed } of asked) {
          const said: string[] = [];
          const refuse = (): never => {
            throw new Error('beyond the permission');
          };
          const ports = new Proxy({} as CommandPorts, {
            get: (_none, name) => {
              const port = {
                takeBudget: () => Promise.resolve({ kind: 'within', scope: 'person' }),
                stillThere: () => Promise.resolve(true),
                readPull: () => Promise.resolve(pull),
                operatorRules: rules,
                readRules: () => Promise.resolve(rules),
                place: 'conversation',
                readRights: async (person: typeof user) => ({
                  id: person.id,
                  permission: await readPermission(repository, person),
                  isAuthor: person.id === pull.author.id,
                }),
                noteDenial: () => Promise.resolve(false),
                audit: ({ act }: { act: string }) => Promise.resolve(void (denials += act === 'denied' ? 1 : 0)),
                react: () => Promise.resolve(),
                reply: (text: string) => Promise.resolve(void said.push(text)),
              }[name as string];
              return port ?? refuse;
            },
          });
          const ending = await runCommand(text, user, ports).then(
            (ended) => ended.kind,
            (error: Error) => error.message,
          );
          denied += allowed ? 0 : 1;
          // What is written wrongly is told to whom it concerns; the wider forms go on to do something, which nothing here does.
          const right = allowed ? (text === misuseOf(verb) ? 'misused' : 'beyond the permission') : 'denied';
          if (ending !== right || said.length !== (right === 'beyond the permission' ? 0 : 1))
            wrong.push(`${kind.kind}, ${text}: ${ending} ${said.join()}`);
          // The same from the table alone, as help and the box of the draft ask.
          const permission = site !== 'private' && kind.permission === 'none' ? 'read' : kind.permission;
          if (text === misuseOf(verb) && mayRun(verb, { id: user.id, permission, isAuthor: kind.isAuthor }, rules) !== allowed)
            wrong.push(`${kind.kind}, ${verb}: mayRun`);
        }
      }
      assert.deepEqual(wrong, []);
      assert.equal(denials, denied);
    });
});
