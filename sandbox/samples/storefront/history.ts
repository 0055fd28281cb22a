/** `shop/storefront`: TypeScript, Express. */
import { edit, take, write } from '#sandbox/samples/file-step.ts';
import { ines, maya, tom } from '#sandbox/samples/people.ts';
import type { SampleRepository } from '#sandbox/samples/sample.ts';

export const storefront: SampleRepository = {
  owner: 'shop',
  name: 'storefront',
  description: 'What customers see (TypeScript, Express)',
  history: [
    {
      author: ines,
      date: '2025-10-06T07:55:00Z',
      message: 'Start the storefront',
      steps: [
        take('README.md', 'package.json', 'tsconfig.json', 'src/config.ts', 'src/server.ts'),
        edit('package.json', '2.7.1', '1.0.0'),
        write('.gitignore', 'node_modules/\ndist/\n'),
      ],
    },
    {
      author: ines,
      date: '2025-10-07T12:20:00Z',
      message: 'Escape HTML by construction',
      steps: [take('src/views/html.ts', 'src/views/layout.ts')],
    },
    {
      author: tom,
      date: '2025-10-13T09:33:00Z',
      message: 'Show and search the catalogue',
      steps: [
        take('src/catalog/', 'src/money.ts', 'src/views/catalog-pages.ts', 'src/http/'),
        take('test/search.test.ts', 'test/products.ts'),
        edit('src/catalog/product-store.ts', 'const CACHE_MS = 30_000;', 'const CACHE_MS = 5_000;'),
      ],
    },
    {
      author: tom,
      date: '2025-11-17T14:02:00Z',
      message: 'A cart in the session',
      steps: [take('src/cart/cart.ts', 'src/views/cart-page.ts', 'test/cart.test.ts')],
    },
    {
      author: maya,
      date: '2025-12-08T08:45:00Z',
      message: 'Prices and vouchers\n\nWhole cents everywhere; rounded half up, as the invoice does.',
      steps: [take('src/cart/', 'test/price.test.ts')],
    },
    {
      author: ines,
      date: '2026-01-12T10:10:00Z',
      message: 'Ask the catalogue less often',
      steps: [take('src/catalog/product-store.ts')],
    },
    { author: ines, date: '2026-01-13T10:10:00Z', message: 'Build and test on every pull request', steps: [take('.github/', 'docs/')] },
    { author: maya, date: '2026-03-16T09:00:00Z', message: 'Release 2.7.1', steps: [take('package.json')] },
  ],
};
