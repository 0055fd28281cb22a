/** The HTTP server: the webhook's door, health, metrics, pages. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import type { Config } from '#src/config.ts';
import type { IndexedRepository } from '#src/dashboard/code-page.ts';
import { draftPagePorts, signInWith } from '#workers/draft/draft-page-ports.ts';
import { createDraftPage } from '#src/draft-page/create-draft-page.ts';
import { createSeal, randomText } from '#src/draft-page/sealed.ts';
import type { Enqueue } from '#src/queue/enqueue.ts';
import { createDashboard } from '#src/dashboard/create-dashboard.ts';
import type { DashboardOptions } from '#src/dashboard/create-dashboard.ts';
import type { Database } from '#src/records/database.ts';
import { loadRepositoryName } from '#src/records/repositories.ts';
import { listLooks, loadIndexState } from '#src/retrieval/index-state.ts';
import { indexStateText } from '#src/retrieval/wording.ts';
import { toSarif } from '#src/gate/sarif.ts';
import { readStoredOutcome } from '#src/gate/stored-outcome.ts';
import { switchIndex } from '#workers/code/pause-index.ts';
import type { IndexSwitch } from '#workers/code/pause-index.ts';
import { createProbotApp } from '#src/webhook/probot-app.ts';
import { receiveDelivery } from '#src/webhook/receive-delivery.ts';

interface WebOptions {
  readonly config: Config;
  readonly database: Database;
  readonly log: Logger;
  readonly probes: DashboardOptions['probes'];
  readonly stored: () => void;
  readonly enqueue: Enqueue;
}

const webhookPath = '/api/github/webhooks';

export async function startWeb({ config, database, log, probes, stored, enqueue }: WebOptions): Promise<Server> {
  const accept = config.role === 'workers' ? undefined : await createProbotApp({ config, database, log, stored });
  // Where others than this machine can ask, findings stay on the pull request.
  const onlyHere = ['127.0.0.1', '::1', 'localhost'].includes(config.http.host);
  const open = onlyHere
    ? {
        toSarif: sarifOf,
        index: { list: () => listIndexed(database), switchIndex: (id: number, to: IndexSwitch) => switchIndex(database, id, to) },
      }
    : {};
  const pages = getRequestListener(
    createDashboard({ database, probes, model: config.model?.name ?? config.model?.baseUrl, ...open }).fetch,
  );
  const drafts =
    config.role === 'workers'
      ? undefined
      : getRequestListener(
          createDraftPage({
            ports: await draftPagePorts(config, database, enqueue, log),
            signIn: signInWith(config),
            seal: createSeal(config.signIn?.clientSecret ?? randomText(), () => new Date()),
            publicUrl: config.publicUrl,
            onlyHere,
            onError: (error) => log.error({ err: error }, 'the draft page failed'),
          }).fetch,
        );
  const server = createServer({ requestTimeout: 15_000, headersTimeout: 10_000, maxHeaderSize: 16_384 }, (request, response) => {
    if (drafts !== undefined && request.url?.startsWith('/drafts') === true) return void drafts(request, response);
    if (accept === undefined || request.url?.split('?', 1)[0] !== webhookPath) return void pages(request, response);
    receiveDelivery(request, response, { secrets: config.app.webhookSecrets, accept, log }).catch((error: unknown) => {
      log.error({ err: error }, 'delivery not answered');
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${config.http.port} is taken by another process. Nothing was started. Stop it, or set PORT to another port.`)
          : error,
      );
    });
    server.listen(config.http.port, config.http.host, resolve);
  });
  return server;
}

async function listIndexed(database: Database): Promise<readonly IndexedRepository[]> {
  const listed: IndexedRepository[] = [];
  for (const id of (await listLooks(database)).keys()) {
    const [name, state] = await Promise.all([loadRepositoryName(database, id), loadIndexState(database, id)]);
    const shown = name === undefined ? `repository ${id}` : `${name.owner}/${name.repo}`;
    listed.push({ id, name: shown, state: state?.state ?? 'empty', details: indexStateText(state, new Date()).replaceAll('`', '') });
  }
  return listed.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function sarifOf(outcome: unknown): object | undefined {
  const stored = readStoredOutcome(outcome);
  return stored && toSarif(stored);
}
