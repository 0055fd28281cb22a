/** A page of a GraphQL list, in Relay's form. */

export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

export interface Connection<T> {
  readonly totalCount: number;
  readonly nodes: readonly T[];
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** At most 100 a page; GitHub asks for `first` or `last`. Throws a plain error otherwise, which GraphQL shows. */
export function connect<T>(all: readonly T[], page: PageArguments): Connection<T> {
  const size = page.first ?? page.last;
  if (size == null) throw new Error('You must provide a `first` or `last` value to properly paginate the connection.');
  if (size < 0 || size > 100) throw new Error(`Requesting ${size} records on the connection exceeds the \`first\` limit of 100 records.`);
  const from = page.after == null ? 0 : place(page.after) + 1;
  const to = page.before == null ? all.length : place(page.before);
  const start = page.first == null ? Math.max(from, to - size) : from;
  const end = page.first == null ? to : Math.min(to, from + size);
  const edges = all.slice(start, end).map((node, index) => ({ cursor: cursor(start + index), node }));
  return {
    totalCount: all.length,
    nodes: edges.map((edge) => edge.node),
    edges,
    pageInfo: {
      hasNextPage: end < all.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function cursor(index: number): string {
  return Buffer.from(`cursor:${index}`).toString('base64');
}

function place(text: string): number {
  const index = Number(Buffer.from(text, 'base64').toString('latin1').replace('cursor:', ''));
  if (!Number.isSafeInteger(index)) throw new Error(`\`${text}\` does not appear to be a valid cursor.`);
  return index;
}
