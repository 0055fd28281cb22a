/** What the index holds of a file: pieces that a reader can understand by themselves. Lines are 1-based and inclusive. */

export interface DefinedSymbol {
  readonly name: string;
  /** As in `#src/syntax/code-symbol.ts`, or `assigned` for names that a script hangs on an object. */
  readonly kind: string;
  readonly line: number;
  readonly container?: string;
  /** How many lines it takes. */
  readonly lines: number;
}

export interface Chunk {
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
  /** Documentation is searched apart from code. */
  readonly content: 'code' | 'text';
  /** Declared in these lines, outermost first. */
  readonly symbols: readonly DefinedSymbol[];
  /** Names or headings around the chunk, dotted or joined by ` › `; empty at the top of a file. */
  readonly enclosing: string;
}

export interface ChunkedFile {
  readonly chunks: readonly Chunk[];
  /** `keywords`: no grammar is bundled; `lines`: nothing is known of such files, or the parser gave up: then no symbol is known. */
  readonly by: 'syntax' | 'keywords' | 'lines' | 'headings';
}
