/** The code index: what of each repository is searched, and how far it lags. */
import type { Handler } from 'hono';
import { html } from 'hono/html';
import { isAskedLocally } from './asked-locally.ts';
import { pageFrame, table } from './page-frame.ts';

export interface IndexedRepository {
  readonly name: string;
  readonly state: string;
  readonly details: string;
}

export function codePage(list: () => Promise<readonly IndexedRepository[]>): Handler {
  return async (context) => {
    if (!isAskedLocally(context))
      return context.text('This page names repositories, so it is for this machine only: ask for it at http://127.0.0.1.\n', 403);
    const repositories = await list();
    const rows = repositories.map(({ name, state, details }) => [name, state, details]);
    return context.html(
      pageFrame(
        'Code index',
        html`<p>The default branch of every repository that the App reaches. <code>/ai ask</code> on a pull request searches it.</p>
          ${rows.length === 0 ? html`<p>Nothing is indexed yet.</p>` : table(['Repository', 'State', 'Details'], rows)}`,
      ),
    );
  };
}
