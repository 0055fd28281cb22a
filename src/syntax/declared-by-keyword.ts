/** An outline without a grammar: keywords say where a declaration begins, indentation where it ends. Pure, linear in the text. */
import type { CodeSymbol } from './code-symbol.ts';
import { keywordRulesOf } from './keyword-rules.ts';
import type { KeywordRule } from './keyword-rules.ts';

const LONGEST_LINE = 400;
const MAX_SYMBOLS = 5_000;
const MAX_DEPTH = 32;
/** What closes a block, or goes on with it, as far left as its head. */
const CLOSES = /^(?:[)\]}]|end\b|@end\b|done\b|esac\b|fi\b)/u;
const GOES_ON = /^(?:\{|else\b|elseif\b|elsif\b|catch\b|rescue\b|ensure\b|after\b|finally\b|where\b|\|)/u;

interface Open {
  readonly name: string;
  readonly indent: number;
  /** 1-based. */
  readonly endLine: number;
  readonly holds: boolean;
}

/** Declarations in order; undefined where nothing is known of files with such a name. */
export function declaredByKeyword(path: string, lines: readonly string[]): readonly CodeSymbol[] | undefined {
  const rules = keywordRulesOf(path);
  if (rules === undefined) return undefined;
  const symbols: CodeSymbol[] = [];
  let around: readonly Open[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const indent = indentOf(line);
    const declared = symbols.length < MAX_SYMBOLS ? declarationIn(line.slice(0, LONGEST_LINE), rules) : undefined;
    if (declared === undefined) continue;
    around = around.filter((open) => open.indent < indent && open.endLine > index);
    // What stands inside a function is the function's own.
    if (around.some(({ holds }) => !holds) || around.length >= MAX_DEPTH) continue;
    const { name, kind } = declared;
    const container = around.map((open) => open.name).join('.');
    // Several clauses, or a signature before its definition: one declaration.
    const last = symbols.at(-1);
    const endLine = endOf(lines, index, indent, name);
    if (last?.name === name && last.container === (container === '' ? undefined : container) && last.endLine >= index) {
      symbols[symbols.length - 1] = { ...last, endLine };
      continue;
    }
    symbols.push({
      name,
      kind: kind === 'function' && around.length > 0 && around.at(-1)?.holds === true ? 'method' : kind,
      exported: true,
      line: index + 1,
      startLine: index + 1,
      endLine,
      signature: line.trim().slice(0, LONGEST_LINE),
      ...(container === '' ? {} : { container }),
    });
    around = [...around, { name, indent, endLine, holds: /^(?:class|interface|enum|module|type)$/u.test(kind) }];
  }
  return symbols;
}

function declarationIn(
  line: string,
  rules: readonly KeywordRule[],
): { readonly name: string; readonly kind: KeywordRule['kind'] } | undefined {
  for (const { kind, pattern } of rules) {
    const name = pattern.exec(line)?.[1];
    if (name !== undefined) return { name, kind };
  }
  return undefined;
}

/** 1-based: the last line that is further right than the head, with what closes it. */
function endOf(lines: readonly string[], head: number, indent: number, name: string): number {
  let end = head;
  for (let at = head + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    const text = line.trimStart();
    const isFurtherRight = indentOf(line) > indent;
    const closes = indentOf(line) === indent && CLOSES.test(text);
    if (!isFurtherRight && !closes && !(indentOf(line) === indent && (GOES_ON.test(text) || isNext(text, name)))) break;
    end = at;
    // `) {` ends the parameters and begins the body.
    if (closes && !/[{(:=]\s*$/u.test(line)) break;
  }
  return end + 1;
}

/** Haskell and Erlang say a function's name again with each of its cases. */
function isNext(text: string, name: string): boolean {
  return text.startsWith(name) && /^[ (]/u.test(text.slice(name.length)) && /[=|]|->/u.test(text);
}

/** Columns; a tab is four. */
function indentOf(line: string): number {
  let columns = 0;
  for (const sign of line) {
    if (sign === ' ') columns += 1;
    else if (sign === '\t') columns += 4;
    else break;
  }
  return columns;
}
