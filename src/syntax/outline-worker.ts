/** Runs in a worker thread: grammars are native code over hostile text, so a crash or a hang must not be the App's. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import type TreeSitter from '@vscode/tree-sitter-wasm';
import type { Language as Grammar } from '@vscode/tree-sitter-wasm';
import { declaredSymbols } from './declared-symbols.ts';
import type { CodeSymbol, Language } from './code-symbol.ts';

export interface OutlineQuestion {
  readonly id: number;
  readonly language: Language;
  readonly source: string;
  readonly limitMilliseconds: number;
}

export interface OutlineReply {
  readonly id: number;
  /** Absent when the file could not be parsed within the limit. */
  readonly symbols?: readonly CodeSymbol[];
  /** Something in it is not of the language. */
  readonly broken?: boolean;
}

// A UMD bundle: its names are invisible to `import { … }`.
const load = createRequire(import.meta.url);
const { Language: Grammars, Parser } = load('@vscode/tree-sitter-wasm') as typeof TreeSitter;

const FILE_NAME: Readonly<Partial<Record<Language, string>>> = { csharp: 'c-sharp' };
const grammars = new Map<Language, Promise<Grammar>>();
const ready = Parser.init();

async function loadGrammar(language: Language): Promise<Grammar> {
  await ready;
  const folder = dirname(load.resolve('@vscode/tree-sitter-wasm'));
  return Grammars.load(await readFile(join(folder, `tree-sitter-${FILE_NAME[language] ?? language}.wasm`)));
}

function grammarOf(language: Language): Promise<Grammar> {
  const known = grammars.get(language) ?? loadGrammar(language);
  grammars.set(language, known);
  return known;
}

async function answer(question: OutlineQuestion): Promise<OutlineReply> {
  const grammar = await grammarOf(question.language);
  const parser = new Parser();
  try {
    parser.setLanguage(grammar);
    const deadline = performance.now() + question.limitMilliseconds;
    // The type says `void`, the engine reads the returned boolean: true stops the parse.
    const tree = parser.parse(question.source, null, { progressCallback: () => performance.now() > deadline });
    if (tree === null) return { id: question.id };
    try {
      return {
        id: question.id,
        symbols: declaredSymbols(tree.rootNode, question.language, question.source),
        broken: tree.rootNode.hasError,
      };
    } finally {
      tree.delete();
    }
  } finally {
    parser.delete();
  }
}

parentPort?.on('message', (question: OutlineQuestion) => {
  answer(question).then(
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
    (reply) => parentPort?.postMessage(reply),
    // A trap inside WebAssembly leaves its memory in doubt: end the thread, the next file gets a fresh one.
    () => process.exit(1),
  );
});
