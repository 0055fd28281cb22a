/** How an App comes into the world: at once for tests and the demo, or by the manifest flow, as people register one. Source: https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { AddedApp, App, NewApp } from './app.ts';
import type { Core } from './core.ts';
import { createUser, findUser } from './people.ts';
import { notFound, Refusal } from './refusal.ts';

const HOUR = 3_600_000;

export function addApp(core: Core, wanted: NewApp): AddedApp {
  const slug = wanted.slug ?? slugOf(wanted.name);
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const bot = createUser(core, `${slug}[bot]`, { kind: 'Bot' });
  const id = core.nextId();
  const app: App = {
    id,
    clientId: `Iv23${randomBytes(8).toString('hex')}`,
    clientSecret: randomBytes(20).toString('hex'),
    callbackUrls: wanted.callbackUrls ?? [],
    slug,
    name: wanted.name,
    description: wanted.description ?? '',
    botId: bot.id,
    ownerId: wanted.owner.id,
    publicKey,
    webhookUrl: wanted.webhookUrl ?? null,
    webhookSecret: wanted.webhookSecret ?? randomBytes(32).toString('hex'),
    permissions: { metadata: 'read', ...wanted.permissions },
    events: wanted.events,
    createdAt: core.now(),
  };
  core.records.apps.set(id, app);
  return { app, appId: id, privateKey, webhookSecret: app.webhookSecret };
}

/** The one-time code that becomes the App; a name that is taken is refused before. */
export function offerApp(core: Core, wanted: NewApp): string {
  const slug = slugOf(wanted.name);
  if (slug === '' || findUser(core, `${slug}[bot]`)) throw new Refusal(422, `Name ${wanted.name} is already taken`);
  const code = randomBytes(20).toString('hex');
  const { owner, ...rest } = wanted;
  core.records.offeredApps.set(code, { ...rest, ownerId: owner.id, offeredAt: core.now() });
  return code;
}

/** Works once, within an hour. */
export function takeOffer(core: Core, code: string): AddedApp {
  const offer = core.records.offeredApps.get(code);
  core.records.offeredApps.delete(code);
  const owner = offer && core.records.users.get(offer.ownerId);
  if (!offer || !owner || core.now().getTime() - offer.offeredAt.getTime() > HOUR) throw notFound();
  return addApp(core, { ...offer, owner });
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
