/** Where values from outside, secrets and weak means meet dangerous calls. The scanner has more rules; these only lead a question. */
import type { ChangeView } from './change-view.ts';
import { isTest } from './removed-rules.ts';
import type { Sign } from './suspicion.ts';

/** How frameworks hand over what a request brings; source of a regular expression. */
export const requestInput = String.raw`(?:req(?:uest)?|ctx|event|params)\.(?:query|params|body|headers|cookies|args|form|json|GET|POST|values|files|param|url)(?![\w])|\bparams\[|\$_(?:GET|POST|REQUEST|COOKIE)|input\(\)`;

interface InputRule {
  readonly kind: string;
  readonly pattern: RegExp;
  readonly unless?: RegExp;
  readonly fact: string;
  readonly claim: string;
  readonly title: string;
  readonly severity: Sign['severity'];
}

const rules: readonly InputRule[] = [
  {
    kind: 'shell',
    pattern:
      /\b(?:exec|execSync|system|popen|spawn|shell_exec|passthru|run|call|check_output|Popen)\(\s*(?:f["']|`[^`]*\$\{|["'][^"']*["']\s*(?:\+|%|\.format)|[^)]*shell\s*=\s*True)/u,
    unless: /\.exec\(\s*`?(?:SELECT|INSERT)/iu,
    fact: 'A command line is put together from values and handed to a shell.',
    claim: 'Command injection: whoever controls one of the values runs commands of their own.',
    title: 'Command injection: values joined into a shell command',
    severity: 'error',
  },
  {
    kind: 'path',
    pattern: new RegExp(
      String.raw`(?:open|readFile\w*|createReadStream|sendFile|send_file|writeFile\w*|unlink\w*|path\.join|path\.resolve|os\.path\.join|Path|FileInputStream|File|filepath\.Join|file_get_contents)\([^;]*(?:${requestInput})`,
      'u',
    ),
    unless: /basename|secure_filename|normalize|startsWith/u,
    fact: 'A path is built from a value of the request.',
    claim: 'Path traversal: with `../` in the value, files outside the folder are read or written.',
    title: 'Path traversal: user input in a file path',
    severity: 'error',
  },
  {
    kind: 'html',
    pattern:
      /\.innerHTML\s*\+?=\s*(?!['"`]\s*['"`])(?!.*(?:sanitize|escape|DOMPurify))|dangerouslySetInnerHTML|\bdocument\.write\(|\bmark_safe\((?!\s*[rbu]?(?:"[^"{}%]*"|'[^'{}%]*')\s*\))|\|\s*safe\b|\.html_safe\b|insertAdjacentHTML\(|v-html=|res\.send\(\s*`[^`]*<[^`]*\$\{|Markup\(\s*f?["'].*[{%]/u,
    unless: /DOMPurify|sanitize|escapeHtml|escape\(/u,
    fact: 'A value goes into HTML without escaping.',
    claim: 'Cross-site scripting (XSS): if a user controls the value, their script runs in other people’s pages.',
    title: 'Cross-site scripting (XSS): unescaped value in HTML',
    severity: 'error',
  },
  {
    kind: 'eval',
    pattern:
      /(?<![\w.$])eval\(\s*[^'"`)]|new Function\(\s*[^)]*[\w$]|\bpickle\.loads?\(|\byaml\.load\((?!.*Safe)|\bunserialize\(|\bmarshal\.loads\(|ObjectInputStream\(|(?<![\w.$])exec\(\s*[a-z_]+\s*\)\s*$/u,
    fact: 'Data is turned into running code or objects here.',
    claim: 'Remote code execution: if the data comes from a user, they choose what runs (unsafe eval or insecure deserialization).',
    title: 'Unsafe eval or deserialization of data',
    severity: 'error',
  },
  {
    kind: 'weak-hash',
    pattern:
      /\b(?:createHash\(\s*['"](?:md5|sha1)['"]|hashlib\.(?:md5|sha1)\(|MessageDigest\.getInstance\(\s*"(?:MD5|SHA-?1)"|md5\(|sha1\(|Digest::MD5|crypto\.(?:MD5|SHA1))/iu,
    unless: /etag|checksum|cache|usedforsecurity=False|fingerprint|integrity/iu,
    fact: 'MD5 and SHA-1 are broken and fast to guess.',
    claim:
      'Weak hash: passwords or signatures made with it can be forged or guessed; a slow password hash such as bcrypt, or SHA-256, is needed.',
    title: 'Weak hash algorithm (MD5 or SHA-1)',
    severity: 'warning',
  },
  {
    kind: 'weak-random',
    pattern:
      /(?<!fetch|refresh|cancel|request)(?:token|secret|password|session|otp|nonce|salt|api_?key|code|csrf|reset)\w*\s*(?::\s*\w+\s*)?[:=].*(?:Math\.random\(|\brandom\.(?:random|randint|choice|choices)\(|\brand\(\)|new Random\(|mt_rand)/iu,
    fact: 'The random numbers are predictable: this generator is not made for secrets.',
    claim: 'Weak randomness: a token or password made from it can be predicted; a cryptographic generator is needed.',
    title: 'Predictable random number used for a secret',
    severity: 'error',
  },
  {
    kind: 'tls-off',
    pattern:
      /rejectUnauthorized\s*:\s*false|verify\s*=\s*False|InsecureSkipVerify\s*:\s*true|NODE_TLS_REJECT_UNAUTHORIZED|CURLOPT_SSL_VERIFYPEER\s*,\s*(?:false|0)|check_hostname\s*=\s*False|verify_signature["']?\s*:\s*False|algorithms?\s*[:=]\s*\[?\s*['"]none['"]/u,
    fact: 'The verification of a certificate or signature is switched off.',
    claim: 'Without verification anybody in between can read, change or forge what is sent.',
    title: 'Certificate or signature verification is disabled',
    severity: 'error',
  },
  {
    kind: 'redirect',
    pattern: new RegExp(String.raw`(?:redirect|location\.href\s*=|Location['"]?\s*[,:])\(?[^;]*(?:${requestInput})`, 'u'),
    unless: /startsWith|allowed|whitelist|allowlist|url_has_allowed/iu,
    fact: 'The target of the redirect comes from the request.',
    claim: 'Open redirect: a link to this site can send people to an attacker’s page.',
    title: 'Open redirect: the target comes from user input',
    severity: 'warning',
  },
  {
    kind: 'ssrf',
    pattern: new RegExp(
      String.raw`(?:\bfetch|axios(?:\.\w+)?|requests\.\w+|urlopen|http\.(?:get|request|Get)|got)\(\s*(?:f?["'\x60][^"'\x60]*\$?\{)?[^,;]*(?:${requestInput})`,
      'u',
    ),
    fact: 'The server fetches an address that comes from the request.',
    claim: 'Server-side request forgery (SSRF): a user makes the server call internal addresses.',
    title: 'SSRF: the fetched URL comes from user input',
    severity: 'error',
  },
  {
    kind: 'mass-assignment',
    pattern:
      /(?:Object\.assign\(\s*[\w$.]+\s*,|\.\.\.|\.(?:create|update|updateOne|findByIdAndUpdate|findOneAndUpdate|insert|insertOne|build|set)\([^;]*?)\s*(?:req(?:uest)?|ctx\.request)\.body\b(?!\.)|\*\*request\.(?:json|data|POST)|params\.permit!/u,
    fact: 'All fields of the request body are taken over as they come.',
    claim: 'Mass assignment: a user sets fields that are not theirs to set, such as a role or an owner.',
    title: 'Mass assignment: the whole request body is stored',
    severity: 'error',
  },
  {
    kind: 'prototype',
    pattern: /\bfor\s*\(\s*(?:const|let|var)\s+(\w+)\s+in\s+/u,
    unless: /hasOwn/u,
    fact: 'Keys of an object are copied without a check of their names.',
    claim: 'Prototype pollution: with the key `__proto__` the data changes every object of the program.',
    title: 'Prototype pollution: keys are copied unchecked',
    severity: 'error',
  },
  {
    kind: 'secret-compare',
    pattern:
      /(?<!location\.)\b\w*(?:password|passwd|secret|signature|hmac|digest|api_?key|(?:auth|access|reset|api|session|csrf|bearer)_?token|password_?hash)\w*(?:\(\))?\s*(?:===?|!==?)\s*(?!null|undefined|None|nil|true|false|['"]\s*['"]|''|""|\d|typeof)[\w$.('"]+/iu,
    unless: /timingSafeEqual|compare_digest|\.length|typeof|confirm|type|kind|TokenType|\.kind/iu,
    fact: 'A secret is compared with an ordinary comparison, which ends at the first different character (or compares a password in plain text).',
    claim: 'Plain-text password comparison or timing attack: the secret can be guessed piece by piece, or is stored unhashed.',
    title: 'Secret compared in plain text: timing attack',
    severity: 'info',
  },
  {
    kind: 'secret-logged',
    pattern:
      /(?:console\.\w+|log(?:ger|ging)?\.\w+|print|println|puts)\(.*(?<![\w'"])(?:\w+\.)?(?:password|passwd|secret|token|api_?key|apiKey|credentials|authorization|ssn|cvv|card_?number)\b(?!['"]?\s*(?:is|was|not|missing|expired))/iu,
    unless: /mask|redact|\*{3}/iu,
    fact: 'A secret is written to the log.',
    claim: 'Sensitive data in the log: everybody who reads logs gets the secret.',
    title: 'Sensitive data is logged',
    severity: 'warning',
  },
  {
    kind: 'cors',
    pattern:
      /Access-Control-Allow-Origin['"]?\s*[,:]\s*['"]\*|origin\s*:\s*(?:['"]\*['"]|true)|CORS_ORIGIN_ALLOW_ALL\s*=\s*True|allow_origins\s*=\s*\[\s*['"]\*/u,
    fact: 'Every site may call this interface.',
    claim: 'Any web page can call the API in a visitor’s name; with credentials allowed, it reads their data.',
    title: 'CORS is open to every origin',
    severity: 'info',
  },
  {
    kind: 'redos',
    // Every part of the group may repeat or be missing: one that must stand there, as in `(,\w+)*`, keeps the rounds apart.
    pattern:
      /\((?:\?:)?(?:(?:\\.|\[(?:[^\]\\]|\\.)+\]|[\w.])[?*+]\|?){0,4}(?:\\.|\[(?:[^\]\\]|\\.)+\]|[\w.])[+*](?:\|?(?:\\.|\[(?:[^\]\\]|\\.)+\]|[\w.])[?*+]){0,4}\)[+*]/u,
    unless: /\\\(|\bpath\s*:/u,
    fact: 'The pattern repeats a group that repeats: matching can take exponential time.',
    claim: 'Regular expression denial of service (ReDoS): a long crafted text blocks the process.',
    title: 'ReDoS: nested repetition in a regular expression',
    severity: 'warning',
  },
  {
    kind: 'cookie',
    pattern:
      /httpOnly\s*:\s*false|secure\s*:\s*false|SESSION_COOKIE_SECURE\s*=\s*False|SESSION_COOKIE_HTTPONLY\s*=\s*False|DEBUG\s*=\s*True|debug\s*=\s*True/u,
    fact: 'A protection of cookies or of error pages is switched off.',
    claim: 'Insecure setting: cookies can be stolen, or internals are shown to everybody.',
    title: 'Insecure setting: a protection is switched off',
    severity: 'warning',
  },
];

export function dangerousInput({ added, lines, path, functionAt }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  return rules.flatMap(({ kind, pattern, unless, ...said }) =>
    added
      .filter(
        ({ text, line }) =>
          pattern.test(kind === 'secret-logged' ? withoutWords(text) : text) &&
          unless?.test(text) !== true &&
          (kind !== 'prototype' || copiesKeys(text, line, lines, functionAt(line).text)),
      )
      .slice(0, 3)
      .map(({ line }): Sign => ({ kind, line, category: 'security', ...said })),
  );
}

/** Words in quotes are said, not logged values; what is put into a template stays. */
function withoutWords(text: string): string {
  return text.replaceAll(/(?<![\w$])(?:"[^"{]*"|'[^'{]*')/gu, '""');
}

function copiesKeys(text: string, line: number, lines: readonly string[], owner: string): boolean {
  const key = /\bfor\s*\(\s*(?:const|let|var)\s+(\w+)\s+in\s+/u.exec(text)?.[1] ?? '';
  const body = lines.slice(line, line + 10).join('\n');
  return new RegExp(String.raw`\w\[\s*${key}\s*\]\s*=|\w\[\s*${key}\s*\],`, 'u').test(body) && !/hasOwn|__proto__/u.test(owner);
}
