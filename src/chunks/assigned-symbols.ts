import type { CodeSymbol, Language } from '#src/syntax/code-symbol.ts';
import type { DefinedSymbol } from './chunk.ts';

/** `res.send = function`, `exports.parse = (x) =>`, `Foo.prototype.bar = async function`: definitions that no declaration node holds. */
const SCRIPT =
  /^[ \t]{0,8}(?:[\w$]{1,60}\.){1,4}([\w$]{1,60})[ \t]*=[ \t]*(?:async\b[ \t]*)?(?:function\b|\([^()]{0,200}\)[ \t]*=>|[\w$]{1,60}[ \t]*=>)/u;
/** `var res = Object.create(…)`, `const schema = …`, `LIMIT = 3`, at the left margin. */
const SCRIPT_VARIABLE = /^(?:export[ \t]+)?(?:var|let|const)[ \t]+([\w$]{1,60})[ \t]*[:=]/u;
const PYTHON_VARIABLE = /^([A-Za-z_]\w{0,60})[ \t]*(?::[^=\n]{1,200})?=(?!=)/u;
const RUBY_CONSTANT = /^[ \t]{0,8}([A-Z]\w{0,60})[ \t]*=(?!=)/u;
const GO_VARIABLE = /^(?:var|const)[ \t]+([A-Za-z_]\w{0,60})\b/u;
const RUST_MACRO = /^[ \t]{0,8}(?:macro_rules![ \t]*([a-z_]\w{0,60})|pub(?:\([^)]{0,40}\))?[ \t]+(?:static|const)[ \t]+([A-Z_]\w{0,60}))/u;

const PATTERNS: Readonly<Partial<Record<Language, readonly RegExp[]>>> = {
  javascript: [SCRIPT, SCRIPT_VARIABLE],
  typescript: [SCRIPT, SCRIPT_VARIABLE],
  tsx: [SCRIPT, SCRIPT_VARIABLE],
  python: [PYTHON_VARIABLE],
  ruby: [RUBY_CONSTANT],
  go: [GO_VARIABLE],
  rust: [RUST_MACRO],
};
/** `export { a, b } from`, `pub use x::{A, B};`, `from .x import A`: names that a file only passes on. */
const PASSED_ON: Readonly<Partial<Record<Language, RegExp>>> = {
  javascript: /^[ \t]*export[ \t]*(?:type[ \t]*)?\{([^{}]{1,4000})\}[ \t]*from\b/gmu,
  typescript: /^[ \t]*export[ \t]*(?:type[ \t]*)?\{([^{}]{1,4000})\}[ \t]*from\b/gmu,
  python: /^from[ \t]+[\w.]{1,200}[ \t]+import[ \t]+(\([^()]{1,4000}\)|[^(\n]{1,400})/gmu,
  rust: /^[ \t]*pub[ \t]+use[ \t]+([^;]{1,4000});/gmu,
};

const MAX_FOUND = 2_000;

/** Names that a file defines by assigning, one per line at most, where the outline does not know the name on that line. */
export function assignedSymbols(lines: readonly string[], language: Language, outline: readonly CodeSymbol[]): readonly DefinedSymbol[] {
  const patterns = PATTERNS[language];
  if (patterns === undefined) return [];
  const known = new Set(outline.map(({ line, name }) => `${line} ${name}`));
  const found: DefinedSymbol[] = [];
  for (const [index, line] of lines.entries()) {
    if (found.length >= MAX_FOUND) break;
    const match = patterns.map((pattern) => pattern.exec(line.slice(0, 400))).find((hit) => hit !== null);
    const name = match?.[1] ?? match?.[2];
    if (name === undefined || known.has(`${index + 1} ${name}`)) continue;
    found.push({ name, kind: 'assigned', line: index + 1, lines: 1 });
  }
  return found;
}

/** Re-exports, which define nothing but are where readers are sent when the definition is in another package. */
export function passedOnSymbols(text: string, language: Language): readonly DefinedSymbol[] {
  const pattern = PASSED_ON[language];
  if (pattern === undefined) return [];
  const found: DefinedSymbol[] = [];
  for (const match of text.matchAll(pattern)) {
    if (found.length >= MAX_FOUND) break;
    const line = text.slice(0, match.index).split('\n').length;
    for (const [name] of (match[1] ?? '').matchAll(/[A-Za-z_$][\w$]{0,60}/gu)) found.push({ name, kind: 'passed-on', line, lines: 1 });
  }
  return found;
}
