/** A pull request as it looks when Countersign has been at work: draft, review, failing gate, prepared fix. */
import type { CheckRun } from '#sandbox/state/check.ts';
import type { IssueComment } from '#sandbox/state/conversation.ts';
import type { PreparedCommit, Pull } from '#sandbox/state/pull.ts';
import type { PagesFixture } from './pages-fixture.ts';

export interface Scene {
  readonly pull: Pull;
  readonly draft: IssueComment;
  readonly security: CheckRun;
  readonly fix: PreparedCommit;
}

export const draftBody = `### Draft summary

Adds a search for orders by customer name.

<!-- a marker nobody sees -->

- **src/orders.py**: new function \`find_orders_by_name\`
- old/notes.md renamed

\`\`\`sh
- [ ] not a box, but code
\`\`\`

- [ ] Accept this summary
- [ ] Notify the **support** team

<details><summary>How this was made</summary>

Rule-based outline: no model is configured.

| area | files |
|---|---:|
| src | 1 |

</details>
`;

const vulnerable = `import db


def find_order(order_id):
    return db.query("SELECT * FROM orders WHERE id = ?", order_id)


def find_orders_by_name(name):
    return db.query("SELECT * FROM orders WHERE name = '" + name + "'")
`;

export async function buildScene(fixture: PagesFixture): Promise<Scene> {
  const { world, app, bot, repository } = fixture;
  const pull = await fixture.open({
    title: 'Find orders by customer name',
    body: 'The support team asks for a search by name.\n\nCloses nothing yet.',
    files: {
      'src/orders.py': vulnerable,
      'old/notes.md': null,
      'docs/notes.md': 'one\ntwo\nthree\nfour\nfive\n',
      'gone.txt': null,
    },
  });
  const draft = world.comment(bot, pull, draftBody);
  await world.review(bot, pull, {
    body: 'One thing to look at before this is merged.',
    event: 'COMMENT',
    comments: [
      {
        path: 'src/orders.py',
        line: 9,
        side: 'RIGHT',
        body: 'The name is put into the statement as text.\n\n```suggestion\n    return db.query("SELECT * FROM orders WHERE name = ?", name)\n```',
      },
    ],
  });
  const security = world.createCheckRun(app, repository, pull.headSha, 'countersign/security', {
    status: 'completed',
    conclusion: 'failure',
    output: {
      title: '1 new finding blocks the merge',
      summary: 'The scan of 3 files found **1** finding that the base branch does not have.',
      text: '#### What to do\n\nUse a parameter, push, and the check runs again.',
      annotations: [
        {
          path: 'src/orders.py',
          startLine: 9,
          endLine: 9,
          startColumn: null,
          endColumn: null,
          level: 'failure',
          title: 'SQL injection',
          message: 'Text from outside becomes part of an SQL statement.\nUse a parameter instead.',
          rawDetails: null,
        },
      ],
    },
    actions: [{ label: 'Waive', description: 'Ask for a waiver', identifier: 'waive' }],
  });
  world.createCheckRun(app, repository, pull.headSha, 'countersign/review', {
    status: 'completed',
    conclusion: 'neutral',
    output: { title: 'Not reviewed: no model configured', summary: 'Set `MODEL_BASE_URL` to get a review.' },
  });
  const fix = await world.prepareCommit(pull, 'Use a parameter for the name', [
    { path: 'src/orders.py', content: vulnerable.replace(/'" \+ name \+ "'"/, '?", name') },
  ]);
  return { pull, draft, security, fix };
}
