/**
 * Tokens that tell by their form what they are, beyond the rules of secretlint's preset (see `vendor-secrets.ts`).
 * Every pattern starts at a token's edge and is bounded or consumes what it read, so that a 30 MB line stays cheap.
 */
export interface TokenPattern {
  readonly kind: string;
  readonly pattern: RegExp;
}

const token = (kind: string, body: string, flags = ''): TokenPattern => ({
  kind,
  pattern: new RegExp(`(?<![A-Za-z0-9_-])(?:${body})`, `g${flags}`),
});

export const TOKEN_PATTERNS: readonly TokenPattern[] = [
  // Installation tokens carry a JWT since 2026: https://github.blog/changelog/2026-05-15-github-app-installation-tokens-per-request-override-header/
  token('github', String.raw`gh[pousr]_[A-Za-z0-9._-]{36,12000}`),
  token('github', String.raw`github_pat_[A-Za-z0-9_]{50,255}`),
  token('gitlab', String.raw`gl(?:pat|ptt|dt|rt|soat|agent|cbt|ft|imt|oas)-[A-Za-z0-9_.-]{20,300}`),
  token('aws', String.raw`(?:AKIA|ASIA|AROA|AIDA)(?!IOSFODNN7EXAMPLE)[A-Z2-7]{16}(?![A-Za-z0-9])`),
  token('google', String.raw`AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])|ya29\.[A-Za-z0-9_-]{30,300}|GOCSPX-[A-Za-z0-9_-]{28}`),
  token('azure', String.raw`(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,90}={0,2}`),
  token('azure', String.raw`[A-Za-z0-9_~.]{3}[78]Q~[A-Za-z0-9_~.-]{31,34}`),
  token('jwt', String.raw`eyJ[A-Za-z0-9_-]{10,4000}\.eyJ[A-Za-z0-9_-]{10,8000}\.[A-Za-z0-9_-]{20,2000}`),
  token('slack', String.raw`xox[abeoprs]-(?=[A-Za-z0-9-]{0,20}\d)[A-Za-z0-9-]{20,200}|xapp-\d-[A-Za-z0-9-]{20,200}`),
  token('openai', String.raw`sk-(?:proj-|svcacct-|admin-)?(?=[A-Za-z_-]{0,40}\d)[A-Za-z0-9_-]{40,200}`),
  token('anthropic', String.raw`sk-ant-[a-z0-9]{3,8}-[A-Za-z0-9_-]{60,200}`),
  token('stripe', String.raw`(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,99}|whsec_[A-Za-z0-9+/]{32,64}`),
  token('sendgrid', String.raw`SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{32,64}`),
  token('twilio', String.raw`SK[0-9a-f]{32}(?![0-9A-Za-z])`),
  token('mailgun', String.raw`key-[0-9a-f]{32}(?![0-9A-Za-z])`),
  token('mailchimp', String.raw`[0-9a-f]{32}-us\d{1,2}(?![0-9A-Za-z])`),
  token('pypi', String.raw`pypi-AgE[A-Za-z0-9_-]{50,1000}`),
  token('npm', String.raw`npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])`),
  token('rubygems', String.raw`rubygems_[0-9a-f]{48}`),
  token('huggingface', String.raw`hf_(?=[A-Za-z]{0,33}[A-Z0-9])[A-Za-z0-9]{34,40}(?![A-Za-z0-9])`),
  token('digitalocean', String.raw`do[opr]_v1_[0-9a-f]{64}`),
  token('telegram', String.raw`\d{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])`),
  token('discord', String.raw`[MNO][A-Za-z0-9_-]{23,25}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,38}(?![A-Za-z0-9_-])`),
  token('webhook', String.raw`https://(?:[a-z]{1,10}\.)?discord(?:app)?\.com/api/webhooks/\d{10,20}/[A-Za-z0-9_-]{50,90}`),
  token('webhook', String.raw`https://hooks\.slack\.com/(?:services|workflows)/[A-Za-z0-9/]{20,100}`),
  token('webhook', String.raw`https://[a-z0-9-]{1,60}\.webhook\.office\.com/webhookb2/[A-Za-z0-9@/-]{60,200}`),
  token('atlassian', String.raw`ATATT3[A-Za-z0-9_=-]{50,300}`),
  token('postman', String.raw`PMAK-[0-9a-f]{24}-[0-9a-f]{34}`),
  token('newrelic', String.raw`NRAK-[A-Z0-9]{27}`),
  token('sentry', String.raw`sntry[su]_[A-Za-z0-9+/=_-]{40,400}`),
  token('square', String.raw`sq0(?:atp|csp)-[A-Za-z0-9_-]{22,43}`),
  token('linear', String.raw`lin_api_[A-Za-z0-9]{32,128}`),
  token('doppler', String.raw`dp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9]{40,60}`),
  token('pulumi', String.raw`pul-[0-9a-f]{40}`),
  token('planetscale', String.raw`pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.-]{32,64}`),
  token('vault', String.raw`hv[sbr]\.[A-Za-z0-9_-]{24,300}`),
  token('terraform', String.raw`[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{60,70}`),
  token('age', String.raw`AGE-SECRET-KEY-1[A-Z0-9]{58}`),
  token('shopify', String.raw`shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}`),
  token('databricks', String.raw`dapi[0-9a-f]{32}`),
  token('grafana', String.raw`gl(?:c|sa)_[A-Za-z0-9+/_]{32,400}={0,2}`),
  token('docker', String.raw`dckr_(?:pat|oat)_[A-Za-z0-9_-]{27,40}`),
  token(
    'authorization',
    String.raw`(?<=Authorization["']{0,2}[:=,] {0,4}["'\x60]{0,2}(?:Bearer|Basic|token|Token) )(?=[A-Za-z_.~+/=-]{0,60}\d)[A-Za-z0-9_.~+/=-]{16,4000}`,
    'i',
  ),
];

/** `scheme://user:password@host`. The password is looked at by the caller: `user:password@localhost` is an example. */
export const URL_PASSWORD = /(?<=[a-z0-9+.-]{2,20}:\/\/[^\s:/@"'`<>]{0,80}:)[^\s:/@"'`<>\\]{6,200}(?=@[A-Za-z0-9[])/g;
