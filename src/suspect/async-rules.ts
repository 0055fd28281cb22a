/** Things that run beside each other: promises nobody waits for, state that several requests change at once. */
import type { ChangeView } from './change-view.ts';
import { isTest } from './removed-rules.ts';
import type { Sign } from './suspicion.ts';

const ignored = /\bawait\b|\breturn\b|\bvoid\b|\byield\b|\.then\(|\.catch\(|=>|Promise\.|create_task|ensure_future|gather|=/u;

/** A statement that only calls a function which this file declares async, or awaits elsewhere. */
export function unawaitedCall({ added, language, lines, functionAt, path }: ChangeView): Sign[] {
  if (language !== 'script' && language !== 'python') return [];
  const declared = /\basync\s+(?:def\s+|function\s+)?([\w$]+)\s*\(|\b(?:const|let)\s+([\w$]+)\s*=\s*async\b/gu;
  const names = new Set(
    [...lines.join('\n').matchAll(declared)].flatMap((match) => [match[1], match[2]].filter((name) => name !== undefined)),
  );
  return added.flatMap(({ line, text }): Sign[] => {
    const call = /^\s*((?:this|self)\.)?([\w$]+)\s*\(.*\)\s*;?\s*$/u.exec(text);
    const name = call?.[2];
    if (name === undefined || !names.has(name) || ignored.test(text) || functionAt(line).startLine === line) return [];
    // The value of the arrow or argument before it, and a chain that goes on, are somebody's.
    if (/(?:=>|[(,=?:]|\breturn)\s*$/u.test(lines[line - 2] ?? '') || /^\s*\.(?:then|catch|finally)\b/u.test(lines[line] ?? '')) return [];
    // What a click starts nobody waits for.
    if (/\.(?:vue|svelte)$/u.test(path) || /^(?:handle|on[A-Z])/u.test(functionAt(line).name)) return [];
    return [
      {
        kind: 'unawaited',
        line,
        fact: `\`${name}()\` is declared async in this file, and this call is not awaited.`,
        claim: `The promise of ${name}() is dropped: the code goes on before it is done, and its errors are lost.`,
        title: `Missing await: ${name}() is async`,
        category: 'bug',
        severity: 'error',
      },
    ];
  });
}

/** `forEach(async …)`, and `map(async …)` without `Promise.all`: nobody waits. */
export function asyncCallback({ added, lines, language }: ChangeView): Sign[] {
  if (language !== 'script') return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const call = /\.(forEach|map|filter|some|every|reduce|sort)\(\s*async\b/u.exec(text)?.[1];
    if (call === 'map' && (/[:(,=]\s*[\w$.]+\.map\(/u.test(text) || /Promise\.\w+\(\s*\[?\s*$/u.test(lines[line - 2] ?? ''))) return [];
    if (call === undefined || (call === 'map' && /Promise\.\w+\(|=\s*[\w$.]+\.map|return/u.test(text)) || call === 'reduce') return [];
    const truth = ['filter', 'some', 'every'].includes(call);
    return [
      {
        kind: 'async-callback',
        line,
        fact: `\`${call}()\` does not wait for an async callback${truth ? ', and the promise it gets back is always truthy' : ''}.`,
        claim: truth
          ? `${call}() with an async callback accepts every item.`
          : `The code after ${call}() runs before the async callbacks are done, and their errors are unhandled.`,
        title: truth ? `Async callback in ${call}(): every item passes` : `Async callback in ${call}() is never awaited`,
        category: 'bug',
        severity: 'error',
      },
    ];
  });
}

const waits = /\bawait\b|\byield\b|\.then\(/u;
const guarded =
  /\b(?:lock|mutex|synchronized|atomic|semaphore|transaction|acquire|Mutex|RLock|withLock|runExclusive|FOR UPDATE)\b|\bLock\(/iu;

/** A counter of shared state that is changed in a function which waits for something else in between. */
export function sharedCounter({ added, functionAt, lines, path }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const match =
      /^\s*((?:[\w$]+\.)+[\w$]+)(?:\[[^\]]+\])?\s*(?:\+\+|--|\+=|-=)/u.exec(text) ?? /^\s*(?:\+\+|--)((?:[\w$]+\.)+[\w$]+)/u.exec(text);
    const target = match?.[1];
    if (target === undefined) return [];
    const owner = functionAt(line);
    if (guarded.test(owner.text) || !waits.test(owner.text)) return [];
    const root = target.split('.')[0] ?? '';
    const own =
      root === 'this' ||
      root === 'self' ||
      new RegExp(`\\b${root}\\s*=\\s*(?:await\\s+)?(?:this|self)\\.`, 'u').test(owner.text) ||
      isModuleLevel(root, lines);
    const local = new RegExp(`\\b(?:const|let|var)\\s+${root}\\s*(?::[^=]+)?=\\s*(?:\\{|\\[|new\\b)`, 'u').test(owner.text);
    if (!own || local) return [];
    return [
      {
        kind: 'shared-counter',
        line,
        fact: `\`${target}\` is shared between requests, and it is changed here without a lock in a function that awaits other work. The increment is not atomic together with what is stored afterwards.`,
        claim: `Race condition: concurrent calls change ${target} while another one waits, so updates are lost or a stale value is written.`,
        title: `Race condition: concurrent changes of ${target} without a lock`,
        category: 'concurrency',
        severity: 'error',
      },
    ];
  });
}

/** Look, then create: between the two another request can do the same. */
export function checkThenAct({ added, functionAt, isAdded, lines, path }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const negative =
      /\bif\s*\(?\s*(?:!|not\s+)?\s*(?:[\w$.]+)(?:\.(?:has|get|includes|contains|exists|containsKey)\([^)]*\))?.*[{:)]?\s*$/u.test(text);
    // A condition that leaves is followed by what holds otherwise.
    if (!negative || /[)\s](?:throw|return|raise|continue)\b/u.test(text)) return [];
    if (!/!|\bnot\b|== *null|=== *undefined|is None|== *nil/u.test(text)) return [];
    const owner = functionAt(line);
    if (!waits.test(owner.text) || guarded.test(owner.text)) return [];
    const until = Math.min(owner.endLine, line + 8);
    for (let at = line + 1; at <= until; at += 1) {
      const act = /((?:this|self)\.[\w$.]+|[A-Za-z_$][\w$]*)\.(set|put|add|insert|create|save|push)\(/u.exec(lines[at - 1] ?? '');
      if (act?.[1] === undefined || !isAdded(at)) continue;
      const shared = /^(?:this|self)\./u.test(act[1]) || isModuleLevel(act[1].split('.')[0] ?? '', lines);
      // Without a wait near the two nothing else runs between them.
      if (!shared || !/\bawait\b|\.then\(/u.test(lines.slice(Math.max(0, line - 3), at).join('\n'))) continue;
      return [
        {
          kind: 'check-then-act',
          startLine: line,
          line: at,
          fact: `Between the check and \`${act[1]}.${act[2]}()\` nothing holds a lock, and the function runs concurrently for several requests.`,
          claim: `Race condition in the initialization: two concurrent calls both find nothing, both create an entry, and one of the two is lost.`,
          title: 'Race condition: check and initialization are not atomic',
          category: 'concurrency',
          severity: 'warning',
        },
      ];
    }
    return [];
  });
}

const write =
  /\b(?:query|execute|exec|save|insert\w*|update\w*|create\w*|delete\w*|remove\w*|put|upsert|transfer|charge|withdraw|deposit)\s*\(/iu;
const saysWrite = /\b(?:INSERT|UPDATE|DELETE|save|insert|update|create|delete|remove|put|upsert|transfer|charge|withdraw|deposit)/u;

/** Several awaited writes after each other, and no transaction: the second can fail when the first is done. */
export function writesWithoutTransaction({ added, functionAt, isAdded, lines, path }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  const seen = new Set<number>();
  return added.flatMap(({ line }): Sign[] => {
    const owner = functionAt(line);
    if (seen.has(owner.startLine)) return [];
    seen.add(owner.startLine);
    if (/transaction|BEGIN\b|commit|rollback|atomic|\btx\b|\btrx\b|session|axios|fetch\(|apiClient|\bapi\./iu.test(owner.text)) return [];
    const writes: number[] = [];
    for (let at = owner.startLine + 1; at <= owner.endLine; at += 1) {
      const shown = lines.slice(at - 1, at + 1).join(' ');
      if (/\bawait\b/u.test(lines[at - 1] ?? '') && write.test(lines[at - 1] ?? '') && saysWrite.test(shown)) writes.push(at);
    }
    const last = writes.at(-1);
    if (writes.length < 2 || last === undefined || !isAdded(last)) return [];
    return [
      {
        kind: 'no-transaction',
        startLine: last,
        line: Math.min(last + (/\(\s*$/u.test(lines[last - 1] ?? '') ? 1 : 0), owner.endLine),
        fact: `${writes.length} writes follow each other in ${owner.name === '' ? 'this function' : `\`${owner.name}()\``} without a transaction: when a later one fails, the earlier ones stay.`,
        claim:
          'Inconsistent state: if this write fails after the first one succeeded, stored data and cache or other tables disagree, and nothing rolls back.',
        title: 'Inconsistent state: several writes without a transaction or rollback',
        category: 'concurrency',
        severity: 'warning',
      },
    ];
  });
}

/** A loop over shared state that waits inside: what it goes over changes meanwhile. */
export function loopOverShared({ added, functionAt, lines, path }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const shared = /\bfor\s*\(?\s*(?:await\s+)?(?:const|let|var|\w+)?.*\b(?:of|in)\s+((?:this|self)\.[\w$]+)/u.exec(text)?.[1];
    if (shared === undefined) return [];
    const owner = functionAt(line);
    const body = lines.slice(line, Math.min(owner.endLine, line + 20)).join('\n');
    if (!/\bawait\b/u.test(body) || guarded.test(owner.text) || !/[\w$\])]\s*(?:=(?!=|>)|\+\+|\+=)|\.(?:set|delete|push|add)\(/u.test(body))
      return [];
    const end = Math.min(owner.endLine, line + 5);
    return [
      {
        kind: 'loop-over-shared',
        startLine: line,
        line: end,
        fact: `The loop goes over \`${shared}\`, awaits inside, and writes back: other calls change the same entries meanwhile, without synchronization.`,
        claim: `Race condition: while the loop awaits, concurrent calls modify ${shared}, and the value written afterwards overwrites their change (concurrent modification, lost update).`,
        title: `Race condition: ${shared} is read, awaited and overwritten in a loop`,
        category: 'concurrency',
        severity: 'warning',
      },
    ];
  });
}

/** One question to a database or a service for each item of a list. */
export function queryInLoop({ added, functionAt, lines, language, path }: ChangeView): Sign[] {
  if (isTest(path) || /migrations?\//u.test(path)) return [];
  const asks =
    /\b(?:await\s+)?[\w$.]*(?:query|findOne|findUnique|findByPk|findById|find_by|fetch|fetchone|execute|objects\.get|select|get_object_or_404|QueryRow\w*|QueryContext|requests\.(?:get|post)|axios\.\w+)\s*\(/u;
  return added.flatMap(({ line, text }): Sign[] => {
    const call = asks.exec(text)?.[0];
    if (call === undefined || (language === 'script' && !/\bawait\b/u.test(text))) return [];
    const owner = functionAt(line);
    const indent = (lines[line - 1] ?? '').search(/\S/u);
    for (let at = line - 1; at > owner.startLine - 1 && line - at < 25; at -= 1) {
      const above = lines[at - 1] ?? '';
      const own = above.search(/\S/u);
      if (own === -1 || own >= indent) continue;
      if (
        /^\s*(?:for\b|while\b)|\.(?:forEach|map)\(/u.test(above) &&
        (!/Promise\.all/u.test(above) || /\bfind(?:One|ByPk|ById|Unique)/u.test(call))
      )
        return [
          {
            kind: 'query-in-loop',
            line,
            fact: `\`${call.replace(/^await\s+|\s*\($/gu, '')}()\` runs once for every item of the loop that begins on line ${at}.`,
            claim:
              'N+1 queries: with a long list this makes one round trip per item where one query for all would do, and it becomes slow.',
            title: 'N+1 query: one request per loop item',
            category: 'performance',
            severity: 'warning',
          },
        ];
      if (own <= 2) break;
    }
    return [];
  });
}

function isModuleLevel(name: string, lines: readonly string[]): boolean {
  if (!/^[A-Za-z_$][\w$]*$/u.test(name)) return false;
  const declared = new RegExp(
    `^(?:export\\s+)?(?:(?:const|let|var|static|private)\\s+)?${name.replaceAll('$', '\\$')}\\s*(?::[^=]+)?=(?!=)`,
    'u',
  );
  return lines.some((line) => declared.test(line));
}
