/** The grammars' package, as far as another thread than the parser's may know it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const library = createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm');

/** Where the grammars lie. */
export const grammarsFolder = dirname(library);

/** This room, whose files say what is read out of a parsed file. */
export const syntaxFolder = import.meta.dirname;

export function grammarsVersion(): string {
  return (JSON.parse(readFileSync(join(grammarsFolder, '..', 'package.json'), 'utf8')) as { version: string }).version;
}
