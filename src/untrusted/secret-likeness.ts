/** Does a literal beside a word like "password" look like a real secret, or like an example, a look-up, a word? */

const PLACEHOLDER =
  /example|change.?me|placeholder|dummy|fake|sample|x{4,}|\*{3,}|\.{3}|^your|[_-]your|your[_-]|^my[_-]|foo|bar(?:$|[_-])|todo|redacted|insert|replace|undefined|default|mock|invalid|missing|required|not[_-]|no[_-]|none|null|true|false|secret|pass(?:word|wd|phrase)|passwd|token|credential|api.?key|qwerty|letmein|lorem|12345|abcd(?:ef)?|0{5,}|1{5,}|test|demo|hello|localhost|admin|root|user|deadbeef|cafebabe|SECRET:/i;
const LOOK_UP =
  /^[$%<{[(@&!]|^\)[[.,;)]|\$\{|\{\{|<%|%[sd({]|\$\(|process\.|environ|getenv|^env[.[(:]|^vault:|^arn:|^ssm:|^secretsmanager|\)$|;$/i;
const PATH_OR_URL =
  /^(?:[a-z][a-z0-9+.-]{1,20}:)?\/\/|^[./~]|^[A-Za-z]:\\|[/\\].*[/\\].*\.[a-z]{1,5}$|^[\w*]+(?:\.[\w*]+){2,}$|\.(?:js|ts|py|go|java|json|ya?ml|txt|md|html?|css|pem|key|crt|sh|php|rb)$/i;
/** Words, alone or joined: `passwordField`, `access_token`, `user-password-hash`, `org.example.Token`. */
const WORDS = /^[A-Za-z]?[a-z]*(?:[A-Z][a-z]*)*(?:[ _.:/-][A-Za-z]?[a-z]*(?:[A-Z][a-z]*)*)*\d{0,2}$/;
const MIME_OR_FORMAT = /^[a-z]+\/[a-z0-9.+-]+$|^[YMDHmsdhy:/. -]+$|^\d+(?:[.:,-]\d+)*[a-z%]{0,3}$/;
/** Hash look-ups, integrity, ids: not secrets, and often beside the word "token" or "key". */
const DIGEST = /^(?:sha\d+|md5|urn|uuid)[-:]/i;

/** Shannon entropy in bits per character. */
export function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}

/** For a quoted literal. Minimum 8 characters without spaces; letters and digits or signs mixed; not a word, path or example. */
export function looksLikeSecret(value: string): boolean {
  if (value.length < 8 || value.length > 4096 || /\s/.test(value)) return false;
  if (!/[A-Za-z]/.test(value) || !/[\d!#$%&*+=?@^~]/.test(value)) return false;
  if (LOOK_UP.test(value) || PATH_OR_URL.test(value) || MIME_OR_FORMAT.test(value) || DIGEST.test(value)) return false;
  if (WORDS.test(value) || isPlaceholder(value)) return false;
  return entropy(value) >= 2.75;
}

/** For a value without quotes (`.env`, YAML, properties), where code looks the same: stricter. */
export function looksLikeBareSecret(value: string): boolean {
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  if (/[()[\]{}<>,;"'`\\]|^[A-Za-z_]\w*(?:\.\w+)+$/.test(value)) return false;
  return value.length >= 10 && looksLikeSecret(value) && entropy(value) >= 3;
}

/** Long random values may hold any three letters by chance: an example word must be a good part of the value. */
function isPlaceholder(value: string): boolean {
  const found = PLACEHOLDER.exec(value)?.[0];
  return found !== undefined && (found.length >= 5 || found.length * 6 >= value.length);
}
