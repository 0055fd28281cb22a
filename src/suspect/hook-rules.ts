/** React hooks: what an effect captures, what it leaves behind, and state that is changed in place. */
import type { ChangeView, CodeLine } from './change-view.ts';
import { indentOf } from './function-around.ts';
import { isTest } from './removed-rules.ts';
import type { Sign } from './suspicion.ts';

interface Hook {
  readonly name: string;
  readonly line: number;
  readonly endLine: number;
  readonly body: string;
  readonly dependencies: readonly string[];
}

/** Effects and callbacks with their list of dependencies, where the list stands on the closing line. */
function hooksOf({ lines, raw, language }: ChangeView): readonly Hook[] {
  if (language !== 'script') return [];
  return lines.flatMap((text, index): Hook[] => {
    const name = /\b(use(?:Layout)?Effect|useCallback|useMemo)\(\s*(?:async\s*)?\(?[\w\s,:{}]*\)?\s*=>\s*[{(]\s*$/u.exec(text)?.[1];
    if (name === undefined) return [];
    const outer = indentOf(text) ?? 0;
    const length = lines.slice(index + 1, index + 121).findIndex((one) => (indentOf(one) ?? outer + 1) <= outer);
    const end = index + 1 + length;
    const list = /^\s*[})]\s*,\s*\[([^\]]*)\]\s*,?\s*\)/u.exec(lines[end] ?? '')?.[1];
    if (length === -1 || list === undefined || /eslint-disable/u.test(raw.slice(end - 1, end + 1).join('\n'))) return [];
    const dependencies = list.split(',').flatMap((one) => /^[\w$]+/u.exec(one.trim())?.[0] ?? []);
    return [{ name, line: index + 1, endLine: end + 1, body: lines.slice(index + 1, end).join('\n'), dependencies }];
  });
}

/** Names of state in this file with their setters. */
function statesOf({ lines }: ChangeView): ReadonlyMap<string, string> {
  const found = lines.flatMap((text) => {
    const [, state, setter] = /\[\s*(\w+)\s*,\s*(set\w+)\s*\]\s*=\s*(?:React\.)?useState\b/u.exec(text) ?? [];
    return state === undefined || setter === undefined ? [] : [[state, setter] as const];
  });
  return new Map(found.slice(0, 60));
}

/** What a component takes: `function Card({ a, b = 1 }: Props)`. */
function propsOf({ lines }: ChangeView, line: number): readonly string[] {
  for (let at = line - 1; at > 0 && line - at < 200; at -= 1) {
    if (!/^(?:export\s+)?(?:default\s+)?(?:function\s+[A-Z]|const\s+[A-Z]\w*\s*[=:])/u.test(lines[at - 1] ?? '')) continue;
    const list = /\(\s*\{([^}]*)\}/u.exec(lines.slice(at - 1, at + 12).join(' '))?.[1] ?? '';
    return list.split(',').flatMap((one) => /^\s*(?:\w+\s*:\s*)?(\w+)\s*(?:=.*)?$/u.exec(one)?.[1] ?? []);
  }
  return [];
}

function uses(body: string, name: string): boolean {
  const declaredInside = new RegExp(
    `(?:const|let|var)\\s+(?:\\{[^}]*|\\[[^\\]]*)?\\b${name}\\b|\\(\\s*\\{?[\\w\\s,:]*\\b${name}\\b[\\w\\s,:]*\\}?\\s*\\)\\s*=>|\\b${name}\\s*=>`,
    'u',
  );
  const bare = body.replaceAll(/(["'])(?:(?!\1)[^\n\\]|\\.)*\1/gu, "''");
  return new RegExp(`(?<![\\w$'"\`]|(?<!\\.\\.)\\.)${name}(?![\\w$'"\`]|\\s*:)`, 'u').test(bare) && !declaredInside.test(bare);
}

const inLater = /setInterval|setTimeout|addEventListener|\.on\(|\.subscribe\(|onmessage|\bawait\b|\.then\(/u;

/** State set from the value that an effect saw when it was made. */
export function staleState(view: ChangeView): Sign[] {
  if (isTest(view.path)) return [];
  const states = statesOf(view);
  return hooksOf(view).flatMap((hook): Sign[] => {
    if (!inLater.test(hook.body)) return [];
    for (const [state, setter] of states) {
      if (hook.dependencies.includes(state)) continue;
      const at = hook.body.split('\n').findIndex((text) => {
        const given = new RegExp(`\\b${setter}\\(\\s*(.+)$`, 'u').exec(text)?.[1];
        return given !== undefined && !/^\(?\s*\w*\s*\)?\s*=>/u.test(given) && uses(given, state);
      });
      const line = hook.line + 1 + at;
      if (at === -1 || !view.isAdded(line)) continue;
      return [
        {
          kind: 'stale-closure',
          line,
          fact: `\`${setter}()\` gets a value made from the \`${state}\` that this closure captured; \`${state}\` is no dependency of the ${hook.name}.`,
          claim: `Stale closure: when the callback runs, ${state} is still the value of an old render, so updates are lost; a functional update (${setter}(current => …)) is needed.`,
          title: `Stale closure: ${state} is captured, a functional update is needed`,
          category: 'bug',
          severity: 'error',
        },
      ];
    }
    return [];
  });
}

/** A state or prop that the effect reads, and its list does not name. */
export function missingDependency(view: ChangeView): Sign[] {
  if (isTest(view.path)) return [];
  const states = statesOf(view);
  return hooksOf(view).flatMap((hook): Sign[] => {
    // With an empty list it is often meant: once, at the start.
    if (hook.dependencies.length === 0 || !(view.isAdded(hook.endLine) || view.isAdded(hook.line))) return [];
    const names = [...states.keys(), ...propsOf(view, hook.line)].filter(
      (name) => !/^(?:on|handle|set|initial|default)[A-Z]|^(?:ref|children|props|dispatch|t)$/u.test(name),
    );
    const missing = names.find(
      (name) => !hook.dependencies.includes(name) && uses(hook.body, name) && !hook.body.includes(`${states.get(name) ?? '('}(`),
    );
    if (missing === undefined) return [];
    return [
      {
        kind: 'missing-dependency',
        line: hook.endLine,
        fact: `The ${hook.name} reads \`${missing}\`, and its dependency array does not name it.`,
        claim: `Stale closure: when ${missing} changes, the hook does not run again and goes on with the old value.`,
        title: `${missing} is missing from the dependency array of ${hook.name} (stale closure)`,
        category: 'bug',
        severity: 'error',
      },
    ];
  });
}

const givesUp = /abort|cancel|ignore|mounted|active|stale|current|signal|latest|requestId|obsolete|outdated|disposed|isLast/iu;
const changesOften = /query|search|term|text|input|filter|keyword|value|id$|page|slug|tab|selected/iu;

/** An effect that asks a server and shows whatever answer comes last. */
export function lateAnswer(view: ChangeView): Sign[] {
  if (isTest(view.path)) return [];
  return hooksOf(view).flatMap((hook): Sign[] => {
    if (!hook.name.endsWith('Effect') || givesUp.test(hook.body) || !hook.dependencies.some((one) => changesOften.test(one))) return [];
    const rows = hook.body.split('\n');
    const asks = rows.findIndex((text) =>
      /\bawait\s+[\w.]*(?:fetch|get|load|search|request|query|api|axios|suggest)\w*|\b(?:fetch|axios\.get|api\.\w+)\(.*\.then\(/iu.test(
        text,
      ),
    );
    const shows = rows.findIndex(
      (text, index) => index >= asks && /\bset[A-Z]\w*\((?!(?:true|false|null|undefined|\[\])\s*\))/u.test(text),
    );
    const line = hook.line + 1 + asks;
    if (asks === -1 || shows === -1 || !view.isAdded(line)) return [];
    return [
      {
        kind: 'late-answer',
        startLine: line,
        line: hook.line + 1 + Math.min(shows, asks + 4),
        fact: 'When the dependencies change again, the earlier request goes on, and its answer is shown when it comes.',
        claim:
          'Race condition: responses come out of order, and a stale one overwrites the newer result; the cleanup must cancel (abort) or ignore the earlier request.',
        title: 'Race condition: an out-of-order, stale response overwrites the newer result (no abort or cancel)',
        category: 'concurrency',
        severity: 'warning',
      },
    ];
  });
}

/** `items.push(x); setItems(items)`: the same object again. */
export function stateInPlace(view: ChangeView): Sign[] {
  if (isTest(view.path) || view.language !== 'script') return [];
  const states = statesOf(view);
  return [...states].flatMap(([state, setter]): Sign[] => {
    const changes = new RegExp(
      `(?<![\\w.$])${state}(?:\\.(?:push|unshift|splice|pop|shift|sort|reverse|fill|set|add|delete|clear)\\(|(?:\\.\\w+|\\[[^\\]]+\\])+\\s*(?:=(?!=|>)|\\+=|-=|\\+\\+|--))`,
      'u',
    );
    const at = view.added.find(({ text }: CodeLine) => changes.test(text));
    if (at === undefined) return [];
    const owner = view.functionAt(at.line);
    if (!new RegExp(`\\b${setter}\\(\\s*${state}\\s*\\)`, 'u').test(owner.text)) return [];
    if (
      new RegExp(`(?:const|let|var)\\s+${state}\\s*=`, 'u').test(owner.text) &&
      owner.endLine - owner.startLine < 60 &&
      !/useState/u.test(owner.text)
    )
      return [];
    return [
      {
        kind: 'state-mutation',
        line: at.line,
        fact: `\`${state}\` is changed in place and then given to \`${setter}()\`: it is the same object as before.`,
        claim: 'State mutation: React compares references, so the component does not re-render; an immutable copy is needed.',
        title: 'State is mutated in place instead of copied (no re-render)',
        category: 'bug',
        severity: 'error',
      },
    ];
  });
}

/** A listener that is taken off as another function than the one that was put on. */
export function otherListener({ added, language, path }: ChangeView): Sign[] {
  if (language !== 'script' || isTest(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    if (
      !/\.(?:removeEventListener|removeListener|off)\(\s*["'`][\w-]+["'`]\s*,\s*(?:(?:async\s*)?\([^)]*\)\s*=>|\w+\s*=>|function\b|[\w.]+\.bind\()/u.test(
        text,
      )
    )
      return [];
    return [
      {
        kind: 'other-listener',
        line,
        fact: 'A function written here anew is not the one that was added.',
        claim:
          'Memory leak: the event listener is not removed, because removeEventListener needs the same function reference; each run adds one more (no cleanup).',
        title: 'Event listener is not removed: another function reference (memory leak)',
        category: 'resource',
        severity: 'error',
      },
    ];
  });
}
