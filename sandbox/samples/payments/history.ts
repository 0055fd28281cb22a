/** `shop/payments`: Java, Spring Boot. */
import { edit, take, write } from '#sandbox/samples/file-step.ts';
import { ines, jonas, maya } from '#sandbox/samples/people.ts';
import type { SampleRepository } from '#sandbox/samples/sample.ts';
import { addBankMessages } from './bank-messages.ts';

const MAIN = 'src/main/java/shop/payments';

export const payments: SampleRepository = {
  owner: 'shop',
  name: 'payments',
  description: 'Takes money and gives it back (Java, Spring)',
  history: [
    {
      author: ines,
      date: '2025-08-11T08:00:00Z',
      message: 'Start the payments service',
      steps: [
        take('README.md', 'pom.xml', `${MAIN}/PaymentsApplication.java`, 'src/main/resources/application.properties'),
        edit('pom.xml', '3.2.0', '1.0.0'),
        write('.gitignore', 'target/\n'),
      ],
    },
    {
      author: ines,
      date: '2025-08-14T13:13:00Z',
      message: 'Money, charges and where they are kept',
      steps: [
        take(`${MAIN}/charge/Money.java`, `${MAIN}/charge/Charge.java`, `${MAIN}/charge/ChargeStore.java`),
        take(`${MAIN}/charge/JdbcChargeStore.java`, 'src/main/resources/schema.sql'),
      ],
    },
    {
      author: maya,
      date: '2025-09-08T10:24:00Z',
      message: 'A ledger that only grows',
      steps: [take(`${MAIN}/ledger/`)],
    },
    {
      author: ines,
      date: '2025-10-29T15:00:00Z',
      message: 'Refund part or all of a charge\n\nNever more than is left of it.',
      steps: [take(`${MAIN}/charge/`, `${MAIN}/web/`, 'docs/refunds.md')],
    },
    { author: ines, date: '2025-10-30T09:09:00Z', message: 'Test money and refundable amounts', steps: [take('src/test/')] },
    {
      author: jonas,
      date: '2026-01-07T07:30:00Z',
      message: "Add the messages of the bank's catalogue",
      steps: [take('tools/'), ...addBankMessages()],
    },
    { author: jonas, date: '2026-01-08T09:45:00Z', message: 'Test on every pull request', steps: [take('.github/')] },
    { author: maya, date: '2026-03-23T09:00:00Z', message: 'Release 3.2.0', steps: [take('pom.xml')] },
  ],
};
