/** What goes round and round: recursion without an end, effects that cause themselves, loops over what they change. */
import type { ChangeView } from './change-view.ts';
import { indentOf } from './function-around.ts';
import { isTest } from './removed-rules.ts';
import type { Sign } from './suspicion.ts';

/** A function that calls itself for what a record points at, and keeps no note of where it has been. */
export function endlessRecursion({ added, functionAt, path }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  return added.flatMap(({ line }): Sign[] => {
    const owner = functionAt(line);
    if (owner.startLine !== line || owner.name.length < 3) return [];
    const [, ...body] = owner.text.split('\n');
    const self = new RegExp(
      `(?<![\\w$.])(?:(?:this|self)\\.)?${owner.name.replaceAll('$', String.raw`\$`)}\\([^)]*(?:parent|repl(?:y|ies)|folder|categor|manager|employee|comment)`,
      'iu',
    );
    const at = body.findIndex((text) => self.test(text));
    if (at === -1 || /visited|seen|depth|level|\bmax|limit|memo|cache/iu.test(owner.text)) return [];
    return [
      {
        kind: 'endless-recursion',
        line: line + at + 1,
        fact: `\`${owner.name}()\` calls itself for each record that the data points at, and keeps no note of where it has been or how deep it is.`,
        claim:
          'Unbounded recursion: a cycle or a very deep chain in the data overflows the stack; a depth limit or a set of visited records is missing.',
        title: 'Recursion without depth limit or cycle check (stack overflow)',
        category: 'bug',
        severity: 'info',
      },
    ];
  });
}

/** `useEffect(() => { … })` that sets state. */
export function endlessEffect({ added, functionAt, language, lines }: ChangeView): Sign[] {
  if (language !== 'script') return [];
  return added.flatMap(({ line, text }): Sign[] => {
    if (!/\buse(?:Layout)?Effect\(\s*\(\)\s*=>\s*\{\s*$/u.test(text)) return [];
    const owner = functionAt(line);
    if (owner.startLine !== line || !/^\s*\}\s*\)\s*;?\s*$/u.test(lines[owner.endLine - 1] ?? '') || !/\bset[A-Z]\w*\(/u.test(owner.text))
      return [];
    return [
      {
        kind: 'endless-effect',
        line,
        fact: 'The effect has no dependency array and sets state, so it runs after every render.',
        claim: 'Infinite loop of renders: setting state causes a render, which runs the effect again.',
        title: 'useEffect without dependency array runs after every render (infinite loop)',
        category: 'bug',
        severity: 'error',
      },
    ];
  });
}

/** Lines of the block that a line opens, by indentation. */
function blockBelow(lines: readonly string[], line: number, most: number): readonly string[] {
  const outer = indentOf(lines[line - 1] ?? '') ?? 0;
  const block: string[] = [];
  for (let at = line + 1; at <= Math.min(lines.length, line + most); at += 1) {
    const text = lines[at - 1] ?? '';
    const own = indentOf(text);
    if (own !== undefined && own <= outer) break;
    block.push(text);
  }
  return block;
}

/** A loop that takes items from the very collection it goes over. */
export function changedWhileIterating({ added, lines, path }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const match =
      /^\s*for\s*\(?\s*(?:(?:const|let|var|final)\s+)?(?:\w+(?:<[\w, ]+>)?\s+)?[\w, ]+?\s*(?:\bin\b|\bof\b|:)\s*((?:this|self)?\.?[\w$.]+?)(?:\.(?:items|keys|values|entries|keySet|entrySet)\(\))?\s*\)?\s*[:{]\s*$/u.exec(
        text,
      );
    const name = match?.[1];
    if (name === undefined || name === 'range') return [];
    const target = name.replaceAll(/[$.]/gu, String.raw`\$&`);
    const takes = new RegExp(`(?:\\bdel\\s+${target}\\[|(?<![\\w.])${target}\\.(?:remove|pop|splice|delete|add|append|put)\\()`, 'u');
    const block = blockBelow(lines, line, 25);
    const at = block.findIndex((one) => takes.test(one));
    if (at === -1 || /^\s*(?:break|return)\b/u.test(block[at + 1] ?? '') || /\.delete\(/u.test(block[at] ?? '')) return [];
    return [
      {
        kind: 'changed-while-iterating',
        startLine: line,
        line: line + at + 1,
        fact: `The loop goes over \`${name}\` and changes \`${name}\` inside.`,
        claim:
          'The collection is modified during iteration: items are skipped, or it throws (ConcurrentModificationException, dictionary changed size).',
        title: `${name} is modified while iterating over it`,
        category: 'bug',
        severity: 'error',
      },
    ];
  });
}

/** Go: deferred until the function ends, which is after all rounds. */
export function deferredInLoop({ added, language, lines, functionAt }: ChangeView): Sign[] {
  if (language !== 'go') return [];
  return added.flatMap(({ line, text }): Sign[] => {
    if (!/^\s*defer\s+/u.test(text)) return [];
    let indent = indentOf(text) ?? 0;
    const { startLine } = functionAt(line);
    for (let at = line - 1; at > startLine; at -= 1) {
      const above = lines[at - 1] ?? '';
      const own = indentOf(above);
      if (own === undefined || own >= indent) continue;
      indent = own;
      if (/\bfunc\s*\(/u.test(above)) return [];
      if (/^\s*for\b/u.test(above))
        return [
          {
            kind: 'deferred-in-loop',
            line,
            fact: 'A deferred call runs at the end of the function, not of the round of the loop.',
            claim: 'Resource leak: files, connections or locks of all rounds stay open until the whole loop is done.',
            title: 'defer in a loop: resources stay open until the function returns (leak)',
            category: 'resource',
            severity: 'error',
          },
        ];
    }
    return [];
  });
}
