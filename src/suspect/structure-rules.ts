/** Go structs and Spring beans: what a type declares, and what its methods do with it. */
import type { ChangeView } from './change-view.ts';
import type { Sign } from './suspicion.ts';

interface Struct {
  readonly name: string;
  readonly fields: string;
}

function structsOf(all: string): readonly Struct[] {
  return [...all.slice(0, 100_000).matchAll(/^type\s+(\w+)\s+struct\s*\{([^}]*)\}/gmu)].map(([, name = '', fields = '']) => ({
    name,
    fields,
  }));
}

/** A map field that the constructor does not make, and a method writes to. */
export function unmadeMap({ added, lines, all, language }: ChangeView): Sign[] {
  if (language !== 'go') return [];
  const structs = structsOf(all);
  return added.flatMap(({ line, text }): Sign[] => {
    const name = /&?(\w+)\{\s*$/u.exec(text)?.[1];
    const struct = structs.find((one) => one.name === name);
    if (struct === undefined || !/return|:?=/u.test(text)) return [];
    const end = lines.findIndex((one, index) => index >= line && /^\s*\}/u.test(one));
    const literal = lines.slice(line, end === -1 ? line : end).join('\n');
    const maps = [...struct.fields.matchAll(/^\s*(\w+)\s+map\[/gmu)].map(([, field = '']) => field);
    const missing = maps.find(
      (field) =>
        !new RegExp(`\\b${field}\\s*:`, 'u').test(literal) &&
        new RegExp(`\\.${field}\\[[^\\]]+\\]\\s*=(?!=)|\\.${field}\\[[^\\]]+\\]\\s*\\+\\+`, 'u').test(all) &&
        !new RegExp(`\\.${field}\\s*=\\s*(?:make|map)`, 'u').test(all),
    );
    if (missing === undefined) return [];
    return [
      {
        kind: 'nil-map',
        startLine: line,
        line: Math.max(line, end),
        fact: `\`${missing}\` of \`${struct.name}\` is a map that is not made here, and a method writes to it.`,
        claim: `Panic: assignment to an entry in a nil map; ${missing} needs make() to initialize it.`,
        title: `Write to a nil map: ${missing} is never initialized`,
        category: 'bug',
        severity: 'error',
      },
    ];
  });
}

/** A method that gets a copy of the struct, mutex and all. */
export function copiedMutex({ added, all, language }: ChangeView): Sign[] {
  if (language !== 'go') return [];
  const locked = new Set(
    structsOf(all).flatMap(({ name, fields }) =>
      /\bsync\.(?:RW)?Mutex\b|\bsync\.WaitGroup\b/u.test(fields) && !/\*sync\./u.test(fields) ? [name] : [],
    ),
  );
  return added.flatMap(({ line, text }): Sign[] => {
    const type = [...locked].find((one) => new RegExp(`^func\\s.*[(,]\\s*\\w+\\s+${one}\\s*[,)]`, 'u').test(text));
    if (type === undefined) return [];
    return [
      {
        kind: 'copied-mutex',
        startLine: line,
        line: line + 1,
        fact: `The struct is taken by value, so each call copies \`${type}\`, its mutex included.`,
        claim: 'The lock is taken on a copy and protects nothing (race condition); it must be a pointer.',
        title: 'Mutex is copied: the struct is passed by value (pointer needed)',
        category: 'concurrency',
        severity: 'error',
      },
    ];
  });
}

/** Between Lock and Unlock a `return`. */
export function lockKept({ added, lines, functionAt, language }: ChangeView): Sign[] {
  if (language !== 'go') return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const lock = /^\s*([\w.]+)\.R?Lock\(\)\s*$/u.exec(text)?.[1];
    if (lock === undefined) return [];
    const rest = lines.slice(line, functionAt(line).endLine);
    const unlock = rest.findIndex((one) => one.includes(`${lock}.`) && /Unlock\(\)/u.test(one));
    const leaves = rest.findIndex((one) => /^\s*return\b/u.test(one));
    if (unlock === -1 || leaves === -1 || leaves > unlock || /\bdefer\b/u.test(rest[unlock] ?? '')) return [];
    return [
      {
        kind: 'lock-kept',
        startLine: line,
        line,
        fact: `\`return\` on line ${line + leaves + 1} leaves before the Unlock, which is not deferred.`,
        claim: 'Deadlock: on the early return the lock is never released, and the next caller waits for ever.',
        title: 'Deadlock: the mutex is not unlocked on every return',
        category: 'concurrency',
        severity: 'error',
      },
    ];
  });
}

/** A write while only the read lock is held. */
export function writeUnderReadLock({ added, functionAt, language }: ChangeView): Sign[] {
  if (language !== 'go' && language !== 'java') return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const owner = functionAt(line).text;
    if (!/RLock\(\)|readLock\(\)\.lock\(\)/u.test(owner) || /(?<!R)\bLock\(\)|writeLock\(\)/u.test(owner.replaceAll('RLock', '')))
      return [];
    const self = /^\s*func\s*\((\w+)\s/u.exec(owner)?.[1] ?? 'this';
    const writes = new RegExp(
      `^\\s*delete\\(\\s*${self}\\.|^\\s*${self}\\.\\w+(?:\\[[^\\]]+\\])?\\s*(?:=(?!=)|\\+\\+|\\+=)|^\\s*(?:this\\.)?\\w+\\.(?:put|remove|clear)\\(`,
      'u',
    );
    if (!writes.test(text)) return [];
    return [
      {
        kind: 'write-under-read-lock',
        line,
        fact: 'Only the read lock is held here, which several goroutines (threads) hold at once, and this line writes.',
        claim: 'Data race: concurrent writes under RLock corrupt the map or crash; the write lock is needed.',
        title: 'Write under a read lock (race condition)',
        category: 'concurrency',
        severity: 'error',
      },
    ];
  });
}

/** An internal slice that leaves, or is sorted or appended to in place. */
export function sharedSlice({ added, functionAt, language }: ChangeView): Sign[] {
  if (language !== 'go') return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const [, target = 'return', source = ''] =
      /^\s*(?:return|([\w.]+)\s*:?=)\s*append\(\s*([\w.]+(?:\[[^\]]*\])?(?:\([^)]*\))?)/u.exec(text) ?? [];
    const appended = source.includes('.') && target !== source && !text.includes('[:0') && !/append\(\s*\[\]/u.test(text);
    const sorted = /\bsort\.\w+\(\s*(\w+)\b|slices\.Sort\w*\(\s*(\w+)\b/u.exec(text);
    const name = sorted?.[1] ?? sorted?.[2];
    const owner = functionAt(line).text;
    const internal =
      name !== undefined &&
      new RegExp(`\\b${name}\\s*:=\\s*\\w+\\.\\w+(?:\\[|\\s*$)`, 'mu').test(owner) &&
      !/copy\(|append\(\s*\[\]|slices\.Clone|make\(/u.test(owner);
    if (!appended && !internal) return [];
    return [
      {
        kind: 'shared-slice',
        line,
        fact: appended
          ? `\`append\` to \`${source}\` may write into the backing array that the original still uses.`
          : `\`${name ?? ''}\` is the internal slice itself, no copy, and it is sorted in place.`,
        claim:
          'Aliasing: callers and the owner share one backing array, so a change of one is seen by the other, or overwrites it; a copy is needed.',
        title: appended
          ? 'append may overwrite the shared backing array (slice aliasing)'
          : 'Internal slice is sorted in place and shared (needs a copy)',
        category: 'bug',
        severity: 'warning',
      },
    ];
  });
}

/** Spring: a call within the bean goes past the proxy that would begin the transaction. */
export function selfInvocation({ added, lines, functionAt, language, isAdded }: ChangeView): Sign[] {
  if (language !== 'java') return [];
  const marked = new Map<string, number>();
  for (const [index, text] of lines.entries()) {
    if (!/^\s*@(?:Transactional|Async|Cacheable|CacheEvict)\b/u.test(text)) continue;
    const name = /\b(\w+)\s*\(/u.exec(lines.slice(index + 1, index + 4).find((one) => !/^\s*@/u.test(one)) ?? '')?.[1];
    if (name !== undefined) marked.set(name, index + 1);
  }
  if (marked.size === 0) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const name = /(?:^|[=(\s])(?:this\.)?(\w+)\s*\([^;]*\)\s*;/u.exec(text)?.[1];
    const owner = functionAt(line);
    if (name === undefined || !marked.has(name) || owner.name === name || !isAdded(line) || owner.startLine === line) return [];
    if (/@Transactional/u.test(lines.slice(Math.max(0, owner.startLine - 4), owner.startLine - 1).join('\n'))) return [];
    return [
      {
        kind: 'self-invocation',
        line,
        fact: `\`${name}()\` is called on the same object, so the call does not go through the proxy that its annotation (line ${marked.get(name) ?? ''}) needs.`,
        claim:
          'Self-invocation: there is no transaction here (nothing is rolled back on failure), because the annotation has no effect on a call within the bean.',
        title: `Self-invocation: the annotation of ${name}() has no effect (no transaction)`,
        category: 'bug',
        severity: 'error',
      },
    ];
  });
}
