/** The waivers that were granted: what, by whom, why, until when, and whether they still count. */
import type { Handler } from 'hono';
import { html } from 'hono/html';
import { isAskedLocally } from './asked-locally.ts';
import { pageFrame, table } from './page-frame.ts';
import type { Database } from '#src/records/database.ts';
import { listWaivers } from '#src/records/waivers.ts';

export function waiversPage(database: Database): Handler {
  return async (context) => {
    if (!isAskedLocally(context))
      return context.text('Waivers name people and code, so this page is for this machine only: ask for it at http://127.0.0.1.\n', 403);
    const waivers = await listWaivers(database);
    const day = (date: Date): string => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    const rows = waivers.map((waiver) => [
      waiver.inForce ? 'in force' : waiver.expiresAt <= new Date() ? 'run out' : 'taken back',
      html`<code>${waiver.rule}</code>`,
      html`<code>${waiver.path}</code> into <code>${waiver.baseRef}</code>`,
      `${waiver.login}, in #${waiver.number} of repository ${waiver.repositoryId}`,
      waiver.reason,
      day(waiver.grantedAt),
      day(waiver.expiresAt),
    ]);
    return context.html(
      pageFrame(
        'Waivers',
        html`<p>
            Findings of the security check that a person let pass for a time. A waiver holds for one rule, one piece of code, one file and
            one base branch; it is granted with <code>/ai waive</code> and taken back with <code>/ai unwaive</code> on a pull request.
          </p>
          ${
            rows.length === 0
              ? html`<p>None was granted yet.</p>`
              : table(['State', 'Rule', 'Where', 'By', 'Reason', 'Since', 'Until'], rows)
          }`,
      ),
    );
  };
}
