/** What is taken and never given back: lists that only grow, timers and listeners, cleanup that cleans nothing. */
import type { ChangeView } from './change-view.ts';
import { isTest } from './removed-rules.ts';
import type { Sign } from './suspicion.ts';

const mostNames = 40;
const escape = (text: string): string => text.replaceAll(/[$.*+?^(){}|[\]\\]/gu, String.raw`\$&`);

/** A collection of an object or module that gets items here, and from which nothing in the file ever takes any. */
export function growingCollection(view: ChangeView): Sign[] {
  if (!view.complete || isTest(view.path)) return [];
  /** Each name is looked up once, and no file has so many that matter. */
  const told = new Set<string>();
  return view.added.flatMap(({ line, text }): Sign[] => {
    const match =
      /(?:^|[^\w$.])((?:(?:this|self|cls)\.[\w$]+)|[A-Za-z_$][\w$]*)(?:\[[^\]]+\])?\.(push|append|add|set|unshift|put|insert|extend|appendleft)\(/u.exec(
        text,
      );
    const name = match?.[1];
    if (name === undefined || told.has(name) || told.size >= mostNames) return [];
    told.add(name);
    // A collector lives as long as what it collects for.
    if (/(?:errors|warnings|problems)$/iu.test(name)) return [];
    if (!isLongLived(name, view)) return [];
    const target = escape(name);
    const shrinks = new RegExp(
      `${target}(?:\\[[^\\]]+\\])?\\??\\.(?:delete|shift|pop|popleft|popitem|splice|clear|remove|removeAll|discard|evict|truncate|drain|filter)\\b|${target}\\.length\\s*=|(?:^|[^.\\w])del\\s+${target}|delete\\s+${target}`,
      'u',
    );
    const anew = view.lines.filter((one) => new RegExp(`${target}\\s*=(?!=|>)`, 'u').test(one)).length;
    const declared = view.lines.filter((one) =>
      new RegExp(
        `^\\s*(?:(?:private|protected|public|static|readonly|export|const|let|var|final)\\s+)+(?:this\\.)?${escape(name.replace(/^(?:this|self|cls)\\./u, ''))}\\s*(?::(?:[^=]|=>)*)?=`,
        'u',
      ).test(one),
    ).length;
    if (shrinks.test(view.all) || anew > 1 || (anew === 1 && declared === 0 && /^(?:this)\./u.test(name) && !inConstructor(view, target)))
      return [];
    const owner = view.functionAt(line).name;
    return [
      {
        kind: 'grows',
        line,
        fact: `\`${name}\` gets an item here${owner === '' ? '' : ` on every call of \`${owner}\``}, and nothing in this file ever removes one: it is unbounded.`,
        claim: `Memory leak: ${name} grows without a bound and keeps references that can never be garbage collected.`,
        title: `Memory leak: ${name} grows without a bound`,
        category: 'resource',
        // Entries of a map are at most as many as there are keys.
        severity: match?.[2] === 'set' || match?.[2] === 'put' ? 'info' : 'error',
      },
    ];
  });
}

function inConstructor({ lines, functionAt }: ChangeView, target: string): boolean {
  const at = lines.findIndex((line) => new RegExp(`${target}\\s*=(?!=)`, 'u').test(line)) + 1;
  return at > 0 && /\bconstructor\b|__init__|initialize/u.test(lines[functionAt(at).startLine - 1] ?? '');
}

function isLongLived(name: string, { lines }: ChangeView): boolean {
  const field = /^(?:this|self|cls)\.([\w$]+)$/u.exec(name)?.[1];
  if (field !== undefined) {
    const collection = new RegExp(
      `(?:^|[.\\s])${escape(field)}\\s*(?::(?:[^=]|=>)*)?=\\s*(?:new\\s+(?:Map|Set|Array|LinkedList|ArrayList|HashMap)|\\[|\\{\\}|list\\(|dict\\(|set\\(|defaultdict|deque\\(\\))`,
      'u',
    );
    return lines.some((line) => collection.test(line));
  }
  const module = new RegExp(
    `^(?:export\\s+)?(?:(?:const|let|var)\\s+)?${escape(name)}\\s*(?::(?:[^=]|=>)*)?=\\s*(?:new\\s+(?:Map|Set|Array)\\b|\\[\\]|\\{\\}|\\[\\s*$|list\\(|dict\\(|set\\()`,
    'u',
  );
  return lines.some((line) => module.test(line));
}

const promises =
  /^(?:un(?:subscribe|register|mount|watch|listen|load|bind)|clear|delete|remove|destroy|dispose|close|cleanup|clean|evict|expire|purge|prune|release|teardown|stop|shutdown|disconnect|detach|reset|free|flush)(?![a-z])/u;
const gives =
  /(?:\.|\b)(?:delete|remove\w*|splice|clear\w*|filter|close|release|off|unsubscribe|destroy|dispose|shift|pop|unlink|rm|truncate|evict|stop|kill|cancel|abort|end|disconnect|detach|reset|free|flush|purge|unregister|terminate|drop)\s*\(|\bdel\b|=\s*(?:null|undefined|None|nil|\[\]|\{\}|false|0)\b|\bdelete\s|DELETE\b|= new /u;

/** The file holds something that grows; calls that take nothing away from it. */
const keepsThings = /\b(?:this|self)\.[\w$]+\.(?:set|push|add|append|put)\(|\b(?:this|self)\.[\w$]+\[[^\]]+\]\s*=(?!=)/u;
const onlyLooks =
  /^(?:get|at|peek|has|emit|log|info|debug|warn|error|print|println|forEach|for|of|in|if|while|switch|return|map|some|every|find|includes|contains|entries|keys|values|items|now|push|append|len|size|isinstance|list|String|Number|toString|format|stringify|time)$/u;

/** A function whose name says that it takes something away, with nothing in its changed body that does. */
export function cleansNothing(view: ChangeView): Sign[] {
  if (isTest(view.path)) return [];
  const told = new Set<number>();
  return view.added.flatMap(({ line }): Sign[] => {
    const owner = view.functionAt(line);
    if (told.has(owner.startLine) || !promises.test(owner.name) || owner.endLine - owner.startLine > 40) return [];
    told.add(owner.startLine);
    const body = view.lines.slice(owner.startLine, owner.endLine).join('\n');
    const bare = body.replaceAll(/(['"`]).*?\1/gu, '');
    if (body.trim() === '' || gives.test(bare) || !keepsThings.test(view.all)) return [];
    if ([...bare.matchAll(/([\w$]+)\s*\(/gu)].some(([, name = '']) => !onlyLooks.test(name))) return [];
    const places = Array.from({ length: owner.endLine - owner.startLine + 1 }, (_, index) => owner.startLine + index).filter(
      (at) => view.isAdded(at) && (view.lines[at - 1] ?? '').trim().length > 3,
    );
    const first = places.find((at) => !/^\s*(?:if\b.*)?[{}()\]]*\s*$/u.test(view.lines[at - 1] ?? '')) ?? line;
    return [
      {
        kind: 'cleans-nothing',
        startLine: first,
        line: contiguousEnd(places, first),
        fact: `\`${owner.name}()\` contains no call that deletes, removes or clears anything, although its name promises it.`,
        claim: `${owner.name}() leaves the entries in place: nothing is removed, so memory and stale data stay (memory leak, missing cleanup).`,
        title: `${owner.name}() removes nothing: missing cleanup, memory leak`,
        category: 'resource',
        severity: 'error',
      },
    ];
  });
}

/** A returned function or a branch that only logs where something should be undone. */
export function undoDoesNothing(view: ChangeView): Sign[] {
  if (isTest(view.path) || view.language !== 'script') return [];
  return view.added.flatMap(({ line, text }): Sign[] => {
    const owner = view.functionAt(line);
    if (!/\breturn\s*\(?\s*\(\s*\)\s*=>\s*\{?\s*$|\breturn function\s*\(\)\s*\{\s*$/u.test(text)) return [];
    const outer = view.functionAt(Math.max(1, line - 1));
    if (
      !/^(?:subscribe|on|listen|watch|register|attach|observe|add\w*|use\w*Effect\w*|connect|lock|acquire|bind)/iu.test(
        outer.name || owner.name,
      )
    )
      return [];
    const indent = text.search(/\S/u);
    let end = line;
    for (let at = line + 1; at <= view.lines.length && at < line + 20; at += 1) {
      const own = (view.lines[at - 1] ?? '').search(/\S/u);
      if (own !== -1 && own <= indent) {
        end = at;
        break;
      }
    }
    const body = view.lines.slice(line, end - 1).join('\n');
    if (gives.test(body.replaceAll(/(['"`]).*?\1/gu, ''))) return [];
    const name = outer.name || owner.name;
    return [
      {
        kind: 'undo-does-nothing',
        startLine: line,
        line: end,
        fact: `The function that \`${name}()\` returns for undoing it removes nothing.`,
        claim: `Callers that unsubscribe stay registered: the callback of ${name}() is never removed, which is a memory leak and calls it forever.`,
        title: `Memory leak: the callback of ${name}() is never removed (missing cleanup)`,
        category: 'resource',
        severity: 'error',
      },
    ];
  });
}

const pairs: readonly (readonly [RegExp, RegExp, string, string])[] = [
  [/\bsetInterval\(/u, /\bclearInterval\(/u, 'setInterval()', 'clearInterval()'],
  [/\.addEventListener\(/u, /\.removeEventListener\(|AbortSignal|\bsignal\b|once:\s*true/u, 'addEventListener()', 'removeEventListener()'],
  [/[\w)\]]\.subscribe\(/u, /unsubscribe|takeUntil|\.off\(|removeListener|first\(|take\(/u, 'subscribe()', 'an unsubscribe'],
  [/\bpool\.connect\(|\bgetConnection\(/u, /\.release\(|\.end\(|\.close\(|\bwith\b|\busing\b|try\s*\(/u, 'the connection', 'release()'],
  [/(?<!with\s)(?<!with\s\()=\s*open\(/u, /\.close\(|\bwith\b/u, 'open()', 'close() or a with block'],
  [/\.(?:lock|acquire)\(\)/u, /\.(?:unlock|release)\(\)|\bwith\b|\bdefer\b/u, 'the lock', 'unlock()'],
  [/\bos\.(?:Open|Create|OpenFile)\(/u, /\.Close\(\)/u, 'the file', 'Close()'],
  [/\bhttp\.(?:Get|Post|Do)\(|\.Do\(req/u, /Body\.Close\(\)/u, 'the response body', 'Body.Close()'],
  [
    /\bnew\s+(?:FileInputStream|FileOutputStream|FileReader|FileWriter|BufferedReader|Scanner|Socket)\(/u,
    /\.close\(\)|try\s*\(|\busing\b|\.use\b/u,
    'the stream',
    'close()',
  ],
];

/** One half of a pair whose other half stands nowhere in the file. */
export function neverReleased({ added, all, complete, path }: ChangeView): Sign[] {
  if (!complete || isTest(path)) return [];
  return pairs.flatMap(([takes, releases, taken, missing]): Sign[] => {
    const at = added.find(({ text }) => takes.test(text) && !/^\s*(?:return|with|async with)\b/u.test(text));
    if (at === undefined || releases.test(all)) return [];
    return [
      {
        kind: 'never-released',
        line: at.line,
        fact: `${taken.startsWith('the ') ? `T${taken.slice(1)}` : `\`${taken}\``} is taken here, and the file never calls ${missing}.`,
        claim: `Resource leak: without ${missing} each call leaves one more open, and memory or handles run out.`,
        title: `Resource leak: ${taken} without ${missing}`,
        category: 'resource',
        severity: 'warning',
      },
    ];
  });
}

/** The last of the lines that follow each other from `first`. */
function contiguousEnd(lines: readonly number[], first: number): number {
  let last = first;
  for (const line of lines) if (line > last && line - last <= 3) last = line;
  return last;
}
