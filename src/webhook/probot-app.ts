/**
 * The Probot application. Its one handler writes the inbox row. The door (`receive-delivery.ts`) stands in front of
 * Probot's own middleware, which buffers bodies without bound, knows one secret and answers 500 to a body of `null`.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { Probot } from 'probot';
import type { ApplicationFunction } from 'probot';
import type { Config } from '#src/config.ts';
import { insertDelivery } from '#src/records/inbox.ts';
import type { Delivery } from '#src/records/inbox.ts';
import type { Database } from '#src/records/database.ts';
import type { Logger } from 'pino';

/** @param stored is called once the row is durable. */
export async function createProbotApp(options: {
  readonly config: Config;
  readonly database: Database;
  readonly log: Logger;
  readonly stored: () => void;
}): Promise<(delivery: Delivery, payload: unknown) => Promise<void>> {
  const { config, database } = options;
  const current = new AsyncLocalStorage<Delivery>();
  const application: ApplicationFunction = (app) => {
    app.onAny(async () => {
      const delivery = current.getStore();
      if (delivery !== undefined) await insertDelivery(database, delivery);
    });
  };
  const probot = new Probot({
    appId: config.app.id,
    privateKey: config.app.privateKey,
    secret: config.app.webhookSecrets[0],
    baseUrl: config.github.apiUrl,
    log: options.log.child({}, { level: 'warn' }),
  });
  await probot.ready();
  await probot.load(application, { cwd: '.', addHandler: () => undefined });
  return async (delivery, payload) => {
    // Octokit's event types cannot be told apart from a checked name at run time.
    await current.run(delivery, () =>
      probot.webhooks.receive({ id: delivery.deliveryId, name: delivery.event, payload } as unknown as Parameters<
        typeof probot.webhooks.receive
      >[0]),
    );
    options.stored();
  };
}
