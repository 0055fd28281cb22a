/** Lines copied and half changed, keys that leave something out, values written back too late. */
import type { ChangeView } from './change-view.ts';
import { indentOf } from './function-around.ts';
import { isTest } from './removed-rules.ts';
import type { Sign } from './suspicion.ts';

const taken = /^\s*(?:[\w.]+\.)?(\w+)\s*[:=]\s*(\w+(?:\.\w+)*)\.(\w+)\s*[,;]?\s*$/u;

/** `city: form.city, country: form.city`: the second line was copied. */
export function copiedLine({ added, lines, path }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const [, key = '', from = '', field = ''] = taken.exec(text) ?? [];
    if (key === '' || key === field || field.length < 3) return [];
    const twin = [lines[line - 2], lines[line - 3], lines[line]].some((one) => {
      const [, otherKey, otherFrom, otherField] = taken.exec(one ?? '') ?? [];
      return otherFrom === from && otherField === field && otherKey === field;
    });
    const regular = [lines[line - 2], lines[line - 3], lines[line], lines[line - 4]].filter((one) => {
      const [, otherKey, , otherField] = taken.exec(one ?? '') ?? [];
      return otherKey !== undefined && otherKey === otherField;
    });
    if (!twin || regular.length < 2) return [];
    return [
      {
        kind: 'copied-line',
        line,
        fact: `\`${key}\` gets \`${from}.${field}\`, as the line beside it does, where the other lines name the field of their own.`,
        claim: `Copy-paste error: ${key} should get ${from}.${key}.`,
        title: `Copy-paste error: ${key} gets the value of ${field}`,
        category: 'bug',
        severity: 'error',
      },
    ];
  });
}

const ofSomebody = /^(?:user|tenant|account|org\w*|customer|locale|lang\w*|currency|role)(?:_?id)?$/iu;

/** A key of a cache put together in a function that takes more than the key says. */
export function cacheKeyWithoutPart({ added, lines, functionAt, path }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const key = /\b(\w*[kK]ey)\s*(?::\s*\w+\s*)?:?=\s*(?:f["']|[`"']|fmt\.Sprintf)/u.exec(text)?.[1];
    if (key === undefined) return [];
    const owner = functionAt(line);
    if (!new RegExp(`(?:cache|redis|store|client)\\w*\\.\\w*(?:get|Get|set|Set)\\w*\\([^)]*\\b${key}\\b`, 'u').test(owner.text)) return [];
    const list = /\(([^()]*)\)/u.exec(lines.slice(owner.startLine - 1, owner.startLine + 3).join(' '))?.[1] ?? '';
    const body = lines.slice(line, owner.endLine).join('\n');
    const missing = list
      .split(',')
      .flatMap((one) => /^\s*(?:\w+\s+)?(\w+)/u.exec(one)?.[1] ?? [])
      .find((name) => ofSomebody.test(name) && !new RegExp(`\\b${name}\\b`, 'u').test(text) && new RegExp(`\\b${name}\\b`, 'u').test(body));
    if (missing === undefined) return [];
    return [
      {
        kind: 'key-without-part',
        line,
        fact: `What is cached depends on \`${missing}\`, and the key does not hold it.`,
        claim: `Cache key collision: one ${missing} gets what was cached for another, so data leaks between users or tenants.`,
        title: `Cache key does not hold ${missing}: entries collide`,
        category: 'bug',
        severity: 'error',
      },
    ];
  });
}

/** A sum handed back in the first round of the loop that makes it. */
export function returnedInLoop({ added, lines, path }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const name = /^\s*return\s+(\w+)\s*;?\s*$/u.exec(text)?.[1];
    const above = lines[line - 2] ?? '';
    const indent = indentOf(text) ?? 0;
    if (name === undefined || indentOf(above) !== indent) return [];
    if (!new RegExp(`^\\s*${name}(?:\\s*(?:\\+=|\\*=)|\\.(?:append|push|add|extend)\\(|\\[[^\\]]+\\]\\s*=)`, 'u').test(above)) return [];
    const opener = lines.slice(Math.max(0, line - 15), line - 1).findLast((one) => (indentOf(one) ?? indent) < indent) ?? '';
    if (!/^\s*(?:for|foreach)\b/u.test(opener)) return [];
    return [
      {
        kind: 'returned-in-loop',
        line,
        fact: `\`${name}\` is returned inside of the loop that fills it.`,
        claim: 'Logic error: the function returns after the first item; the return belongs after the loop (wrong indentation).',
        title: 'return inside the loop: only the first item is handled',
        category: 'bug',
        severity: 'error',
      },
    ];
  });
}

/** Read, wait, write back: what others wrote meanwhile is lost. */
export function lostUpdate({ added, functionAt, path }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const [, target = '', copy = ''] = /^\s*((?:this|self|[a-zA-Z_]\w*)(?:\.\w+)*)\s*=\s*(\w+)\s*[+-]\s*[\w.]+\s*;?\s*$/u.exec(text) ?? [];
    if (target === '' || target === copy) return [];
    const owner = functionAt(line);
    const before = owner.text.split('\n').slice(0, line - owner.startLine);
    const read = before.findIndex((one) =>
      new RegExp(`\\b${copy}\\s*=\\s*${target.replaceAll('.', String.raw`\.`)}\\s*;?\\s*$`, 'u').test(one),
    );
    if (read === -1 || !before.slice(read + 1).some((one) => /\bawait\b/u.test(one)) || /lock|mutex|acquire/iu.test(owner.text)) return [];
    return [
      {
        kind: 'lost-update',
        line,
        fact: `\`${target}\` is read, then the function waits, and then it writes back what it had read.`,
        claim: 'Race condition: what other calls wrote to it meanwhile is lost (lost update, not atomic).',
        title: `Race condition: ${target} is read before the await and written after it`,
        category: 'concurrency',
        severity: 'error',
      },
    ];
  });
}

/** A React hook behind an early return or in a condition. */
export function hookOnCondition({ added, lines, language, path }: ChangeView): Sign[] {
  if (isTest(path) || language !== 'script' || !/\.[jt]sx$/u.test(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    if (!/^\s+(?:const\s+.*=\s*)?(?:React\.)?use(?:State|Effect|LayoutEffect|Memo|Callback|Ref|Context|Reducer)(?:<.*>)?\(/u.test(text))
      return [];
    let indent = indentOf(text) ?? 0;
    for (let at = line - 1; at > 0 && line - at < 80; at -= 1) {
      const above = lines[at - 1] ?? '';
      const own = indentOf(above);
      if (own === undefined || own > indent) continue;
      const early = own === indent && /^\s*if\s*\(.*\)\s*return\b/u.test(above);
      const block = own === indent && /^\s*if\s*\(.*\{\s*$/u.test(above) && /^\s*return\b/u.test(lines[at] ?? '');
      if (early || block || (own < indent && /^\s*(?:if|for|while)\b.*\{\s*$/u.test(above)))
        return [
          {
            kind: 'hook-on-condition',
            line,
            fact: `The hook is not called in every render: line ${at} leaves before it or decides about it.`,
            claim: 'Rules of hooks: the order of hooks changes between renders, and React throws or mixes up their state.',
            title: 'React hook is called conditionally (rules of hooks)',
            category: 'bug',
            severity: 'error',
          },
        ];
      if (own < indent) {
        indent = own;
        if (/=>|\bfunction\b|\)\s*\{\s*$/u.test(above)) return [];
      }
    }
    return [];
  });
}
