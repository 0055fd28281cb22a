/** What the App is told about the sandbox, and nothing else of this machine. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export interface AppEnvironmentOptions {
  readonly root: string;
  /** The project's data folder, which holds the scanner. */
  readonly dataFolder: string;
  /** The App's own. */
  readonly appFolder: string;
  readonly sandboxUrl: string;
  readonly appId: number;
  /** With it people sign in to the App's pages. */
  readonly signIn?: { readonly clientId: string; readonly clientSecret: string };
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly port: number;
  readonly modelUrl: string | undefined;
  readonly modelName: string | undefined;
}

/** Of this machine's environment only what programs need to run at all. */
const KEPT = ['PATH', 'HOME', 'USER', 'TMPDIR', 'LANG', 'TZ', 'NODE_COMPILE_CACHE'];

export function appEnvironment(options: AppEnvironmentOptions, inherited: NodeJS.ProcessEnv): Record<string, string> {
  const sandbox = new URL(options.sandboxUrl);
  const env: Record<string, string> = {
    NODE_ENV: 'production',
    APP_ID: String(options.appId),
    PRIVATE_KEY: options.privateKey,
    WEBHOOK_SECRET: options.webhookSecret,
    GHE_HOST: sandbox.host,
    GHE_PROTOCOL: sandbox.protocol.replace(':', ''),
    HOST: '127.0.0.1',
    PORT: String(options.port),
    COUNTERSIGN_DATA: options.appFolder,
    SEMGREP_PATH: inherited['SEMGREP_PATH'] ?? join(options.dataFolder, 'semgrep', engineVersion(options.root), 'semgrep-core'),
  };
  for (const name of KEPT) {
    const value = inherited[name];
    if (value !== undefined) env[name] = value;
  }
  if (options.signIn !== undefined) {
    env['GITHUB_CLIENT_ID'] = options.signIn.clientId;
    env['GITHUB_CLIENT_SECRET'] = options.signIn.clientSecret;
  }
  if (options.modelUrl !== undefined) env['MODEL_BASE_URL'] = options.modelUrl;
  if (options.modelName !== undefined) env['MODEL_NAME'] = options.modelName;
  return env;
}

const EnginePin = z.object({ version: z.string() });

/** Where set-up puts the scanner depends on its pinned version. */
function engineVersion(root: string): string {
  return EnginePin.parse(JSON.parse(readFileSync(join(root, 'setup', 'semgrep-engine.json'), 'utf8'))).version;
}
