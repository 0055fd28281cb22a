/** The GitHub App: does GitHub know it by our key, and has it what `app.yml` asks for? */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '#src/config.ts';
import { connectGitHub } from '#src/github/connect.ts';
import { readManifest } from '#src/register/manifest.ts';
import type { Check } from './check.ts';
import { fail, ok, reasonOf, warn } from './check.ts';
import { readOperatorsPolicy } from './operators-policy.ts';
import { doctorWording as wording } from './wording.ts';

const name = 'github app';
const levels = ['read', 'write', 'admin'];

export async function checkApp(config: Config, root: string): Promise<Check> {
  const silent = () => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  const { id: appId, privateKey } = config.app;
  try {
    const github = connectGitHub({ appId, privateKey, ...config.github, log, timeoutMilliseconds: 8000 });
    const { data } = await github.app.rest.apps.getAuthenticated();
    if (data === null) return fail(name, wording.unknownApp(appId, config.github.webUrl), wording.appTodo);
    const wanted = readManifest(await readFile(join(root, 'app.yml'), 'utf8'));
    const has = data.permissions as Readonly<Record<string, string | undefined>>;
    // A policy that cannot be read is told with the scanner.
    const policy = await readOperatorsPolicy(root, config).catch(() => undefined);
    const uploads = policy?.value('gate.code_scanning') === true;
    const missing = [
      ...Object.entries({ ...wanted.default_permissions, ...(uploads ? { security_events: 'write' } : {}) })
        .filter(([permission, level]) => levels.indexOf(has[permission] ?? '') < levels.indexOf(level))
        .map(([permission, level]) => `${permission}: ${level}`),
      ...wanted.default_events.filter((event) => !data.events.includes(event)).map((event) => `event ${event}`),
    ];
    const slug = data.slug ?? data.name;
    if (missing.length > 0) return fail(name, wording.appLacks(slug, missing), wording.appLacksTodo);
    if (data.installations_count === 0) return warn(name, wording.notInstalled(slug), wording.installTodo(data.html_url));
    return ok(name, wording.appGood(slug, appId, config.github.webUrl, data.installations_count));
  } catch (error) {
    const { status } = error as { readonly status?: number };
    const refused = status === 401 || status === 404;
    const message = refused ? wording.unknownApp(appId, config.github.webUrl) : wording.noGitHub(config.github.apiUrl, reasonOf(error));
    return fail(name, message, refused ? wording.appTodo : wording.noGitHubTodo);
  }
}
