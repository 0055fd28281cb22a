/** Binary, symlink, submodule, renamed, deleted and moded files: no crash, and each is named. */
import { edit, remove, rename, submodule, symlink, write, writeExecutable } from '#sandbox/samples/file-step.ts';
import { jonas, tom } from '#sandbox/samples/people.ts';
import type { SamplePull } from '#sandbox/samples/sample.ts';

/** A 1×1 PNG. */
const LOGO = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

export const oddFiles: SamplePull = {
  key: 'odd-files',
  repository: 'inventory',
  branch: 'house-cleaning',
  title: 'House cleaning: logo, labels as a submodule, docs moved',
  body: '',
  openedBy: tom.login,
  commits: [
    {
      author: jonas,
      date: '2026-04-16T09:00:00Z',
      message: 'House cleaning',
      steps: [
        write('docs/logo.png', LOGO),
        symlink('docs/latest.md', 'sites.md'),
        submodule('third_party/labels', '4b825dc642cb6eb9a060e54bf8d69288fbee4904'),
        write(
          '.gitmodules',
          '[submodule "third_party/labels"]\n\tpath = third_party/labels\n\turl = https://git.shop.example/labels.git\n',
        ),
        rename('docs/warehouses.md', 'docs/sites.md'),
        edit('docs/sites.md', '# Warehouses', '# Sites'),
        remove('LICENSE'),
        remove('scripts/label.sh'),
        writeExecutable('scripts/run "all" tests.sh', '#!/bin/sh\nexec make test\n'),
      ],
    },
  ],
  prepared: [],
  expected: {
    // The submodule's code is in another repository.
    gate: 'failure',
    annotations: [],
    draft: true,
    named: ['docs/logo.png', 'docs/latest.md', 'third_party/labels', 'docs/sites.md', 'LICENSE', 'scripts/label.sh'],
  },
};
