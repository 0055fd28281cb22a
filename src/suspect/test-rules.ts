/** Tests that cannot fail. The only signs that are looked for in test files. */
import type { ChangeView } from './change-view.ts';
import { indentOf } from './function-around.ts';
import type { Sign } from './suspicion.ts';

const opens =
  /^\s*(?:it|test)\(\s*["'`].*(?:=>|function\s*\(\w*\))\s*\{\s*$|^\s*(?:async\s+)?def\s+test_?\w*\(.*:\s*$|^func\s+Test\w*\(\w+\s+\*testing\.T\)/u;
const said = {
  claim: 'The test never asserts anything here, so it always passes, whatever the code does; an assertion (expect, assert) is missing.',
  title: 'Test without a working assertion: it always passes (expect or assert is missing)',
  category: 'bug',
  severity: 'warning',
} as const;
/** Whatever may look at a result, by its name. */
const looks =
  /super\(\)|expect|assert|should|verif|check|raise|fail|ensure|throw|require|compare|match|equal|snapshot|wait|error|panic|\bcy\.|page\.|\bt\.\w|\bt\b\s*[,)]|done|reject|resolve|must|valid(?=\w*\(t)|Run\(/iu;

export function testOfNothing({ added, lines, isAdded, path }: ChangeView): Sign[] {
  // Tests of types look at what compiles.
  if (/test-d\.ts$|type-?tests?|typescript\//iu.test(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    if (!opens.test(text)) return [];
    const outer = indentOf(text) ?? 0;
    // A function in a test is what is tested.
    if (outer > 0 && /^\s*(?:async\s+)?def\b(?!.*\bself\b)/u.test(text)) return [];
    const body: string[] = [];
    for (let at = line + 1; at <= Math.min(lines.length, line + 80); at += 1) {
      const own = indentOf(lines[at - 1] ?? '');
      if (own !== undefined && own <= outer) break;
      if (own !== undefined) body.push(lines[at - 1] ?? '');
    }
    const code = body.join('\n');
    if (body.every((one) => /^\s*(?:pass|\.\.\.|["']{3}.*)\s*$/u.test(one)) || looks.test(code)) return [];
    const last = Math.min(line + body.length, line + 4);
    return isAdded(last)
      ? [{ kind: 'test-of-nothing', startLine: line, line: last, fact: 'The test calls the code and looks at no result.', ...said }]
      : [];
  });
}

const idle: readonly (readonly [RegExp, string])[] = [
  [
    /^\s*(?!return|case|for|if|while|assert|yield|type|export|const|let|var)[\w$][\w$.]*(?:\([^=<>]*\))?(?:\.\w+(?:\([^=<>]*\))?)*\s*===?\s*[\w"'`.$()[\]]+\s*;\s*$/u,
    'The comparison stands alone: nobody takes its result.',
  ],
  [
    /^\s*(?:await\s+)?expect\((?:[^()]|\([^()]*\))*\)(?:\.not)?(?:\.to(?:Be\w*|Equal|StrictEqual|Match|Throw\w*|Contain\w*|Have\w*))?\s*;?\s*$/u,
    '`expect()` is given a value, and no matcher is called.',
  ],
  [
    /^\s*expect\(\s*(true|false|\d+)\s*\)\.to(?:Be|Equal)\(\s*\1\s*\)|^\s*assert\s+True\s*$|\bassertTrue\(\s*true\s*\)/u,
    'A literal is compared with itself.',
  ],
  [/^\s*assert\s*\(.*,\s*f?["'].*["']\s*\)\s*$/u, '`assert (condition, message)` is a tuple, which is always true.'],
  [/^\s*expect\(.*\)\.(?:resolves|rejects)\./u, 'Nobody waits for the promise that `resolves` or `rejects` gives back.'],
];

/** Single lines that look like an assertion and are none. */
export function idleAssertion({ added, language, lines }: ChangeView): Sign[] {
  if (!['script', 'python', 'java'].includes(language)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const found = idle.find(([pattern]) => pattern.test(text));
    if (found === undefined) return [];
    // The end of a longer statement begins with what stands before it.
    const above = lines[line - 2] ?? '';
    if (/(?:[=(,&|?:+[]|=>|\breturn|\bassert)\s*$/u.test(above) || /^\s*[.)]/u.test(lines[line] ?? '')) return [];
    return [{ kind: 'idle-assertion', line, fact: found[1], ...said }];
  });
}
