/** The languages that rules may be written for, and which files belong to each. Everything else is "outside the rules". */

export interface Language {
  readonly name: 'python' | 'javascript' | 'typescript' | 'go' | 'java';
  /** Rules of one family share patterns; a rule may name the languages of one family only (see `rule-file.ts`). */
  readonly family: 'python' | 'javascript' | 'go' | 'java';
  /** Semgrep's name for it in a target list. */
  readonly analyzer: string;
  /** Names that a rule's `languages` may use. */
  readonly ruleNames: readonly string[];
  /** Lower case, without the dot. */
  readonly extensions: readonly string[];
  /** Whole file names without an extension, lower case. */
  readonly fileNames: readonly string[];
  /** Programs after `#!`, version numbers taken off. */
  readonly programs: readonly string[];
}

export const languages: readonly Language[] = [
  {
    name: 'python',
    family: 'python',
    analyzer: 'python',
    ruleNames: ['python', 'py', 'python3'],
    extensions: ['py', 'pyi', 'pyw', 'pyx', 'wsgi'],
    fileNames: ['sconstruct', 'sconscript', 'wscript'],
    programs: ['python', 'pypy', 'uv'],
  },
  {
    name: 'javascript',
    family: 'javascript',
    analyzer: 'js',
    ruleNames: ['javascript', 'js'],
    extensions: ['js', 'jsx', 'mjs', 'cjs', 'es6', 'es', 'jsm'],
    fileNames: ['jakefile'],
    programs: ['node', 'nodejs', 'zx'],
  },
  {
    name: 'typescript',
    family: 'javascript',
    analyzer: 'ts',
    ruleNames: ['typescript', 'ts'],
    extensions: ['ts', 'tsx', 'mts', 'cts'],
    fileNames: [],
    programs: ['deno', 'bun', 'ts-node', 'tsx'],
  },
  { name: 'go', family: 'go', analyzer: 'go', ruleNames: ['go', 'golang'], extensions: ['go'], fileNames: [], programs: [] },
  { name: 'java', family: 'java', analyzer: 'java', ruleNames: ['java'], extensions: ['java'], fileNames: [], programs: ['java'] },
];
