/** The last security check of a pull request as a SARIF file. It holds code, so only this machine may have it. */
import type { Context } from 'hono';
import { isAskedLocally } from './asked-locally.ts';
import { loadLastRun } from '#src/records/runs.ts';
import type { Database } from '#src/records/database.ts';

/** A stored outcome as a document to be sent; undefined when it says nothing about its commit. */
export type ToDocument = (outcome: unknown) => object | undefined;

export const downloadPath = '/runs/:repository/:number/sarif';

export function securityDownload(database: Database, toDocument: ToDocument): (context: Context) => Promise<Response> {
  return async (context) => {
    if (!isAskedLocally(context))
      return context.text('Findings hold code, so they are given to this machine only: ask for them at http://127.0.0.1.\n', 403);
    const [repository, number] = [idOf(context.req.param('repository')), idOf(context.req.param('number'))];
    const run = repository === undefined || number === undefined ? undefined : await loadLastRun(database, 'gate', repository, number);
    const document = run && toDocument(run.outcome);
    if (document === undefined) return context.text('There is no finished security check of this pull request.\n', 404);
    return context.body(JSON.stringify(document), 200, {
      'content-type': 'application/sarif+json',
      'content-disposition': `attachment; filename="countersign-${repository}-${number}.sarif"`,
      'cross-origin-resource-policy': 'same-origin',
    });
  };
}

/** Ids are numbers; everything else is no id. */
function idOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,14}$/u.test(text) ? Number(text) : undefined;
}
