/** `shop/inventory`: Go, standard library only. */
import { edit, take, write } from '#sandbox/samples/file-step.ts';
import { jonas, maya, tom } from '#sandbox/samples/people.ts';
import type { SampleRepository } from '#sandbox/samples/sample.ts';

export const inventory: SampleRepository = {
  owner: 'shop',
  name: 'inventory',
  description: 'How much of what lies where (Go)',
  history: [
    {
      author: jonas,
      date: '2025-09-01T06:30:00Z',
      message: 'Start the inventory service',
      steps: [take('README.md', 'go.mod', 'LICENSE', 'Makefile'), write('.gitignore', '/inventory\n')],
    },
    {
      author: jonas,
      date: '2025-09-02T17:11:00Z',
      message: 'stock: levels and reservations in memory',
      steps: [
        take('internal/stock/'),
        edit(
          'internal/stock/memory_store.go',
          '\tsort.Slice(levels, func(i, j int) bool { return levels[i].Warehouse < levels[j].Warehouse })\n',
          '',
        ),
        edit('internal/stock/memory_store.go', '\t"fmt"\n\t"sort"\n', '\t"fmt"\n'),
      ],
    },
    {
      author: tom,
      date: '2025-09-15T09:41:00Z',
      message: 'httpapi: show stock, reserve, release',
      steps: [take('internal/httpapi/', 'internal/config/', 'cmd/')],
    },
    {
      author: jonas,
      date: '2025-10-20T12:00:00Z',
      message: 'feed: read the nightly list of a warehouse',
      steps: [take('internal/feed/', 'docs/warehouses.md')],
    },
    {
      author: maya,
      date: '2025-11-24T08:08:00Z',
      message: 'stock: list warehouses in a stable order\n\nThe map gave another order on every request.',
      steps: [take('internal/stock/memory_store.go')],
    },
    {
      author: jonas,
      date: '2026-01-26T16:16:00Z',
      message: 'Vet and test on every pull request',
      steps: [take('.github/', 'scripts/')],
    },
  ],
};
