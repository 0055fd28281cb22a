/** One line in each of 400 files. */
import { edit } from '#sandbox/samples/file-step.ts';
import { moveToJakarta } from '#sandbox/samples/payments/bank-messages.ts';
import { jonas, tom } from '#sandbox/samples/people.ts';
import type { SamplePull } from '#sandbox/samples/sample.ts';

export const jakartaMove: SamplePull = {
  key: 'four-hundred-files',
  repository: 'payments',
  branch: 'jakarta-validation',
  title: 'Move bank messages from javax.validation to jakarta.validation',
  body: `The last users of \`javax.validation\`. Made with sed: one line in each message and in the template.`,
  openedBy: tom.login,
  commits: [
    {
      author: jonas,
      date: '2026-04-14T06:45:00Z',
      message: 'Move bank messages to jakarta.validation',
      steps: [
        ...moveToJakarta(),
        edit(
          'pom.xml',
          `      <groupId>javax.validation</groupId>
      <artifactId>validation-api</artifactId>
      <version>2.0.1.Final</version>
`,
          `      <groupId>jakarta.validation</groupId>
      <artifactId>jakarta.validation-api</artifactId>
      <version>3.1.0</version>
`,
        ),
      ],
    },
  ],
  prepared: [],
  expected: { gate: 'success', annotations: [], draft: true, named: ['pom.xml'] },
};
