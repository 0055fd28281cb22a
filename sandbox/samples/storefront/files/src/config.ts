export interface Config {
  readonly port: number;
  readonly catalogUrl: string;
  readonly sessionSecret: string;
  readonly pageSize: number;
}

export function readConfig(env: NodeJS.ProcessEnv): Config {
  const sessionSecret = env.SESSION_SECRET;
  if (!sessionSecret) throw new Error('SESSION_SECRET is missing: set it to a long random text.');
  return {
    port: Number(env.PORT ?? 3000),
    catalogUrl: env.CATALOG_URL ?? 'http://localhost:4000',
    sessionSecret,
    pageSize: Number(env.PAGE_SIZE ?? 24),
  };
}
