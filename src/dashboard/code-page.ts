/** The code index: what of each repository is searched, how far it lags, and a switch to pause it. */
import type { Handler } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import { isAskedLocally } from './asked-locally.ts';
import { pageFrame, table } from './page-frame.ts';

export interface IndexedRepository {
  readonly id: number;
  readonly name: string;
  readonly state: string;
  readonly details: string;
}

export type SwitchIndex = (repositoryId: number, to: 'pause' | 'resume') => Promise<void>;
const notLocal = 'This page names repositories, so it is for this machine only: ask for it at http://127.0.0.1.\n';

export function codePage(list: () => Promise<readonly IndexedRepository[]>): Handler {
  return async (context) => {
    if (!isAskedLocally(context)) return context.text(notLocal, 403);
    const repositories = await list();
    const rows = repositories.map((one) => [one.name, one.state, one.details, switchButton(one)]);
    return context.html(
      pageFrame(
        'Code index',
        html`<p>The default branch of every repository that the App reaches. <code>/ai ask</code> on a pull request searches it.</p>
          ${rows.length === 0 ? html`<p>Nothing is indexed yet.</p>` : table(['Repository', 'State', 'Details', ''], rows)}`,
      ),
    );
  };
}

function switchButton({ id, state, name }: IndexedRepository) {
  const to = state === 'paused' ? 'resume' : 'pause';
  return html`<form method="post" action="/code">
    <input type="hidden" name="repository" value="${id}" />
    <button name="to" value="${to}" aria-label="${to === 'pause' ? 'Pause' : 'Resume'} ${name}">
      ${to === 'pause' ? 'Pause' : 'Resume'}
    </button>
  </form>`;
}

const Form = z.object({ repository: z.coerce.number().int().positive(), to: z.enum(['pause', 'resume']) });

/** Only a form of this page is heard: `csrf` comes before it. */
export function codeSwitch(list: () => Promise<readonly IndexedRepository[]>, switchIndex: SwitchIndex): Handler {
  return async (context) => {
    if (!isAskedLocally(context)) return context.text(notLocal, 403);
    const form = Form.safeParse(await context.req.parseBody());
    const known = form.success && (await list()).some(({ id }) => id === form.data.repository);
    if (!form.success || !known) return context.text('There is no such repository in the index. Nothing was changed.\n', 400);
    await switchIndex(form.data.repository, form.data.to);
    return context.redirect('/code', 303);
  };
}
