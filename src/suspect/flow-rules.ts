/** Values from outside on their way through one function: by the names they are given. */
import type { ChangeView } from './change-view.ts';
import { requestInput } from './input-rules.ts';
import { isTest } from './removed-rules.ts';
import type { Sign } from './suspicion.ts';

interface Sink {
  readonly kind: string;
  /** Where `NAME` stands the name of a value. */
  readonly call: string;
  readonly harmless: RegExp;
  readonly fact: (name: string) => string;
  readonly claim: string;
  readonly title: string;
  readonly severity: Sign['severity'];
}

const sinks: readonly Sink[] = [
  {
    kind: 'path',
    call: String.raw`(?:path\.(?:join|resolve)|os\.path\.join|filepath\.Join|Paths\.get|Path\.of|new File|readFile\w*|createReadStream|sendFile|send_file|(?<![\w.])open|writeFile\w*|unlink\w*|os\.(?:Open|ReadFile))\([^;]*(?<![\w.])NAME(?![\w])|/\s*NAME\s*$`,
    harmless:
      /basename|secure_filename|normalize|startsWith|startswith|is_relative_to|resolve\(\)|\.test\(|Base\(|safe_join|send_from_directory|\bClean\(|fullmatch|match\(/u,
    fact: (name) => `\`${name}\` comes from the request and becomes part of a path without a check.`,
    claim:
      'Path traversal: with `../` in the value, files outside of the folder are read or written (directory traversal); it must be sanitized.',
    title: 'Path traversal: user input in a file path without a check',
    severity: 'error',
  },
  {
    kind: 'ssrf',
    call: String.raw`(?:(?<![\w.])fetch|axios(?:\.\w+)?|requests\.\w+|urlopen|http\.(?:get|request|Get)|(?<![\w.])got|httpx\.\w+|session\.get|[cC]lient\.[gG]et|new URL|restTemplate\.\w+)\(\s*NAME\b`,
    harmless: /allow|whitelist|hostname|\.host\b|isPrivate|is_private|urlparse|valid/iu,
    fact: (name) => `The server fetches \`${name}\`, an address that comes from the request.`,
    claim:
      'Server-side request forgery (SSRF): a caller makes the server reach internal addresses, such as metadata services; hosts must be checked against an allow list.',
    title: 'SSRF: the server fetches a URL given by the user',
    severity: 'error',
  },
  {
    kind: 'redirect',
    call: String.raw`(?:redirect|Redirect|HttpResponseRedirect|sendRedirect|location\.assign|location\.replace)\([^;]*(?<![\w.])NAME\b|Location['"]\s*[,:]\s*NAME\b|location\.href\s*=\s*NAME\b`,
    harmless: /startsWith|startswith|allow|whitelist|url_has_allowed|is_safe|\.host\b|hostname|origin/iu,
    fact: (name) => `The redirect goes to \`${name}\`, which comes from the request.`,
    claim:
      'Open redirect: a link to this site sends people to an attacker’s page; only relative or listed targets should be accepted (validate the URL).',
    title: 'Open redirect: the target comes from user input',
    severity: 'error',
  },
  {
    kind: 'regexp',
    call: String.raw`new RegExp\(\s*NAME\b|re\.(?:compile|search|match|findall|sub)\(\s*NAME\b`,
    harmless: /escape/iu,
    fact: (name) => `\`${name}\` comes from the request and becomes a regular expression.`,
    claim: 'Regular expression injection: a crafted pattern blocks the process (ReDoS) or matches everything; it must be escaped.',
    title: 'Regular expression built from user input (ReDoS)',
    severity: 'warning',
  },
  {
    kind: 'sort-field',
    call: String.raw`(?:order_by|orderBy|ORDER BY)\W[^;]*(?<![\w.])NAME\b|(?:getattr|setattr)\(\s*\w+,\s*NAME\b`,
    harmless: /allow|whitelist|\bin\s+[A-Z_]{3,}|includes\(|\bhas\(/u,
    fact: (name) => `\`${name}\` comes from the request and chooses a column or an attribute.`,
    claim:
      'Injection by name: a caller sorts by or reaches fields that were not meant to be reachable; only listed names should be accepted (validation).',
    title: 'Field name from user input is not checked against a list',
    severity: 'warning',
  },
];

/** Names in this function that hold what a caller sent. */
function outsideNames(text: string, header: string): readonly string[] {
  const names = new Set<string>();
  const direct = new RegExp(
    String.raw`(?:const|let|var)?\s*(\w+)\s*(?::[^=\n]+)?:?=\s*(?:await\s+|str\(|String\()?(?:${requestInput}|request\.data\b)|(\w+)\s*:?=\s*(?:r\.URL\.Query\(\)|r\.FormValue\(|c\.(?:Param|Query|PostForm)\(|mux\.Vars\(|request\.getParameter\(|request\.query_params|searchParams\.get\()`,
    'gu',
  );
  for (const [, one, two] of text.matchAll(direct)) names.add(one ?? two ?? '');
  const taken = new RegExp(String.raw`(?:const|let|var)\s*\{([^}]{1,200})\}\s*=\s*(?:await\s+)?(?:${requestInput})`, 'gu');
  for (const [, list = ''] of text.matchAll(taken)) for (const [name] of list.matchAll(/\w+(?=\s*(?:,|=|$))/gu)) names.add(name);
  for (const [, path, typed, param] of header.matchAll(
    /<(?:path|string):(\w+)>|\{(\w+):path\}|@(?:RequestParam|PathVariable)(?:\([^)]*\))?\s+String\s+(\w+)/gu,
  ))
    names.add(path ?? typed ?? param ?? '');
  return [...names].filter((name) => name.length > 1 && !/^(?:const|let|var|self|this|req|request)$/u.test(name)).slice(0, 12);
}

export function outsideIntoSink(view: ChangeView): Sign[] {
  if (isTest(view.path)) return [];
  const owners = new Map<number, readonly string[]>();
  const signs = view.added.flatMap(({ line, text }): Sign[] => {
    if (!/[(=/]/u.test(text)) return [];
    const owner = view.functionAt(line);
    const names =
      owners.get(owner.startLine) ??
      outsideNames(owner.text.slice(0, 8_000), view.lines.slice(Math.max(0, owner.startLine - 6), owner.startLine + 3).join('\n'));
    owners.set(owner.startLine, names);
    return names.flatMap((name) =>
      sinks.flatMap(({ kind, call, harmless, fact, claim, title, severity }): Sign[] => {
        if (!new RegExp(call.replaceAll('NAME', name), 'u').test(text) || harmless.test(owner.text)) return [];
        return [{ kind, line, fact: fact(name), claim, title, category: 'security', severity }];
      }),
    );
  });
  return signs.slice(0, 4);
}

/** A command line is put together in one line and run in another. */
export function commandOfParts({ added, functionAt, path }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const name =
      /\b(\w+)\s*(?::\s*\w+\s*)?:?=\s*(?:`[^`]*\$\{|f["'][^"']*\{|["'][^"']*["']\s*(?:\+|%|\.format)|fmt\.Sprintf\(|String\.format\()/u.exec(
        text,
      )?.[1];
    if (name === undefined) return [];
    const runs = new RegExp(
      `(?<![\\w.])(?:exec|execSync|os\\.system|os\\.popen|child_process\\.exec|subprocess\\.\\w+)\\(\\s*${name}\\b|getRuntime\\(\\)\\.exec\\(\\s*${name}\\b|exec\\.Command\\(\\s*"(?:sh|bash)"[^)]*\\b${name}\\b`,
      'u',
    );
    const owner = functionAt(line).text;
    const run = runs.exec(owner)?.[0];
    if (run === undefined || (/subprocess/u.test(run) && !/shell\s*=\s*True/u.test(owner)) || /shlex\.quote|escapeshell/u.test(owner))
      return [];
    return [
      {
        kind: 'shell',
        line,
        fact: `\`${name}\` is put together from values and then handed to a shell.`,
        claim:
          'Command injection: whoever controls one of the values (a file name, say) runs commands of their own; execFile with a list of arguments needs no shell and no escaping.',
        title: 'Command injection: values joined into a shell command',
        category: 'security',
        severity: 'error',
      },
    ];
  });
}
