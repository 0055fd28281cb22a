/** Pages of a list, with the Link header. Source: https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api */
import type { Answer, Call } from './call.ts';

export interface Page<T> {
  readonly items: readonly T[];
  readonly headers: Readonly<Record<string, string>>;
}

/** 30 a page unless asked otherwise, never more than 100. */
export function paginate<T>(call: Call, all: readonly T[]): Page<T> {
  const perPage = Math.min(100, positive(call.url.searchParams.get('per_page'), 30));
  const page = positive(call.url.searchParams.get('page'), 1);
  const last = Math.max(1, Math.ceil(all.length / perPage));
  const link = (to: number, rel: string): string => {
    const url = new URL(call.url);
    url.searchParams.set('page', String(to));
    return `<${url.href}>; rel="${rel}"`;
  };
  const links: string[] = [];
  if (page > 1) links.push(link(page - 1, 'prev'));
  if (page < last) links.push(link(page + 1, 'next'), link(last, 'last'));
  if (page > 1) links.push(link(1, 'first'));
  return { items: all.slice((page - 1) * perPage, page * perPage), headers: links.length > 0 ? { link: links.join(', ') } : {} };
}

/** A page of a plain list. */
export function listAnswer<T>(call: Call, all: readonly T[], present: (item: T) => unknown): Answer {
  const page = paginate(call, all);
  return { status: 200, body: page.items.map(present), headers: page.headers };
}

/** A page of a list inside an object with its total. */
export function countedAnswer<T>(call: Call, key: string, all: readonly T[], present: (item: T) => unknown): Answer {
  const page = paginate(call, all);
  return { status: 200, body: { total_count: all.length, [key]: page.items.map(present) }, headers: page.headers };
}

function positive(text: string | null, otherwise: number): number {
  const value = Number(text ?? otherwise);
  return Number.isSafeInteger(value) && value > 0 ? value : otherwise;
}
