/** Blocks that do not end as they should: a case that runs on, a failure that is answered as success, leftovers. */
import type { ChangeView } from './change-view.ts';
import { indentOf } from './function-around.ts';
import { isTest } from './removed-rules.ts';
import type { Sign } from './suspicion.ts';

const leaves = /\b(?:break|return|throw|continue|goto|yield|System\.exit|process\.exit)\b|fall\s*-?through/iu;

/** `case` with statements and no `break`, followed by another case. */
export function fallsThrough({ added, lines, raw, language, path }: ChangeView): Sign[] {
  if (isTest(path) || !['script', 'java', 'c', 'php'].includes(language)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    if (!/^\s*(?:case\b.*|default\s*):\s*(?:\{\s*)?$/u.test(text)) return [];
    const indent = indentOf(text) ?? 0;
    let last = 0;
    for (let at = line + 1; at <= Math.min(lines.length, line + 40); at += 1) {
      const next = lines[at - 1] ?? '';
      const own = indentOf(next);
      if (own === undefined) continue;
      if (own <= indent) {
        if (last === 0 || !/^\s*(?:case\b|default\s*:)/u.test(next)) return [];
        return [
          {
            kind: 'falls-through',
            startLine: line,
            line: last,
            fact: 'The statements of this case are followed by the next case, with no `break` or `return` in between.',
            claim: 'Missing break: the switch falls through and runs the next case as well, which overwrites what was set here.',
            title: 'Missing break: the case falls through to the next',
            category: 'bug',
            severity: 'error',
          },
        ];
      }
      if (leaves.test(raw[at - 1] ?? '')) return [];
      if (!/^\s*[{}]\s*$/u.test(next)) last = at;
    }
    return [];
  });
}

const answers = /^\s*(?:res|response|reply)\.(?:status\([^()]*\)\s*\.\s*)?(?:json|send|end|redirect|sendStatus|render)\(/u;

/** An `if` that answers and lets the function run on to the next answer. */
export function answersTwice({ added, lines, functionAt, language, path }: ChangeView): Sign[] {
  if (isTest(path) || language !== 'script') return [];
  return added.flatMap(({ line, text }): Sign[] => {
    if (!answers.test(text) || !/\)\s*;?\s*$/u.test(text)) return [];
    const indent = indentOf(text) ?? 0;
    const opener = lines.slice(Math.max(0, line - 12), line - 1).findLast((one) => (indentOf(one) ?? indent) < indent) ?? '';
    if (!/^\s*if\b.*\{\s*$/u.test(opener) || !/^\s*\}\s*$/u.test(lines[line] ?? '')) return [];
    const outer = indentOf(opener) ?? 0;
    for (const next of lines.slice(line + 1, Math.min(functionAt(line).endLine, line + 40))) {
      const own = indentOf(next);
      if (own === undefined || own > outer) continue;
      const refused =
        /status\(\s*[45]\d\d\s*\)/u.test(text) && own === outer && !/^\s*[})\]]|^\s*(?:else|catch|log\w*|console)\b/u.test(next);
      const last = refused || /^\s*(?:await\s+)?next\(/u.test(next) || answers.test(next);
      if (own < outer || (/^\s*(?:return|throw)\b/u.test(next) && !/return\s+(?:next\(|res\.)/u.test(next))) return [];
      if (!last && !/return\s+(?:next\(|res\.)/u.test(next)) continue;
      return [
        {
          kind: 'answer-twice',
          line,
          fact: 'After this answer the function goes on, and answers again or hands on: there is no `return`.',
          claim: 'Missing return: headers are sent twice, which throws, and the code below runs although the request was refused.',
          title: 'Missing return after sending the response (headers already sent)',
          category: 'bug',
          severity: 'warning',
        },
      ];
    }
    return [];
  });
}

/** Go: an error is answered, and the handler runs on. */
export function answersOn({ added, lines, language, path }: ChangeView): Sign[] {
  if (isTest(path) || language !== 'go') return [];
  return added.flatMap(({ line, text }): Sign[] => {
    if (
      !/^\s*(?:http\.Error\(|\w+\.(?:AbortWithStatus\w*|AbortWithError)\(|c\.JSON\(\s*(?:http\.Status(?:Bad|Unauth|Forb|Not|Conf|Intern)|[45]\d\d))/u.test(
        text,
      )
    )
      return [];
    const indent = indentOf(text) ?? 0;
    const opener = lines.slice(Math.max(0, line - 12), line - 1).findLast((one) => (indentOf(one) ?? indent) < indent) ?? '';
    if (!/^\s*if\b.*\{\s*$/u.test(opener) || !/^\s*\}\s*$/u.test(lines[line] ?? '')) return [];
    const next = lines.slice(line + 1, line + 6).find((one) => one.trim() !== '') ?? '';
    if (/^\s*(?:[})]|return\b)/u.test(next) || next === '') return [];
    return [
      {
        kind: 'answer-twice',
        line,
        fact: 'The error is answered, and the handler runs on: there is no `return`.',
        claim: 'Missing return after the error response: the code below runs although the request was refused, and writes a second answer.',
        title: 'Missing return after the error response',
        category: 'bug',
        severity: 'error',
      },
    ];
  });
}

const logs = /^(?:console|log(?:ger|ging)?|LOG(?:GER)?|logging)\.\w+\(/u;

/** The handler only writes to the log, and what follows it tells of success. */
export function failureAsSuccess({ added, lines, functionAt, path }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    if (!/\bcatch\b\s*(?:\([^)]*\))?\s*\{\s*$|^\s*except\b.*:\s*$/u.test(text)) return [];
    const indent = indentOf(text) ?? 0;
    const body: string[] = [];
    let at = line + 1;
    for (; at <= Math.min(lines.length, line + 8); at += 1) {
      const next = lines[at - 1] ?? '';
      const own = indentOf(next);
      if (own !== undefined && own <= indent) break;
      if (next.trim() !== '') body.push(next.trim());
    }
    if (body.length === 0 || body.length > 3 || !body.every((one) => logs.test(one))) return [];
    const rest = lines.slice(at - 1, Math.min(functionAt(line).endLine, at + 6)).join('\n');
    if (
      !/status\(\s*20\d\s*\)|\.json\(\s*\{\s*(?:ok|success|received|status)|return\s+(?:true|True)|,\s*20\d\b|ResponseEntity\.ok|http\.StatusOK/u.test(
        rest,
      )
    )
      return [];
    return [
      {
        kind: 'failure-as-success',
        startLine: line,
        line: at - 1,
        fact: 'The error is only written to the log; after it the function answers as if all were well.',
        claim: 'Swallowed error: the caller gets a success (status 200) and does not retry, although the work failed.',
        title: 'Error is swallowed: a failure is answered with success',
        category: 'error-handling',
        severity: 'error',
      },
    ];
  });
}

/** Temporary files that are removed only when all goes well. */
export function leftBehind({ added, functionAt, path }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    if (
      !/\b(?:mkdtemp\w*|mkstemp|MkdirTemp|CreateTemp|createTempFile|createTempDirectory|NamedTemporaryFile|tmpdir\(\)[^;]*mkdir)\(/u.test(
        text,
      )
    )
      return [];
    if (/\bwith\b|\busing\b|delete\s*=\s*True|\bthis\.|\bself\.|=>|->/u.test(text)) return [];
    const owner = functionAt(line).text;
    if (/\bfinally\b|\bdefer\b|try\s*\(|addCleanup|atexit|deleteOnExit/u.test(owner)) return [];
    const removed = /\.rm\(|rmSync|rmtree|unlink|os\.remove|RemoveAll|deleteIfExists|\.delete\(/u.test(owner);
    return [
      {
        kind: 'left-behind',
        line,
        fact: removed
          ? 'The temporary files are removed at the end, but not when something throws before.'
          : 'Nothing in this function removes the temporary files.',
        claim: 'Leak of temporary files: on an error they stay, and the disk fills up; the cleanup belongs into `finally`.',
        title: 'Temporary files are left behind on failure (missing cleanup in finally)',
        category: 'resource',
        severity: 'warning',
      },
    ];
  });
}

/** A function that makes a key out of some of its parameters and leaves one out. */
export function keyWithoutPart({ added, functionAt, path }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const owner = functionAt(line);
    if (!/\b(?:def|func|function|public|private|protected|static|const)\b/u.test(text)) return [];
    if (owner.startLine !== line || !/key|hash|digest|fingerprint|signature/iu.test(owner.name)) return [];
    const [, list = ''] = /\(([^()]*)\)/u.exec(text.slice(text.indexOf(owner.name))) ?? [];
    const names = list
      .split(',')
      .flatMap((one) => /^\s*(?:final\s+)?(?:[\w<>[\], ]+\s)?(\w+)\s*(?::|=|$|\s+[\w.*[\]]+$)/u.exec(one)?.[1] ?? []);
    const body = owner.text.split('\n').slice(1).join('\n');
    const unused = names.find(
      (name) => !/^(?:self|this|cls|_\w*|ctx)$/u.test(name) && !new RegExp(`(?<![\\w.])${name}\\b`, 'u').test(body),
    );
    if (unused === undefined || names.length < 2 || body.trim() === '') return [];
    return [
      {
        kind: 'key-without-part',
        startLine: line,
        line: line + 1,
        fact: `\`${owner.name}()\` takes \`${unused}\` and does not use it: the key is the same for every ${unused}.`,
        claim: `Cache key collision: entries that differ only in ${unused} (another tenant or user, say) are taken for each other, so data leaks between them.`,
        title: `The key does not hold ${unused}: entries collide`,
        category: 'bug',
        severity: 'error',
      },
    ];
  });
}
