/** What an outline says about a source file: one entry per declaration that callers or readers know by name. */

export type SymbolKind = 'function' | 'method' | 'class' | 'interface' | 'type' | 'enum' | 'constant' | 'module';

export interface CodeSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  /** Reachable from outside its file by the language's own rule (`export`, `public`, a capital letter, no underscore). */
  readonly exported: boolean;
  /** 1-based line on which the name stands: the line to point a reader at. */
  readonly line: number;
  /** 1-based extent, decorators and annotations included. */
  readonly startLine: number;
  readonly endLine: number;
  /** The declaration without its body, on one line, at most 1,000 characters. */
  readonly signature: string;
  /** Enclosing class, interface, namespace or receiver type, dotted; absent at the top of the file. */
  readonly container?: string;
}

/** The grammars that are bundled; `tsx` also reads TypeScript with JSX. */
export const LANGUAGES = ['python', 'javascript', 'typescript', 'tsx', 'go', 'java', 'ruby', 'rust', 'php', 'csharp', 'cpp'] as const;
export type Language = (typeof LANGUAGES)[number];
