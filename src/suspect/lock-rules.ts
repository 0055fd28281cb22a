/** Several locks, several writers: orders that cross, objects that are filled anew while others read them. */
import type { ChangeView } from './change-view.ts';
import { indentOf } from './function-around.ts';
import { isTest } from './removed-rules.ts';
import type { Sign } from './suspicion.ts';

const takes =
  /^\s*(\w+)\.(?:\w+\.)?R?(?:[lL]ock|acquire)\w*(?:\(\)\.lock)?\(\)|\bsynchronized\s*\(\s*(\w+)\s*\)|\bwith\s+(\w+)\.\w*(?:lock|mutex)\w*\s*[:,]/u;

/** Two locks of two parameters of one kind, in the order in which the caller names them. */
export function lockOrder({ added, lines, functionAt, path }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const first = takes
      .exec(text)
      ?.slice(1)
      .find((one) => one !== undefined);
    if (first === undefined || /^(?:this|self|mu|lock|s|r)$/u.test(first)) return [];
    const owner = functionAt(line);
    const header = lines.slice(owner.startLine - 1, owner.startLine + 3).join(' ');
    const below = lines.slice(line, Math.min(owner.endLine, line + 4));
    const at = below.findIndex((one) => {
      const second = takes
        .exec(one)
        ?.slice(1)
        .find((name) => name !== undefined);
      return second !== undefined && second !== first && new RegExp(`\\b${second}\\b`, 'u').test(header);
    });
    if (at === -1 || !new RegExp(`\\b${first}\\b`, 'u').test(header)) return [];
    // Blocks that stand side by side are not held together.
    const isBlock = /synchronized|\bwith\b/u.test(text);
    if (isBlock && (indentOf(below[at] ?? '') ?? 0) <= (indentOf(text) ?? 0)) return [];
    if (below.slice(0, at).some((one) => /[uU]nlock\(\)/u.test(one) && !/defer/u.test(one))) return [];
    const before = lines.slice(owner.startLine - 1, line).join('\n');
    if (/\b(?:id|key|name|number|hash\w*)(?:\(\))?\s*[<>]=?\s|compareTo|sort|min\(|swap/iu.test(before)) return [];
    return [
      {
        kind: 'lock-order',
        startLine: line,
        line: line + at + 1,
        fact: 'The two locks are taken in the order in which the caller names the objects.',
        claim:
          'Deadlock: two calls with the objects in opposite order each hold one mutex and wait for the other; a fixed lock order (by id) is needed.',
        title: 'Deadlock: inconsistent lock order of two mutexes',
        category: 'concurrency',
        severity: 'error',
      },
    ];
  });
}

/** Java: a lazy field whose two looks see a half-built object. */
export function lazyField({ added, lines, functionAt, language, path }: ChangeView): Sign[] {
  if (language !== 'java' || isTest(path)) return [];
  const told = new Set<string>();
  return added.flatMap(({ line, text }): Sign[] => {
    const name = /\bif\s*\(\s*(\w+)\s*==\s*null\s*\)/u.exec(text)?.[1];
    if (name === undefined || told.has(name)) return [];
    const declared = lines.find((one) => new RegExp(`\\bstatic\\b[^=(]*\\b${name}\\s*(?:=\\s*null)?\\s*;`, 'u').test(one));
    const owner = functionAt(line);
    if (declared === undefined || /\bvolatile\b|ThreadLocal/u.test(declared)) return [];
    if (
      !new RegExp(`\\b${name}\\s*=\\s*\\w`, 'u').test(owner.text) ||
      /\bsynchronized\s+(?:static\s+)?\w+[\w<>]*\s+\w+\(|static\s+synchronized/u.test(owner.text)
    )
      return [];
    if (/\.lock\(\)/u.test(owner.text)) return [];
    told.add(name);
    return [
      {
        kind: 'double-checked',
        startLine: line,
        line: Math.min(line + 2, owner.endLine),
        fact: 'The instance is made when it is first asked for, and the field is not volatile.',
        claim:
          'Not thread-safe: two threads both find null, or (double-checked locking without volatile) one sees an object that is not fully built (visibility).',
        title: 'Lazy singleton is not thread-safe (double-checked locking without volatile, race condition)',
        category: 'concurrency',
        severity: 'error',
      },
    ];
  });
}

const several =
  /Executor|@Scheduled|@Service|@Component|@RestController|@Singleton|implements Runnable|new Thread\(|getInstance\(|threading\b|\bgo func|http\.ResponseWriter/u;

/** A field that others read, emptied and filled again entry by entry. */
export function refilledInPlace({ added, lines, functionAt, all, path }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const name = /^\s*((?:this\.|self\.)?\w+)\.clear\(\)\s*;?\s*$/u.exec(text)?.[1];
    if (name === undefined || !several.test(all.slice(0, 100_000))) return [];
    const field = name.replace(/^(?:this|self)\./u, '');
    const owner = functionAt(line);
    const rest = lines.slice(line, Math.min(owner.endLine, line + 12)).join('\n');
    if (!new RegExp(`\\b${field}\\.(?:put|add|putAll|addAll|update|append)\\(|\\b${field}\\[[^\\]]+\\]\\s*=`, 'u').test(rest)) return [];
    if (new RegExp(`(?:\\w+<[^>]*>+|var|final)\\s+${field}\\s*=`, 'u').test(owner.text)) return [];
    if (
      /synchronized\s*\(|\block\w*\b|Lock\(\)|mutex|ReadWriteLock/iu.test(owner.text) ||
      /synchronized/u.test(lines[owner.startLine - 1] ?? '')
    )
      return [];
    return [
      {
        kind: 'refilled-in-place',
        startLine: line,
        line: line + 2,
        fact: `\`${field}\` is emptied and then filled entry by entry, while other threads read it, and no lock is held.`,
        claim:
          'Race condition: readers find the map empty or half filled, and a HashMap is not thread-safe for concurrent changes; build a new one and exchange it, or use ConcurrentHashMap or a lock (synchronized).',
        title: 'Shared map is cleared and refilled in place: not thread-safe (race condition)',
        category: 'concurrency',
        severity: 'error',
      },
    ];
  });
}
