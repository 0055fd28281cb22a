/** One line in each of 400 files. */
import { edit } from '#sandbox/samples/file-step.ts';
import { moveToJakarta } from '#sandbox/samples/payments/bank-messages.ts';
import { jonas, tom } from '#sandbox/samples/people.ts';
import type { SamplePull } from '#sandbox/samples/sample.ts';

export const jakartaMove: SamplePull = {
  key: 'four-hundred-files',
  repository: 'payments',
  branch: 'jakarta-annotations',
  title: 'Move generated messages from javax.annotation to jakarta.annotation',
  body: `The last user of \`javax.annotation-api\`. Made with the generator after changing its template; nothing was edited by hand.`,
  openedBy: tom.login,
  commits: [
    {
      author: jonas,
      date: '2026-04-14T06:45:00Z',
      message: 'Move generated messages to jakarta.annotation',
      steps: [
        ...moveToJakarta(),
        edit(
          'pom.xml',
          `      <groupId>javax.annotation</groupId>
      <artifactId>javax.annotation-api</artifactId>
      <version>1.3.2</version>
`,
          `      <groupId>jakarta.annotation</groupId>
      <artifactId>jakarta.annotation-api</artifactId>
      <version>3.0.0</version>
`,
        ),
      ],
    },
  ],
  prepared: [],
  expected: { gate: 'success', annotations: [], draft: true, named: ['pom.xml'] },
};
