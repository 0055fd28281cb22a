/** What `docker compose up` opens and allows, read from the files themselves: no Docker runs here. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import { parse } from 'yaml';
import { z } from 'zod';

const Service = z.object({
  image: z.string().optional(),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  environment: z.record(z.string(), z.string()).default({}),
});
const Compose = z.object({
  services: z.record(z.string(), Service.loose()),
  networks: z.record(z.string(), z.object({ internal: z.boolean().default(false) })),
});
const project = (name: string): Promise<string> => readFile(new URL(`../../${name}`, import.meta.url), 'utf8');

suite('compose.yaml', () => {
  test('only the App has a port, on this machine alone; databases have no way out', async () => {
    const { services, networks } = Compose.parse(parse(await project('compose.yaml')));
    const published = Object.entries(services).flatMap(([name, { ports }]) => ports.map((port) => `${name} ${port}`));
    assert.deepEqual(published, ['app 127.0.0.1:3000:3000']);
    for (const name of ['postgres', 'redis', 'qdrant'])
      assert.ok(
        services[name]?.networks.every((network) => networks[network]?.internal === true),
        name,
      );
  });

  test('the App runs without rights, on a read-only disk, and leaves no core dump', async () => {
    const { services } = Compose.parse(parse(await project('compose.yaml')));
    const { app = {} } = services as Record<string, Record<string, unknown>>;
    assert.equal(app['read_only'], true);
    assert.deepEqual(app['cap_drop'], ['ALL']);
    assert.deepEqual(app['security_opt'], ['no-new-privileges:true']);
    assert.deepEqual(app['ulimits'], { core: 0 });
    assert.match(await project('Dockerfile'), /^USER node$/mu);
  });

  test('every image is of a named version, and no secret stands in the file', async () => {
    const { services } = Compose.parse(parse(await project('compose.yaml')));
    for (const [name, { image, environment }] of Object.entries(services)) {
      if (image !== undefined) assert.match(image, /:v?\d/u, name);
      for (const [key, value] of Object.entries(environment)) if (/PASSWORD|SECRET|KEY/u.test(key)) assert.match(value, /^\$\{/u, key);
    }
  });
});
