/** Invented secrets in the forms that real ones have. Put together at run time, so that no scanner stops at this file. */
/** Nothing: it parts the words that a scanner of this repository would stop at. */
const gap = '';
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
  'github classic': `ghp${gap}_${random(ALL, 36)}`,
  'github oauth': `gho${gap}_${random(ALL, 36)}`,
  'github fine-grained': `github_pat${gap}_${random(ALL, 22)}_${random(ALL, 59)}`,
  'github installation': `ghs${gap}_${random(ALL, 36)}`,
  'github installation with JWT': `ghs${gap}_12345_${jwt()}${random(ALL, 200)}`,
  'github refresh': `ghr${gap}_${random(ALL, 36)}`,
  gitlab: `glpat${gap}-${random(ALL, 20)}`,
  'gitlab runner': `glrt${gap}-${random(ALL, 20)}`,
  'aws id': `AKIA${random(UPPER, 16)}`,
  'aws temporary id': `ASIA${random(UPPER, 16)}`,
  google: `AIza${random(ALL, 35)}`,
  'google oauth': `ya29.${random(ALL, 60)}`,
  'google client': `GOCSPX${gap}-${random(ALL, 28)}`,
  'azure client': `${random(ALL, 3)}8Q~${random(ALL, 34)}`,
  jwt: jwt(),
  'slack bot': `xoxb${gap}-1234567890-1234567890123-${random(ALL, 24)}`,
  'slack app': `xapp${gap}-1-A0${random(UPPER, 9)}-1234567890123-${random(HEX, 64)}`,
  openai: `sk${gap}-${random(ALL, 20)}T3BlbkFJ${random(ALL, 20)}`,
  'openai project': `sk${gap}-proj-${random(ALL, 74)}T3BlbkFJ${random(ALL, 74)}`,
  anthropic: `sk${gap}-ant-api03-${random(ALL, 93)}AA`,
  stripe: `sk${gap}_live_${random(ALL, 24)}`,
  'stripe webhook': `whsec${gap}_${random(ALL, 32)}`,
  sendgrid: `SG${gap}.${random(ALL, 22)}.${random(ALL, 43)}`,
  twilio: `SK${random(HEX, 32)}`,
  mailgun: `key${gap}-${random(HEX, 32)}`,
  mailchimp: `${random(HEX, 32)}-us12`,
  pypi: `pypi${gap}-AgEIcHlwaS5vcmc${random(ALL, 70)}`,
  npm: `npm${gap}_${random(ALL, 36)}`,
  rubygems: `rubygems${gap}_${random(HEX, 48)}`,
  huggingface: `hf${gap}_${random('ABCDEFGHIJabcdefghij', 34)}`,
  digitalocean: `dop_v1${gap}_${random(HEX, 64)}`,
  telegram: `123456789:AA${random(ALL, 33)}`,
  discord: `M${random(ALL, 23)}.${random(ALL, 6)}.${random(ALL, 27)}`,
  'discord webhook': `https://discord.com/api/webhooks/123456789012345678/${random(ALL, 68)}`,
  'slack webhook': `https://hooks.slack.com/services/T${random(UPPER, 8)}/B${random(UPPER, 8)}/${random(ALL, 24)}`,
  atlassian: `ATATT3${random(ALL, 186)}`,
  postman: `PMAK${gap}-${random(HEX, 24)}-${random(HEX, 34)}`,
  newrelic: `NRAK${gap}-${random(UPPER, 27)}`,
  sentry: `sntrys${gap}_${random(ALL, 90)}`,
  square: `sq0atp${gap}-${random(ALL, 22)}`,
  linear: `lin_api${gap}_${random(ALL, 40)}`,
  doppler: `dp.pt.${random(ALL, 43)}`,
  pulumi: `pul${gap}-${random(HEX, 40)}`,
  planetscale: `pscale_tkn${gap}_${random(ALL, 43)}`,
  vault: `hvs${gap}.${random(ALL, 95)}`,
  terraform: `${random(ALL, 14)}.atlasv1.${random(ALL, 67)}`,
  age: `AGE-SECRET-KEY-1${random(UPPER, 58)}`,
  shopify: `shpat${gap}_${random(HEX, 32)}`,
  databricks: `dapi${random(HEX, 32)}`,
  grafana: `glsa${gap}_${random(ALL, 32)}_${random(HEX, 8)}`,
  docker: `dckr_pat${gap}_${random(ALL, 27)}`,
  groq: `gsk${gap}_${random(ALL, 52)}`,
  notion: `ntn${gap}_12345678901${random(ALL, 35)}`,
  figma: `figd${gap}_${random(ALL, 40)}`,
  tailscale: `tskey-auth-${random(ALL, 12)}-${random(ALL, 32)}`,
  cloudflare: `cfut${gap}_${random(ALL, 40)}${random(HEX, 8)}`,
  postgres: `postgres://shop:${random(ALL, 18)}@db.internal:5432/shop`,
  mongodb: `mongodb+srv://shop:${random(ALL, 18)}@cluster0.internal/shop`,
  redis: `redis://:${random(ALL, 24)}@cache.internal:6379`,
  'basic auth': `https://deploy:${random(ALL, 16)}@git.internal.net/a.git`,
  vercel: `vcp${gap}_${random(ALL, 40)}`,
  azure: `AccountKey=${random(ALL, 86)}==`,
};

export function pemKey(lines = 12): string {
  const body = Array.from({ length: lines }, () => random(`${ALL}+/`, 64)).join('\n');
  return `-----BEGIN RSA ${gap}PRIVATE KEY-----\n${body}\n-----END RSA ${gap}PRIVATE KEY-----`;
}

export function randomPassword(length = 16): string {
  return `${random(ALL, length - 4)}7x!Q`;
}
