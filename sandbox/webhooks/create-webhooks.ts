/** Who hears of an event, and the log of what was sent. */
import { randomUUID } from 'node:crypto';
import type { View } from '#sandbox/present/view.ts';
import { nodeId } from '#sandbox/present/view.ts';
import type { App, Installation } from '#sandbox/state/app.ts';
import { must } from '#sandbox/state/core.ts';
import type { Delivery } from '#sandbox/state/delivery.ts';
import type { WorldEvent } from '#sandbox/state/event.ts';
import { installationFor } from '#sandbox/state/installations.ts';
import { notFound } from '#sandbox/state/refusal.ts';
import type { Core } from '#sandbox/state/core.ts';
import { renderEvent } from './render-event.ts';
import type { Sender } from './send-deliveries.ts';
import { sign } from './send-deliveries.ts';

/** GitHub sends no webhook for larger payloads. */
const MAX_BYTES = 25 * 1024 * 1024;
/** Older ones are forgotten, so that a long demo does not grow without end. */
const KEPT = 20_000;

export interface Webhooks {
  emit(event: WorldEvent): void;
  redeliver(deliveryId: number): void;
}

export function createWebhooks(core: Core & View, sender: Sender): Webhooks {
  function record(app: App, delivery: Omit<Delivery, 'id' | 'requestHeaders'>): void {
    const id = core.nextId();
    const full: Delivery = { ...delivery, id, requestHeaders: headersOf(core, app, delivery) };
    core.records.deliveries.set(id, full);
    const oldest = core.records.deliveries.keys().next();
    if (core.records.deliveries.size > KEPT && !oldest.done) core.records.deliveries.delete(oldest.value);
    sender.send(app, full);
  }
  return {
    emit(event) {
      const rendered = renderEvent(core, event);
      const listeners = [...core.records.apps.values()].flatMap((app) => {
        if (rendered.onlyAppId !== null && rendered.onlyAppId !== app.id) return [];
        if (!rendered.always && !app.events.includes(rendered.name)) return [];
        const installation = rendered.repository ? installationFor(core, app, rendered.repository) : installationOf(event);
        return installation && app.webhookUrl !== null ? [{ app, installation }] : [];
      });
      for (const { app, installation } of listeners) {
        const short = { installation: { id: installation.id, node_id: nodeId('MDIz', installation.id) } };
        const body = JSON.stringify('installation' in rendered.body ? rendered.body : { ...rendered.body, ...short });
        if (Buffer.byteLength(body) > MAX_BYTES) continue;
        record(app, {
          guid: randomUUID(),
          appId: app.id,
          event: rendered.name,
          action: rendered.action,
          installationId: installation.id,
          repositoryId: rendered.repository?.id ?? null,
          redelivery: false,
          body,
          status: 'pending',
          statusCode: 0,
          duration: 0,
          responseHeaders: {},
          responseBody: '',
          deliveredAt: core.now(),
        });
      }
    },
    redeliver(deliveryId) {
      const old = core.records.deliveries.get(deliveryId);
      if (!old) throw notFound();
      const again = { ...old, redelivery: true, status: 'pending', statusCode: 0, duration: 0, responseHeaders: {}, responseBody: '' };
      record(must(core.records.apps, old.appId), { ...again, deliveredAt: core.now() });
    },
  };
}

function installationOf(event: WorldEvent): Installation | undefined {
  return event.name === 'installation' || event.name === 'installation_repositories' ? event.installation : undefined;
}

function headersOf(view: View, app: App, delivery: Pick<Delivery, 'event' | 'guid' | 'body'>): Readonly<Record<string, string>> {
  return {
    accept: '*/*',
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/sandbox',
    'x-github-delivery': delivery.guid,
    'x-github-enterprise-host': new URL(view.url).host,
    'x-github-enterprise-version': '3.19.0',
    'x-github-event': delivery.event,
    'x-github-hook-id': String(app.id),
    'x-github-hook-installation-target-id': String(app.id),
    'x-github-hook-installation-target-type': 'integration',
    'x-hub-signature-256': sign(app.webhookSecret, delivery.body),
  };
}
