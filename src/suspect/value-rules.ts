/** Values in places where they do harm: in the text of a query, as a secret in the code, from a request without a look. */
import type { ChangeView } from './change-view.ts';
import { requestInput } from './input-rules.ts';
import { isTest } from './removed-rules.ts';
import type { Sign } from './suspicion.ts';

const sql = /\b(?:SELECT\b[\s\S]*\bFROM|INSERT\s+INTO|UPDATE\s+[\w.`"]+\s+SET|DELETE\s+FROM|WHERE\b)/u;
const joined = /\$\{|%s['"]?\s*%|\.format\(|['"]\s*\+\s*[\w$]|[\w$)\]]\s*\+\s*['"]|f["']{1,3}[^"']*\{|#\{|\{[A-Za-z_]\w*\}|\$[a-z_]\w*\b/u;

/** SQL with values put into its text, over several lines too. */
export function joinedSql({ added, lines, language, path }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  const told = new Set<number>();
  return added.flatMap(({ line, text }): Sign[] => {
    if (!/\b(?:SELECT|INSERT|UPDATE|DELETE|select|insert into|update|delete from)\b/u.test(text)) return [];
    const [startLine, endLine] = literalAround(lines, line, language === 'python' ? /f?("""|''')/u : /(`)/u);
    if (told.has(startLine)) return [];
    const query = lines.slice(startLine - 1, endLine).join('\n');
    const opened = lines[startLine - 1] ?? '';
    const literal =
      language === 'python' ? /\bf["']/u.test(query) || /["']\s*%\s*[\w(]|\.format\(|["']\s*\+|\+\s*["']/u.test(query) : joined.test(query);
    if (
      !literal ||
      // psycopg's own composition quotes what it is given.
      (language === 'python' && /\bSQL\(/u.test(query) && /\b(?:Identifier|Literal|Placeholder)\(/u.test(query)) ||
      !sql.test(query.replaceAll(/\b(?:select|insert into|update|delete from|from|where|set)\b/gu, (word) => word.toUpperCase())) ||
      !joined.test(query)
    )
      return [];
    told.add(startLine);
    const parts = [...query.matchAll(/\$?\{\s*([\w$.]+)[^}]*\}|\+\s*([A-Za-z_$][\w$.]*)/gu)].flatMap((match) => match[1] ?? match[2] ?? []);
    const names = [...new Set(parts)].slice(0, 4).map((name) => `\`${name}\``);
    return [
      {
        kind: 'sql',
        startLine: Math.max(startLine, line - 12),
        line: Math.min(endLine, startLine + 12),
        fact: `${names.length > 0 ? names.join(' and ') : 'A value'} ${names.length > 1 ? 'are' : 'is'} put into the text of the SQL query${/\bf["']/u.test(opened) ? ' by an f-string' : ''} instead of being passed as ${names.length > 1 ? 'parameters' : 'a parameter'}.`,
        claim: 'SQL injection: whoever controls one of these values (user input) changes the raw query; it should be parameterized.',
        title: 'SQL injection: user input in a raw query that is not parameterized',
        category: 'security',
        severity: 'error',
      },
    ];
  });
}

function literalAround(lines: readonly string[], line: number, quote: RegExp): readonly [number, number] {
  const odd = (text: string): boolean => ((text.split(quote).length - 1) / 2) % 2 === 1;
  let opened = line;
  if (!odd(lines[line - 1] ?? '')) {
    let at = line - 1;
    while (at > 0 && line - at < 15 && !odd(lines[at - 1] ?? '')) at -= 1;
    if (at <= 0 || line - at >= 15) return [line, line];
    opened = at;
  }
  for (let at = Math.max(opened + 1, line); at <= Math.min(lines.length, opened + 25); at += 1)
    if (odd(lines[at - 1] ?? '')) return [opened, at];
  return [line, line];
}

const secretName =
  /(?:^|[^\w])["']?((?:[\w$]*[_.])?\w*(?:password|passwd|secret|api_?key|apikey|access_?key|private_?key|secret_?key|auth_?token|access_?token|jwt\w*|token|credentials?|conn(?:ection)?_?string)\w*)["']?\s*(?::\s*\w+\s*)?(?:=|:|=>|:=)\s*(?:[\w.]+\s*(?:\|\||\?\?|or)\s*)?(["'`])((?:(?!\2).){6,})\2/iu;
const noSecret =
  /^[\^~>=]*\d+\.\d+|process\.env|getenv|environ|config\.get|\$\{|<[^>]+>|^(?:your|change|example|xxx|placeholder|none|null|test|dummy|string|bearer|basic)|\s\w+\s|^[A-Z_]+$|^\/|^https?:|^\.|\{\{|label|_id$|header|field|column|name|path|url|required|invalid|must|please/iu;

/** A literal beside a name that says secret. */
export function secretInCode({ added, path }: ChangeView): Sign[] {
  if (isTest(path) || /\.(?:md|lock|ya?ml\.example|example|sample)$/u.test(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const match = secretName.exec(text);
    const [name, value] = [match?.[1], match?.[3]];
    const known = /["'`](?:sk_live_|rk_live_|ghp_|github_pat_|AKIA|SG\.|xox[abp]-|AIza|glpat-|-----BEGIN)/u.test(text);
    if (
      (name === undefined ||
        value === undefined ||
        noSecret.test(value) ||
        /(?:type|name|field|header|url|uri|path|label|expires\w*|placeholder|regex|pattern|message|hint)$/iu.test(name)) &&
      !known
    )
      return [];
    const what = (name ?? 'key').replace(/^.*\./u, '');
    return [
      {
        kind: 'secret',
        line,
        fact: `\`${what}\` has its value in the source code: everybody who can read the repository, now or in its history, has the secret in plain text.`,
        claim: `Hardcoded secret: ${what} is a literal in the code instead of an environment variable, so it leaks with the code and cannot be rotated without a release.`,
        title: `Hardcoded ${wordsOf(what)}: load it from an environment variable`,
        category: 'security',
        severity: 'error',
      },
    ];
  });
}

/** `secretKey` as `secret key`: how people say it. */
function wordsOf(name: string): string {
  return name
    .replaceAll(/([a-z\d])([A-Z])/gu, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
}

/** Several values of a request taken as they come, in a function that looks at none of them. */
export function uncheckedInput({ added, functionAt, path }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  const told = new Set<number>();
  // No two parts may both take the blanks: with a line of blanks the time would grow by the fourth power.
  const reads = new RegExp(String.raw`^\s*(?:(?:const|let|var)\b\s*)?[\w{}][\w{\s,}]*(?::[^=]+)?=\s*(?:await\s+)?(?:${requestInput})`, 'u');
  return added.flatMap(({ line, text }): Sign[] => {
    if (!reads.test(text)) return [];
    const owner = functionAt(line);
    if (told.has(owner.startLine)) return [];
    if (
      /valid|schema|parse|sanitize|serializer|zod|\bjoi\b|Form\(|clean|assert|\bint\(|Number\(|isNaN|typeof|\bif\s*\(?\s*(?:!|not\b)|isinstance|escape|allowed/iu.test(
        owner.text,
      )
    )
      return [];
    if (!/\b(?:query|execute|raw|find|save|create|update|insert|delete|open|exec|send|fetch|render|write)\w*\s*\(/u.test(owner.text))
      return [];
    told.add(owner.startLine);
    const same = added.filter((one) => one.line >= line && one.line <= line + 3 && reads.test(one.text));
    return [
      {
        kind: 'unchecked-input',
        startLine: line,
        line: same.at(-1)?.line ?? line,
        fact: `The request's values are used in ${owner.name === '' ? 'this function' : `\`${owner.name}()\``} as they come: no type, length or range is checked.`,
        claim: 'No input validation: missing, very long or malformed values of the request reach the code below and fail there or do harm.',
        title: 'No input validation of the request parameters',
        category: 'security',
        severity: 'warning',
      },
    ];
  });
}

const guessable =
  /Math\.random\(|\brandom\.(?:random|randint|randrange|choice|choices|sample)\(|\brand\.(?:Intn?|Int63n?|Int31n?)\(|new Random\(|ThreadLocalRandom|RandomStringUtils\.random/u;

/** A function whose name says that it makes a secret, and whose random numbers can be guessed. */
export function randomSecret({ added, functionAt, all, path }: ChangeView): Sign[] {
  if (isTest(path) || /SystemRandom|SecureRandom/u.test(all.slice(0, 50_000))) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    if (!guessable.test(text)) return [];
    const { name } = functionAt(line);
    if (
      !/token|secret|passw|session|otp\b|nonce|salt|api_?key|csrf|reset_?code|verification|invite_?code/iu.test(name) ||
      /fetch|mock|fake/iu.test(name)
    )
      return [];
    return [
      {
        kind: 'weak-random',
        line,
        fact: `\`${name}()\` makes a secret, and this generator is not made for secrets.`,
        claim:
          'Weak randomness: the numbers are predictable, so a token, state or password made of them can be guessed; a cryptographically secure generator (crypto, secrets) is needed.',
        title: 'Predictable random (not cryptographically secure) used for a secret',
        category: 'security',
        severity: 'error',
      },
    ];
  });
}
