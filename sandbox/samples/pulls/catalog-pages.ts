/** Pagination with two plain mistakes: the second page skips products, and the last page is never offered. For the model's review. */
import { edit, write } from '#sandbox/samples/file-step.ts';
import { tom } from '#sandbox/samples/people.ts';
import type { SamplePull } from '#sandbox/samples/sample.ts';

const ROUTES = 'src/http/catalog-routes.ts';
const PAGE = 'src/catalog/page.ts';

export const catalogPages: SamplePull = {
  key: 'logic-bug',
  repository: 'storefront',
  branch: 'catalog-pages',
  title: 'Show the catalogue page by page',
  body: `The list stopped after 24 products. Now there are pages: \`/?page=2\`, with links to the previous and the next one.`,
  openedBy: tom.login,
  commits: [
    {
      author: tom,
      date: '2026-04-10T12:05:00Z',
      message: 'Cut lists into pages',
      steps: [
        write(
          PAGE,
          `export interface Page<Item> {
  readonly items: readonly Item[];
  /** 1 for the first page. */
  readonly number: number;
  readonly hasNext: boolean;
}

/** The items of one page; \`number\` counts from 1. */
export function pageOf<Item>(all: readonly Item[], number: number, size: number): Page<Item> {
  const start = number === 1 ? 0 : number * size;
  const items = all.slice(start, start + size);
  return { items, number, hasNext: start + size * 2 <= all.length };
}

export function readPageNumber(text: unknown): number {
  const number = Number(text ?? 1);
  return Number.isInteger(number) && number > 0 ? number : 1;
}
`,
        ),
        write(
          'test/page.test.ts',
          `import { expect, test } from 'vitest';
import { pageOf, readPageNumber } from '../src/catalog/page.js';

test('the first page', () => {
  expect(pageOf([1, 2, 3, 4, 5], 1, 2)).toEqual({ items: [1, 2], number: 1, hasNext: true });
});

test('nonsense is page one', () => {
  expect(readPageNumber('zwei')).toBe(1);
});
`,
        ),
      ],
    },
    {
      author: tom,
      date: '2026-04-10T13:11:00Z',
      message: 'Show the catalogue page by page',
      steps: [
        edit(
          ROUTES,
          'import type { ProductStore }',
          "import { pageOf, readPageNumber } from '../catalog/page.js';\nimport type { ProductStore }",
        ),
        edit(
          ROUTES,
          "    response.type('html').send(productListPage(found.slice(0, pageSize), query));\n",
          "    const page = pageOf(found, readPageNumber(request.query.page), pageSize);\n    response.type('html').send(productListPage(page.items, query, page));\n",
        ),
        edit('src/views/catalog-pages.ts', 'import { isAvailable', "import type { Page } from '../catalog/page.js';\nimport { isAvailable"),
        edit(
          'src/views/catalog-pages.ts',
          'export function productListPage(products: readonly Product[], query: string): string {',
          `function pageLink(query: string, number: number, text: string) {
  return html\`<a href="/?q=\${encodeURIComponent(query)}&page=\${number}">\${text}</a>\`;
}

export function productListPage(products: readonly Product[], query: string, page?: Page<Product>): string {`,
        ),
        edit(
          'src/views/catalog-pages.ts',
          `        \${items}
      </ul>\`,`,
          `        \${items}
      </ul>
      <nav>
        \${page && page.number > 1 ? pageLink(query, page.number - 1, 'Previous') : ''}
        \${page?.hasNext ? pageLink(query, page.number + 1, 'Next') : ''}
      </nav>\`,`,
        ),
      ],
    },
  ],
  prepared: [],
  expected: { gate: 'success', annotations: [], draft: true, named: [PAGE, ROUTES] },
};
