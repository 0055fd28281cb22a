/** The languages that rules may be written for, and which files belong to each. Everything else is "outside the rules". */

export interface Language {
  readonly name: 'python' | 'javascript' | 'typescript' | 'go' | 'java' | 'dockerfile' | 'workflow' | 'terraform';
  /** Rules of one family share patterns; a rule may name the languages of one family only (see `rule-file.ts`). */
  readonly family: 'python' | 'javascript' | 'go' | 'java' | 'dockerfile' | 'workflow' | 'terraform';
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
  /** For kinds of file that their place tells: tried on the whole path in lower case, before the endings of any language. */
  readonly place?: RegExp;
  /** A call, step or key that no file has: the canary must parse the file to know. Default: a function that nobody calls. */
  readonly absent?: string;
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
  {
    name: 'dockerfile',
    family: 'dockerfile',
    analyzer: 'dockerfile',
    ruleNames: ['dockerfile', 'docker'],
    extensions: ['dockerfile', 'containerfile'],
    fileNames: [],
    programs: [],
    // `Dockerfile.dev` too, but not `dockerfile.md`, `Dockerfile.j2` or `dockerfile.test.py`, which are something else.
    place:
      /(?:^|\/)(?:dockerfile|containerfile)(?:\.(?!(?:md|txt|rst|html|json|ya?ml|toml|tmpl|tpl|j2|jinja2?|erb|in|template|sh|py|[cm]?[jt]sx?|go|java|swp|orig|bak)$)[\w-]+)?$/u,
    absent: 'RUN countersign_canary_never_called',
  },
  {
    // Workflows and composite actions of GitHub only: other YAML is often a template, which no parser of YAML can read.
    name: 'workflow',
    family: 'workflow',
    analyzer: 'yaml',
    ruleNames: ['yaml'],
    extensions: [],
    fileNames: ['action.yml', 'action.yaml'],
    programs: [],
    place: /^\.github\/workflows\/[^/]+\.ya?ml$/u,
    absent: 'countersign_canary_never_called: ...',
  },
  {
    name: 'terraform',
    family: 'terraform',
    analyzer: 'terraform',
    ruleNames: ['terraform', 'hcl', 'tf'],
    extensions: ['tf', 'tofu'],
    fileNames: [],
    programs: [],
  },
];
