/** Errors that vanish, rights that are not asked for, callers that were not changed with what they call. */
import type { ChangeView } from './change-view.ts';
import { isTest } from './removed-rules.ts';
import type { Sign } from './suspicion.ts';

/** A handler that does nothing, or hands back a harmless value as if all were well. */
export function swallowedError({ added, lines, raw, path }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const opens = /\bcatch\b\s*(?:\([^)]*\))?\s*\{?\s*(\}?)\s*$|\bexcept\b.*:\s*(pass)?\s*$|\brescue\b(.*)$/u.exec(text);
    const inline =
      /\.catch\(\s*(?:\(\s*\w*\s*\)|\w+)\s*=>\s*(?:\{\s*\}|null|undefined|\[\]|false)\s*\)|catch\s*(?:\([^)]*\))?\s*\{\s*\}|except.*:\s*pass\b/u.test(
        text,
      );
    if (opens === null && !inline) return [];
    // Whoever writes `void` or says why has meant it.
    if (/^\s*void\b/u.test(text) || raw.slice(line - 1, line + 3).some((one) => /\/\/|\/\*|(?:^|\s)#\s/u.test(one))) return [];
    // Whoever names the error knows what it means, and whoever leaves its name out does not want it.
    if (
      /\bexcept\s+(?!Exception\b|BaseException\b)[\w.(]|\bcatch\s*\{|\bcatch\s*\((?:final\s+)?(?!Exception|Throwable|RuntimeException|Error\b)[A-Z]\w+\s+\w/u.test(
        text,
      )
    )
      return [];
    if (!inline) {
      const body: string[] = [];
      const indent = text.search(/\S/u);
      for (let at = line + 1; at <= Math.min(lines.length, line + 6); at += 1) {
        const next = lines[at - 1] ?? '';
        if (next.trim() === '') continue;
        if (next.search(/\S/u) <= indent) break;
        body.push(next.trim());
      }
      const does = body.filter(
        (one) =>
          !/^(?:console\.\w+|print|log\w*\.(?:debug|info))\(|^(?:pass|continue|;)\s*;?$|^return(?:\s+(?:null|None|nil|undefined|\[\]|\{\}|false|False|true|True|0|''|""))?\s*;?$/u.test(
            one,
          ),
      );
      if (does.length > 0) return [];
    }
    return [
      {
        kind: 'swallowed',
        line,
        fact: 'The error is caught and dropped: nothing is raised again, and the caller cannot tell failure from success.',
        claim: 'Swallowed error: when this fails, the code goes on as if it had worked, and nobody learns of it.',
        title: 'Error is swallowed: failure looks like success',
        category: 'error-handling',
        severity: 'warning',
      },
    ];
  });
}

const route =
  /(?:^|\s)(?:@?(?:\w+\.)?(?:post|put|patch|delete)\(\s*["'`/]|@(?:Post|Put|Patch|Delete)Mapping|@(?:\w+\.)?route\(.*(?:POST|PUT|DELETE|PATCH)|path\(\s*["'])/iu;
const rights =
  /\b(?:\w*auth\w*|login_required|permission\w*|isAdmin|is_admin|require(?:User|Login|Role|Admin)\w*|ensure\w*|protect|guard|verifyToken|currentUser|current_user|session|jwt|@Secured|PreAuthorize|authorize\w*)\b/iu;

/** Doors that stand open on purpose. */
const forAll = /log-?in|sign-?(?:in|up)|register|forgot|health|webhook|callback|public/iu;

/** A new door without the lock that its neighbors have. */
export function openRoute({ added, lines, path, functionAt, isAdded }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  const others = lines.filter((text, index) => route.test(text) && !isAdded(index + 1) && rights.test(text));
  const neighbor = others[0] === undefined ? undefined : rights.exec(others[0])?.[0];
  if (lines.some((text) => /\.use\(/u.test(text) && rights.test(text))) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    if (neighbor === undefined || !route.test(text) || rights.test(text) || forAll.test(text)) return [];
    // What stands at a neighbor is the neighbor's.
    const above = lines.slice(Math.max(0, line - 4), line - 1);
    const below = lines.slice(line, line + 6);
    const next = below.findIndex((one) => route.test(one));
    const near = [
      ...above.slice(above.findLastIndex((one) => route.test(one)) + 1),
      ...below.slice(0, next === -1 ? undefined : next),
    ].join('\n');
    if (rights.test(near) || rights.test(functionAt(line + 1).text)) return [];
    return [
      {
        kind: 'open-route',
        line,
        fact: `Other routes of this file ask for \`${neighbor}\`, this new one does not.`,
        claim: `Missing authorization: anybody can call this route, because it lacks the check ${neighbor} that the others have.`,
        title: 'Missing authorization check on a new route',
        category: 'security',
        severity: 'error',
      },
    ];
  });
}

const signature = /\b(?:function\*?|def|func|fn|fun)\s+(?:\([^)]*\)\s*)?([\w$]+)\s*(?:<[^>]*>)?\s*\(([^()]*)\)/u;

/** A function that got more required parameters or fewer, and a call in this file that did not change with it. */
export function staleCall({ pairs, lines, isAdded, added }: ChangeView): Sign[] {
  return pairs.flatMap(({ before, after }): Sign[] => {
    const [old, fresh] = [signature.exec(before), signature.exec(after.text)];
    if (old?.[1] === undefined || old[1] !== fresh?.[1]) return [];
    const [was, is] = [required(old[2] ?? ''), required(fresh[2] ?? '')];
    if (is <= was) return [];
    const name = old[1].replaceAll('$', String.raw`\$`);
    const stale = lines.findIndex((text, index) => {
      const call = new RegExp(String.raw`(?<![\w$])${name}\(([^()]*)\)`, 'u').exec(text);
      return call !== null && index + 1 !== after.line && !isAdded(index + 1) && !signature.test(text) && required(call[1] ?? '') < is;
    });
    if (stale === -1 || added.length === 0) return [];
    return [
      {
        kind: 'stale-call',
        line: after.line,
        fact: `\`${old[1]}()\` now needs ${is} arguments; the call on line ${stale + 1} still passes ${required(/\(([^()]*)\)/u.exec(lines[stale] ?? '')?.[1] ?? '')}.`,
        claim: `A caller was not changed: the call of ${old[1]} on line ${stale + 1} lacks an argument and breaks.`,
        title: `Caller not changed: ${old[1]}() needs another argument`,
        category: 'bug',
        severity: 'error',
      },
    ];
  });
}

function required(parameters: string): number {
  const own = parameters.split(',').map((one) => one.trim());
  return own.filter((one) => one !== '' && one !== 'self' && one !== 'cls' && !/[=?*]|\.\.\./u.test(one)).length;
}
