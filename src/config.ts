/** The only reader of `process.env`. Every mistake is found at once; a value that could be a secret is never repeated in a message. */
import { resolve } from 'node:path';
import { z } from 'zod';
import { readPrivateKey } from './private-key.ts';
import type { RawEnvironment } from './private-key.ts';
import { unmetNeeds } from './setting-needs.ts';

export interface Config {
  readonly app: { readonly id: number; readonly privateKey: string; readonly webhookSecrets: readonly string[] };
  readonly github: { readonly apiUrl: string; readonly webUrl: string };
  readonly http: { readonly host: string; readonly port: number };
  /** Where people find the App's pages, without a slash at the end. */
  readonly publicUrl: string;
  /** The App's own web flow, by which people sign in to its pages. */
  readonly signIn: { readonly clientId: string; readonly clientSecret: string } | undefined;
  readonly data: string;
  readonly role: 'all' | 'web' | 'workers';
  readonly logLevel: LogLevel;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  /** Where chunks of code are kept; absent: in PostgreSQL. */
  readonly qdrant: { readonly url: string; readonly apiKey: string | undefined } | undefined;
  readonly model: { readonly baseUrl: string; readonly name: string | undefined; readonly apiKey: string | undefined } | undefined;
  /** Vectors for the code index; absent: words alone. */
  readonly embedding: { readonly baseUrl: string; readonly name: string; readonly apiKey: string | undefined } | undefined;
  readonly semgrepPath: string | undefined;
  /** How long deliveries, and what is known of closed pull requests, are kept. */
  readonly retentionDays: number;
  /** The operator's policy, instead of `policies/default.yml`. */
  readonly policyFile: string | undefined;
  /** Node's own setting for a private certificate authority; git gets it too. */
  readonly caFile: string | undefined;
}

export type ConfigReading =
  | { readonly kind: 'ok'; readonly config: Config }
  | { readonly kind: 'invalid'; readonly problems: readonly string[]; readonly unregistered: boolean };

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const weakSecrets = /development|secret|password|changeme|webhook/giu;
/** Few different characters, one short text repeated, or hardly more than a word that everybody tries first. */
const isGuessable = (secret: string): boolean =>
  new Set(secret).size < 6 || /^(.{1,16})\1+$/su.test(secret) || secret.replaceAll(weakSecrets, '').length < 8;
const orRegister = 'Or let `npm start -- --register` make it.';
const webhookSecret = z
  .string({
    error: `is missing. Set the secret that GitHub signs webhooks with (for example from \`openssl rand -hex 32\`). ${orRegister}`,
  })
  .refine((secret) => secret.length >= 20, 'is too short: at least 20 characters.')
  .refine((secret) => secret.trim() === secret, 'begins or ends with white space. Set it without.')
  .refine((secret) => !isGuessable(secret), 'is too easy to guess. Use a random one, for example from `openssl rand -hex 32`.');
const httpUrl = (schemes: readonly string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && schemes.includes(new URL(text).protocol),
      `must be a URL that begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}.`,
    );
const hasNoPassword = (text: string): boolean => !URL.canParse(text) || (new URL(text).username === '' && new URL(text).password === '');
const hostWithPort = z
  .string()
  .regex(/^[A-Za-z0-9.-]+(:\d{1,5})?$/u, 'must be a host name, optionally with a port, without `https://`.')
  .refine((host) => URL.canParse(`https://${host}`), 'has a port number that does not exist.');

const Environment = z.object({
  APP_ID: z
    .string({ error: `is missing. It stands on the settings page of your GitHub App. ${orRegister}` })
    .regex(/^[1-9]\d{0,14}$/u, 'must be the number of your GitHub App.'),
  PRIVATE_KEY: z.string({ error: `is missing. Set PRIVATE_KEY (PEM, or PEM in base64) or PRIVATE_KEY_PATH. ${orRegister}` }),
  WEBHOOK_SECRET: webhookSecret,
  WEBHOOK_SECRET_PREVIOUS: webhookSecret.optional(),
  GHE_HOST: hostWithPort.optional(),
  GHE_PROTOCOL: z.enum(['http', 'https'], { error: 'must be http or https.' }).default('https'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z
    .string()
    .default('3000')
    .refine((text) => /^\d{1,5}$/u.test(text) && Number(text) <= 65_535, 'must be a port number from 0 to 65535.'),
  PUBLIC_URL: httpUrl(['http:', 'https:'])
    .refine((text) => !URL.canParse(text) || new URL(text).pathname === '/', 'must be the address of the pages without a path.')
    .optional(),
  GITHUB_CLIENT_ID: z
    .string()
    .regex(/^[\w.-]{1,100}$/u, 'must be the client ID from the settings page of your GitHub App.')
    .optional(),
  GITHUB_CLIENT_SECRET: z.string().min(20, 'is too short: it is a client secret of your GitHub App.').optional(),
  DATABASE_URL: httpUrl(['postgres:', 'postgresql:']).optional(),
  REDIS_URL: httpUrl(['redis:', 'rediss:']).optional(),
  QDRANT_URL: httpUrl(['http:', 'https:']).refine(hasNoPassword, 'must not hold a user name or password. Set QDRANT_API_KEY.').optional(),
  QDRANT_API_KEY: z.string().min(1).optional(),
  // It is shown to people; whatever is secret about it belongs to MODEL_API_KEY.
  MODEL_BASE_URL: httpUrl(['http:', 'https:'])
    .refine(hasNoPassword, 'must not hold a user name or password. Set MODEL_API_KEY.')
    .optional(),
  MODEL_NAME: z.string().min(1).optional(),
  MODEL_API_KEY: z.string().min(1).optional(),
  EMBEDDING_BASE_URL: httpUrl(['http:', 'https:'])
    .refine(hasNoPassword, 'must not hold a user name or password. Set EMBEDDING_API_KEY.')
    .optional(),
  EMBEDDING_MODEL: z.string().min(1).max(200).optional(),
  EMBEDDING_API_KEY: z.string().min(1).optional(),
  COUNTERSIGN_DATA: z.string().min(1).default('.countersign'),
  COUNTERSIGN_ROLE: z.enum(['all', 'web', 'workers'], { error: 'must be all, web or workers.' }).default('all'),
  SEMGREP_PATH: z.string().min(1).optional(),
  RETENTION_DAYS: z
    .string()
    .default('90')
    .refine((text) => /^\d{1,5}$/u.test(text) && Number(text) >= 7, 'must be a number of days, at least 7.'),
  COUNTERSIGN_POLICY: z.string().min(1).optional(),
  NODE_EXTRA_CA_CERTS: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}.` }).default('info'),
});
type Environment = z.infer<typeof Environment>;
const secretNames = [
  'PRIVATE_KEY',
  'PRIVATE_KEY_PATH',
  'WEBHOOK_SECRET',
  'WEBHOOK_SECRET_PREVIOUS',
  'MODEL_API_KEY',
  'EMBEDDING_API_KEY',
  'GITHUB_CLIENT_SECRET',
  'QDRANT_API_KEY',
  'DATABASE_URL',
  'REDIS_URL',
];

/** Reads and validates the environment (design: contract, "Environment"). Empty values count as absent. */
export function readConfig(env: RawEnvironment = process.env): ConfigReading {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const problems: string[] = [];
  const key = readPrivateKey(given, problems);
  const parsed = Environment.safeParse({ ...given, ...(key === undefined ? {} : { PRIVATE_KEY: key }) });
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0]);
    if (!problems.some((problem) => problem.startsWith(`${name} `))) problems.push(`${name} ${issue.message}`);
  }
  problems.push(...unmetNeeds(given));
  if (!parsed.success || problems.length > 0) {
    const unregistered = !['APP_ID', 'PRIVATE_KEY', 'PRIVATE_KEY_PATH', 'WEBHOOK_SECRET'].some((name) => name in given);
    return { kind: 'invalid', problems, unregistered };
  }
  return { kind: 'ok', config: toConfig(parsed.data) };
}

const issuesOf = (error: z.ZodError | undefined): readonly string[] =>
  (error?.issues ?? []).map((one) => `${String(one.path[0])} ${one.message}`);

const Local = Environment.omit({ APP_ID: true, PRIVATE_KEY: true, WEBHOOK_SECRET: true, WEBHOOK_SECRET_PREVIOUS: true });

export type LocalReading =
  | { readonly kind: 'ok'; readonly config: Omit<Config, 'app'> }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

/** For what works without a GitHub App. `folder`: what COUNTERSIGN_DATA is relative to; never the folder that is looked at. */
export function readLocalConfig(folder: string, env: RawEnvironment = process.env): LocalReading {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = Local.safeParse(given);
  const problems = [...issuesOf(parsed.error), ...unmetNeeds(given)];
  return parsed.success && problems.length === 0
    ? { kind: 'ok', config: toLocalConfig(parsed.data, folder) }
    : { kind: 'invalid', problems };
}

const Registration = Environment.pick({ GHE_HOST: true, GHE_PROTOCOL: true, HOST: true, PORT: true });
const loopbackHosts = ['127.0.0.1', 'localhost', '::1'];

export type RegistrationReading =
  | {
      readonly kind: 'ok';
      readonly github: Config['github'];
      readonly http: Config['http'];
      /** What the App has to be told to find the same GitHub again. */
      readonly settings: Readonly<Record<string, string>>;
      /** Names from `credentialNames` that have a value already. */
      readonly taken: readonly string[];
    }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

/** What registering the App needs of the environment. It listens on this machine alone, whatever HOST says. */
export function readRegistration(credentialNames: readonly string[], env: RawEnvironment = process.env): RegistrationReading {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = Registration.safeParse(given);
  if (!parsed.success) return { kind: 'invalid', problems: issuesOf(parsed.error) };
  const { GHE_HOST, GHE_PROTOCOL, HOST, PORT } = parsed.data;
  return {
    kind: 'ok',
    github: githubOf(GHE_HOST, GHE_PROTOCOL),
    http: { host: loopbackHosts.includes(HOST) ? HOST : '127.0.0.1', port: Number(PORT) },
    settings: GHE_HOST === undefined ? {} : { GHE_HOST, GHE_PROTOCOL },
    taken: credentialNames.filter((name) => name in given),
  };
}

function githubOf(host: string | undefined, protocol: string): Config['github'] {
  const webUrl = host === undefined ? 'https://github.com' : `${protocol}://${host}`;
  return { webUrl, apiUrl: host === undefined ? 'https://api.github.com' : `${webUrl}/api/v3` };
}

/** Takes the secrets out of the environment once they are read, so that no child process inherits them. */
export function forgetSecrets(env: Record<string, string | undefined> = process.env): void {
  for (const name of secretNames) delete env[name];
}

function toConfig(env: Environment): Config {
  return {
    app: {
      id: Number(env.APP_ID),
      privateKey: env.PRIVATE_KEY,
      webhookSecrets: [env.WEBHOOK_SECRET, ...(env.WEBHOOK_SECRET_PREVIOUS === undefined ? [] : [env.WEBHOOK_SECRET_PREVIOUS])],
    },
    ...toLocalConfig(env, '.'),
  };
}

function toLocalConfig(env: z.infer<typeof Local>, folder: string): Omit<Config, 'app'> {
  return {
    github: githubOf(env.GHE_HOST, env.GHE_PROTOCOL),
    http: { host: env.HOST, port: Number(env.PORT) },
    publicUrl: new URL(env.PUBLIC_URL ?? `http://${env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST}:${env.PORT}`).origin,
    signIn:
      env.GITHUB_CLIENT_ID === undefined || env.GITHUB_CLIENT_SECRET === undefined
        ? undefined
        : { clientId: env.GITHUB_CLIENT_ID, clientSecret: env.GITHUB_CLIENT_SECRET },
    data: resolve(folder, env.COUNTERSIGN_DATA),
    role: env.COUNTERSIGN_ROLE,
    logLevel: env.LOG_LEVEL,
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    qdrant: env.QDRANT_URL === undefined ? undefined : { url: env.QDRANT_URL, apiKey: env.QDRANT_API_KEY },
    model: env.MODEL_BASE_URL === undefined ? undefined : { baseUrl: env.MODEL_BASE_URL, name: env.MODEL_NAME, apiKey: env.MODEL_API_KEY },
    embedding:
      env.EMBEDDING_BASE_URL === undefined || env.EMBEDDING_MODEL === undefined
        ? undefined
        : { baseUrl: env.EMBEDDING_BASE_URL, name: env.EMBEDDING_MODEL, apiKey: env.EMBEDDING_API_KEY },
    semgrepPath: env.SEMGREP_PATH,
    retentionDays: Number(env.RETENTION_DAYS),
    policyFile: env.COUNTERSIGN_POLICY === undefined ? undefined : resolve(folder, env.COUNTERSIGN_POLICY),
    caFile: env.NODE_EXTRA_CA_CERTS === undefined ? undefined : resolve(env.NODE_EXTRA_CA_CERTS),
  };
}
