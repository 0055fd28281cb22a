import type { CodeSymbol } from '#src/syntax/code-symbol.ts';

const OPEN = '([{<';
const CLOSE = ')]}>';

/** Parameters as written, split at the outer commas, without Python's `self`. Empty when the signature shows none. */
export function parametersOf(symbol: CodeSymbol): readonly string[] {
  const afterName = symbol.signature.slice(symbol.signature.indexOf(symbol.name) + symbol.name.length);
  const start = afterName.indexOf('(');
  if (start === -1) return [];
  const parts: string[] = [''];
  let depth = 0;
  for (let index = 0; start + 1 + index < afterName.length; index += 1) {
    const character = afterName.charAt(start + 1 + index);
    const isArrow = character === '>' && /[=-]/u.test(afterName[start + index] ?? '');
    if (CLOSE.includes(character) && !isArrow) {
      if (depth === 0) break;
      depth -= 1;
    } else if (OPEN.includes(character)) depth += 1;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim()).filter((part, index) => part !== '' && !(index === 0 && /^(self|cls|this)$/u.test(part)));
}

/** `currency: str = "EUR"` → `currency`; where types stand first (Go's are second, Java's first) the whole text is the name. */
export function parameterNames(symbol: CodeSymbol): readonly string[] {
  return parametersOf(symbol).map((parameter) => parameter.replace(/\s*[:=?].*$/su, ''));
}

/** Without annotations, with defaults: what a caller of Python or TypeScript could notice at run time. */
export function untypedParameters(symbol: CodeSymbol): readonly string[] {
  return parametersOf(symbol).map((parameter) => {
    const [name = ''] = parameter.split(':', 1);
    const fallback = /=(?!>)\s*([^=]*)$/u.exec(parameter)?.[1];
    return fallback === undefined || !parameter.includes(':')
      ? parameter.includes(':')
        ? name.trim()
        : parameter
      : `${name.trim()} = ${fallback}`;
  });
}
