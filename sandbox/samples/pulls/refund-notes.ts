/** Documentation only. */
import { edit, write } from '#sandbox/samples/file-step.ts';
import { maya } from '#sandbox/samples/people.ts';
import type { SamplePull } from '#sandbox/samples/sample.ts';

export const refundNotes: SamplePull = {
  key: 'documentation',
  repository: 'payments',
  branch: 'refund-notes',
  title: 'Explain refunds to the support team',
  body: 'Support keeps asking the same three questions. The answers stand in `docs/` now.',
  openedBy: maya.login,
  commits: [
    {
      author: maya,
      date: '2026-04-13T08:00:00Z',
      message: 'Explain refunds to the support team',
      steps: [
        edit(
          'docs/refunds.md',
          '# Refunds\n',
          `# Refunds

## How long does it take?

Cards: up to five working days, depending on the customer's bank. Transfers: the next working day.

## Can a refund be taken back?

No. Charge the customer again, with a note that names the refund.

## Rules
`,
        ),
        write(
          'docs/support.md',
          '# For the support team\n\n- [Refunds](refunds.md)\n- Open questions go to the payments team, with the number of the order, never with the number of a card.\n',
        ),
        edit('README.md', '    ./mvnw test\n', '    ./mvnw test\n\nHow refunds work: [docs/refunds.md](docs/refunds.md).\n'),
      ],
    },
  ],
  prepared: [],
  expected: { gate: 'success', annotations: [], draft: true, named: ['docs/refunds.md', 'docs/support.md'] },
};
