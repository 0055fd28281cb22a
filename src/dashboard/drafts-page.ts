/** How drafts fare: accepted, edited, rejected, how soon; by model and prompt version, and by section. Only for this machine. */
import type { Handler } from 'hono';
import { html } from 'hono/html';
import { isAskedLocally } from './asked-locally.ts';
import { pageFrame, table } from './page-frame.ts';
import type { Database } from '#src/records/database.ts';
import { countDrafts, countEditedSections } from '#src/records/draft-events.ts';
import type { DraftNumbers } from '#src/records/draft-events.ts';

export function draftNumbersPage(database: Database): Handler {
  return async (context) => {
    if (!isAskedLocally(context)) return context.text('These numbers are for this machine only: ask for them at http://127.0.0.1.\n', 403);
    const [numbers, sections] = await Promise.all([countDrafts(database), countEditedSections(database)]);
    if (context.req.query('format') === 'json') return context.json({ drafts: numbers, sections });
    return context.html(
      pageFrame(
        'Drafts',
        html`<p>Counted by pull request. Medians. <a href="?format=json">As JSON</a></p>
          ${numbers.length === 0 ? html`<p>None was drafted yet.</p>` : table(['Drafted by', 'Drafted', 'Accepted', 'Unchanged', 'Rejected', 'Undone', 'Conflicts', 'Words edited', 'Time to accept'], numbers.map(rowOf))}
          ${
            sections.length === 0
              ? ''
              : html`<h2>Words edited, by section</h2>
                  ${table(
                    ['Section', 'Accepted drafts', 'Words edited (mean)'],
                    sections.map(({ section, drafts, share }) => [section, String(drafts), percent(share)]),
                  )}`
          }`,
      ),
    );
  };
}

function rowOf(one: DraftNumbers): readonly string[] {
  const share = one.drafted === 0 ? '' : ` (${percent(one.accepted / one.drafted)})`;
  return [
    one.model === null ? 'rules' : `${one.model}, prompt ${one.promptVersion ?? '?'}`,
    String(one.drafted),
    `${one.accepted}${share}`,
    String(one.unchanged),
    String(one.rejected),
    String(one.undone),
    String(one.conflicts),
    one.editedShare === null ? '' : percent(one.editedShare),
    one.secondsToAccept === null ? '' : duration(one.secondsToAccept),
  ];
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
