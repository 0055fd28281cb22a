/** A visitor without a browser: a cookie, forms, and what came back. */
import type { PagesFixture } from './pages-fixture.ts';

export interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
  readonly headers: Headers;
}

export interface Visitor {
  get(path: string): Promise<Answer>;
  post(path: string, fields: Readonly<Record<string, string>>, headers?: Readonly<Record<string, string>>): Promise<Answer>;
}

export function visitAs(fixture: PagesFixture, login: string): Visitor {
  const cookie = `acting_as=${fixture.world.person(login).user.id}`;
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const answer = await fetch(`${fixture.url}${path}`, { redirect: 'manual', ...init });
    return { status: answer.status, location: answer.headers.get('location'), text: await answer.text(), headers: answer.headers };
  };
  return {
    get: (path) => send(path, { headers: { cookie } }),
    post: (path, fields, headers = { origin: fixture.url, 'sec-fetch-site': 'same-origin' }) =>
      send(path, { method: 'POST', headers: { ...headers, cookie }, body: new URLSearchParams(fields) }),
  };
}
