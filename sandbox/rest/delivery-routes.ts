/** The log of an App's webhooks, and redelivery. Source: https://docs.github.com/en/rest/apps/webhooks */
import type { Json } from '#sandbox/present/view.ts';
import { stamp } from '#sandbox/present/view.ts';
import type { Delivery } from '#sandbox/state/delivery.ts';
import { notFound } from '#sandbox/state/refusal.ts';
import { requireApp } from './app-routes.ts';
import type { Call, Route } from './call.ts';
import { numberParam, ok } from './call.ts';

const PER_PAGE = 30;

export const DELIVERY_ROUTES: readonly Route<Call>[] = [
  { method: 'GET', path: '/app/hook/deliveries', run: list },
  { method: 'GET', path: '/app/hook/deliveries/{delivery_id}', run: (call) => ok(presentDelivery(call, requireDelivery(call))) },
  {
    method: 'POST',
    path: '/app/hook/deliveries/{delivery_id}/attempts',
    run: (call) => {
      call.world.redeliver(requireDelivery(call).id);
      return ok({}, 202);
    },
  },
  {
    method: 'GET',
    path: '/app/hook/config',
    run: (call) => {
      const app = requireApp(call);
      return ok({ content_type: 'json', insecure_ssl: '0', secret: '********', ...(app.webhookUrl ? { url: app.webhookUrl } : {}) });
    },
  },
];

/** Newest first, by cursor: the id of the last one seen. */
function list(call: Call): ReturnType<typeof ok> {
  const app = requireApp(call);
  const cursor = Number(call.url.searchParams.get('cursor') ?? Number.MAX_SAFE_INTEGER);
  const perPage = Math.min(100, Math.max(1, Number(call.url.searchParams.get('per_page') ?? PER_PAGE) || PER_PAGE));
  const status = call.url.searchParams.get('status');
  const all = [...call.world.records.deliveries.values()]
    .filter((one) => one.appId === app.id && one.status !== 'pending' && one.id < cursor)
    .filter((one) => status === null || (status === 'success') === (one.status === 'OK'))
    .reverse();
  const items = all.slice(0, perPage);
  const last = items.at(-1);
  const headers: Record<string, string> = {};
  if (last && all.length > perPage) {
    const next = new URL(call.url);
    next.searchParams.set('cursor', String(last.id));
    headers['link'] = `<${next.href}>; rel="next"`;
  }
  return { status: 200, body: items.map(presentItem), headers };
}

function requireDelivery(call: Call): Delivery {
  const app = requireApp(call);
  const found = call.world.records.deliveries.get(numberParam(call, 'delivery_id'));
  if (!found || found.appId !== app.id) throw notFound();
  return found;
}

function presentItem(delivery: Delivery): Json {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: stamp(delivery.deliveredAt),
    redelivery: delivery.redelivery,
    duration: delivery.duration,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}

function presentDelivery(call: Call, delivery: Delivery): Json {
  const app = requireApp(call);
  return {
    ...presentItem(delivery),
    url: app.webhookUrl ?? '',
    request: { headers: { ...delivery.requestHeaders }, payload: JSON.parse(delivery.body) as unknown },
    response: { headers: { ...delivery.responseHeaders }, payload: delivery.responseBody },
  };
}
