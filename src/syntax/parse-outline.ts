/** The parser itself, in the thread that calls it. Grammars are native code over hostile text: call it from a worker thread only. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type TreeSitter from '@vscode/tree-sitter-wasm';
import type { Language as Grammar } from '@vscode/tree-sitter-wasm';
import { declaredSymbols } from './declared-symbols.ts';
import { grammarsFolder } from './grammars.ts';
import type { CodeSymbol, Language } from './code-symbol.ts';

// A UMD bundle: its names are invisible to `import { … }`.
const load = createRequire(import.meta.url);
const { Language: Grammars, Parser } = load('@vscode/tree-sitter-wasm') as typeof TreeSitter;

const FILE_NAME: Readonly<Partial<Record<Language, string>>> = { csharp: 'c-sharp' };
const grammars = new Map<Language, Promise<Grammar>>();
const ready = Parser.init();

async function loadGrammar(language: Language): Promise<Grammar> {
  await ready;
  return Grammars.load(await readFile(join(grammarsFolder, `tree-sitter-${FILE_NAME[language] ?? language}.wasm`)));
}

function grammarOf(language: Language): Promise<Grammar> {
  const known = grammars.get(language) ?? loadGrammar(language);
  grammars.set(language, known);
  return known;
}

export interface ParsedOutline {
  readonly symbols: readonly CodeSymbol[];
  /** Something in it is not of the language. */
  readonly broken: boolean;
}

/** `class FMT_API error : public base {` is no C++ before the preprocessor has run. Lengths stay. */
function withoutExportMacros(source: string): string {
  return source.replaceAll(
    /\b(class|struct|union)([ \t]{1,8})([A-Z][A-Z0-9_]{2,60}(?:\([^()\n]{0,80}\))?)(?=[ \t]{1,8}[A-Za-z_])/gu,
    (_, keyword: string, space: string, macro: string) => keyword + space + ' '.repeat(macro.length),
  );
}

/**
 * Declarations in order; undefined when the file could not be parsed within the limit.
 * @throws when the engine broke: its memory is then in doubt, and the thread should end.
 */
export async function parseOutline(language: Language, source: string, limitMilliseconds: number): Promise<ParsedOutline | undefined> {
  const grammar = await grammarOf(language);
  const parser = new Parser();
  try {
    parser.setLanguage(grammar);
    // The thread's own time: on a busy machine the same file must not be parsed today and given up tomorrow.
    const started = process.threadCpuUsage();
    const usedUp = (): boolean => {
      const { user, system } = process.threadCpuUsage(started);
      return user + system > limitMilliseconds * 1_000;
    };
    // The type says `void`, the engine reads the returned boolean: true stops the parse.
    const tree = parser.parse(language === 'cpp' ? withoutExportMacros(source) : source, null, { progressCallback: usedUp });
    if (tree === null) return undefined;
    try {
      return { symbols: declaredSymbols(tree.rootNode, language, source), broken: tree.rootNode.hasError };
    } finally {
      tree.delete();
    }
  } finally {
    parser.delete();
  }
}
