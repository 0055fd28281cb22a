/** docs/commands.md, made from the same table as `/ai help` and from `policies/permissions.yml`. Pure. */
import { definitions } from './verbs.ts';
import { whoText } from './wording.ts';
import type { PermissionTable } from '#src/policy/permissions.ts';
import { settingNames, settingOf } from '#src/policy/settings.ts';
import { verbNames } from '#src/policy/verb-names.ts';
import { code } from '#src/policy/wording.ts';

export function commandsPage(table: PermissionTable): string {
  return [
    '# Commands',
    '',
    '<!-- Made by `npm run docs` from src/command/verbs.ts, src/policy/settings.ts and policies/permissions.yml. -->',
    '',
    'A command is the first line of a new comment on a pull request and begins with `/ai`. Text that is edited into a command later, quotes, code, HTML comments, look-alike letters, and what bots and Apps write (unless the operator lists the App) do nothing. The same holds for replies in the thread of a review comment, where `why`, `dismiss` and `tests` know what the thread is about. Issues and the text of a review as a whole are no place for commands. In a locked conversation GitHub takes no word of an App: what was asked is done without an answer. Each comment gets at most one answer; 👀 says that it was seen, 👍 that it was done, 😕 that it was not.',
    '',
    'Who may is decided when the command is carried out, by GitHub’s answer for the numeric user id; without an answer, nothing is done. The table below is that of `policies/permissions.yml`, which the operator may change.',
    '',
    '| command | what it does | who may | closed pull requests |',
    '|---|---|---|---|',
    ...verbNames.map((verb) => {
      const { usage, does, closed } = definitions[verb];
      return `| \`${usage}\` | ${does} | ${whoText(table.verbs[verb])} | ${closed ? 'yes' : 'no'} |`;
    }),
    '',
    ...verbNames.flatMap((verb) => {
      const { more, example } = definitions[verb];
      return [`## \`/ai ${verb}\``, '', more, '', '```', example, '```', ''];
    }),
    '## Settings',
    '',
    'The operator sets them in `policies/default.yml`, an organization in `countersign.yml` of its repository `.github` (default branch), a repository in `.github/countersign.yml` on its base branch; the later ones decide, within what the earlier ones allow. What a pull request changes there holds only after the merge; `/ai config` shows the difference before. `docs/countersign.schema.json` lets editors complete and check the file.',
    '',
    '| setting | default | what it does |',
    '|---|---|---|',
    ...settingNames.map((name) => {
      const { standard, about, bound } = settingOf(name);
      const limit = bound === undefined ? '' : ` For organizations and repositories: ${bound}.`;
      return `| \`${name}\` | ${code(standard)} | ${about}${limit} |`;
    }),
    '',
  ].join('\n');
}
