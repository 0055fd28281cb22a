/** How languages without a bundled grammar declare what people look for, a line at a time. Tables only. */
import type { SymbolKind } from './code-symbol.ts';

export interface KeywordRule {
  readonly kind: SymbolKind;
  /** Over one line; the group is the name. Anchored, and every repeat bounded. */
  readonly pattern: RegExp;
}

const rule = (kind: SymbolKind, source: string, flags = 'u'): KeywordRule => ({ kind, pattern: new RegExp(source, flags) });

const ANNOTATIONS = String.raw`^[ \t]*(?:@[\w.:]{1,80}(?:\([^()]{0,200}\))?[ \t]+){0,6}`;
const modified = (words: string): string => String.raw`${ANNOTATIONS}(?:(?:${words})[ \t]+){0,8}`;

const KOTLIN = modified(
  'public|private|protected|internal|open|abstract|final|sealed|data|inner|enum|annotation|inline|value|companion|override|suspend|operator|infix|tailrec|external|expect|actual|const|lateinit|fun',
);
const SWIFT = modified(
  String.raw`open|public|private|fileprivate|internal|package|static|class|final|override|mutating|nonmutating|indirect|convenience|required|dynamic|nonisolated|(?:private|fileprivate|internal)\(set\)`,
);
const SCALA = modified(
  String.raw`private|protected|(?:private|protected)\[\w{1,60}\]|override|final|sealed|abstract|implicit|lazy|case|inline|opaque|open|transparent|infix`,
);
const GROOVY = modified('public|private|protected|static|final|abstract|synchronized');
const ZIG = String.raw`^[ \t]*(?:(?:pub|export|inline|noinline|extern)[ \t]+){0,4}`;

const kotlin = [
  rule('class', String.raw`${KOTLIN}(?:class|object)[ \t]+(\w{1,100})`),
  rule('interface', String.raw`${KOTLIN}interface[ \t]+(\w{1,100})`),
  rule('function', `${KOTLIN}(?<=\\bfun[ \\t]+)(?:<[^>]{1,200}>[ \\t]*)?(?:[\\w<>?,* ]{1,200}\\.)?\`?(\\w{1,100})\`?[ \\t]*\\(`),
  rule('type', String.raw`${KOTLIN}typealias[ \t]+(\w{1,100})`),
  rule(
    'constant',
    String.raw`^(?:(?:public|private|internal|const|lateinit|actual|expect)[ \t]+){0,3}va[lr][ \t]+(?:[\w<>?]{1,100}\.)?(\w{1,100})`,
  ),
];
const shell = [
  rule('function', String.raw`^[ \t]*(?:function[ \t]+)?([\w:.-]{1,100})[ \t]*\(\)`),
  rule('function', String.raw`^[ \t]*function[ \t]+([\w:.-]{1,100})[ \t]*(?:\{|$)`),
];
const scala = [
  rule('class', String.raw`${SCALA}(?:class|object)[ \t]+(\w{1,100})`),
  rule('interface', String.raw`${SCALA}trait[ \t]+(\w{1,100})`),
  rule('enum', String.raw`${SCALA}enum[ \t]+(\w{1,100})`),
  rule('function', String.raw`${SCALA}def[ \t]+(\w{1,100})`),
  rule('type', String.raw`${SCALA}(?:type|given)[ \t]+(\w{1,100})`),
];
const elixir = [
  rule('module', String.raw`^[ \t]*(?:defmodule|defprotocol|defimpl)[ \t]+(?:\w{1,80}\.){0,8}(\w{1,100})`),
  rule('function', String.raw`^[ \t]*(?:defp?|defmacrop?|defguardp?|defdelegate|defn)[ \t]+(\w{1,100}[?!]?)`),
];
const clojure = [rule('function', String.raw`^\((?:[\w.-]{1,40}\/)?def[\w-]{0,40}[ \t]+(?:\^\S{1,80}[ \t]+){0,3}([^\s()[\]{}"]{1,100})`)];
const script = [
  rule('function', String.raw`^[ \t]*(?:export[ \t]+)?(?:default[ \t]+)?(?:async[ \t]+)?function\*?[ \t]+(\w{1,100})`),
  rule('class', String.raw`^[ \t]*(?:export[ \t]+)?(?:default[ \t]+)?class[ \t]+(\w{1,100})`),
  rule('constant', String.raw`^[ \t]{0,4}(?:export[ \t]+)?(?:const|let)[ \t]+(\w{1,100})[ \t]*[:=]`),
];
const objectiveC = [
  rule('class', String.raw`^@(?:interface|implementation)[ \t]+(\w{1,100})`),
  rule('interface', String.raw`^@protocol[ \t]+(\w{1,100})(?!.*;)`),
  rule('method', String.raw`^[-+][ \t]*\([^()]{1,200}\)[ \t]*(\w{1,100})`),
];
const ml = (indent: number): readonly KeywordRule[] => [
  rule(
    'function',
    String.raw`^[ \t]{0,${indent}}(?:let|and|val|member)[ \t]+(?:(?:rec|inline|private|public|internal|mutable)[ \t]+){0,3}(?:\w{1,40}\.)?(\w{1,100})`,
  ),
  rule(
    'type',
    String.raw`^[ \t]{0,${indent}}type[ \t]+(?:(?:nonrec|private|internal)[ \t]+)?(?:'\w{1,20}[ \t]+|\([^()]{1,80}\)[ \t]*)?(\w{1,100})`,
  ),
  rule(
    'module',
    String.raw`^[ \t]{0,${indent}}(?:module|exception)[ \t]+(?:(?:rec|type|private|internal)[ \t]+)?(?:\w{1,80}\.){0,8}(\w{1,100})`,
  ),
];
const erlang = [
  rule('module', String.raw`^-module\([ \t]*(\w{1,100})`),
  rule('type', String.raw`^-(?:record|type|opaque)\(?[ \t]*(\w{1,100})`),
  rule('function', String.raw`^([a-z]\w{0,100})\(.{0,300}->`),
];
const infrastructure = [
  rule('constant', String.raw`^(?:resource|data)[ \t]+"[\w-]{1,100}"[ \t]+"([\w-]{1,100})"`),
  rule('constant', String.raw`^(?:module|variable|output|provider)[ \t]+"([\w-]{1,100})"`),
];
const sql = [
  rule(
    'type',
    String.raw`^[ \t]*create[ \t]+(?:(?:or[ \t]+replace|temporary|temp|unique|materialized|global|unlogged)[ \t]+){0,3}(?:table|view|function|procedure|trigger|index|type|domain)[ \t]+(?:if[ \t]+not[ \t]+exists[ \t]+)?(?:["\w]{1,80}\.){0,2}["\[]?(\w{1,100})`,
    'iu',
  ),
];

const BY_EXTENSION: Readonly<Record<string, readonly KeywordRule[]>> = {
  kt: kotlin,
  kts: kotlin,
  swift: [
    rule('function', String.raw`${SWIFT}func[ \t]+(\w{1,100})`),
    rule('class', String.raw`${SWIFT}(?:class|struct|actor)[ \t]+(?!func\b|var\b|let\b)(\w{1,100})`),
    rule('interface', String.raw`${SWIFT}protocol[ \t]+(\w{1,100})`),
    rule('enum', String.raw`${SWIFT}enum[ \t]+(\w{1,100})`),
    rule('type', String.raw`${SWIFT}typealias[ \t]+(\w{1,100})`),
  ],
  scala,
  sc: scala,
  ex: elixir,
  exs: elixir,
  erl: erlang,
  hrl: erlang,
  lua: [
    rule('function', String.raw`^[ \t]*(?:local[ \t]+)?function[ \t]+(?:\w{1,80}[.:]){0,5}(\w{1,100})`),
    rule('function', String.raw`^[ \t]*(?:local[ \t]+)?(?:\w{1,80}\.){0,5}(\w{1,100})[ \t]*=[ \t]*function\b`),
  ],
  zig: [
    rule('function', String.raw`${ZIG}fn[ \t]+(\w{1,100})`),
    rule('class', String.raw`${ZIG}const[ \t]+(\w{1,100})[ \t]*=[ \t]*(?:packed[ \t]+|extern[ \t]+)?(?:struct|union|opaque)\b`),
    rule('enum', String.raw`${ZIG}const[ \t]+(\w{1,100})[ \t]*=[ \t]*(?:enum|error)\b`),
    rule('constant', String.raw`^(?:pub[ \t]+)?(?:const|var)[ \t]+(\w{1,100})`),
  ],
  hs: [
    rule('type', String.raw`^(?:data|newtype|type(?:[ \t]+family)?|class)[ \t]+(?:[^=]{1,200}=>[ \t]*)?([A-Z][\w']{0,100})`),
    rule('function', String.raw`^([a-z_][\w']{0,100})(?:[ \t]*,[ \t]*[a-z_][\w']{0,100}){0,8}[ \t]*::`),
  ],
  sh: shell,
  bash: shell,
  zsh: shell,
  bats: shell,
  ps1: [
    rule('function', String.raw`^[ \t]*(?:function|filter)[ \t]+(?:\w{1,20}:)?([\w-]{1,100})`, 'iu'),
    rule('class', String.raw`^[ \t]*class[ \t]+(\w{1,100})`, 'iu'),
  ],
  dart: [
    rule(
      'class',
      String.raw`${modified('abstract|base|final|sealed|interface|mixin')}(?:class|mixin|extension(?:[ \t]+type)?)[ \t]+(\w{1,100})`,
    ),
    rule('enum', String.raw`^[ \t]*enum[ \t]+(\w{1,100})`),
    rule('type', String.raw`^[ \t]*typedef[ \t]+(\w{1,100})`),
    rule(
      'function',
      String.raw`${modified('static|external|abstract|final|late')}(?!return\b|else\b|await\b|new\b|throw\b)(?:[A-Za-z_][\w.<>?, ]{0,120}[ \t]+)(?:get[ \t]+|operator[ \t]+)?(?!if\b|for\b|while\b|switch\b|catch\b)(\w{1,100})[ \t]*\([^;]{0,300}$`,
    ),
  ],
  jl: [
    rule('function', String.raw`^[ \t]*(?:@\w{1,40}[ \t]+){0,3}(?:function|macro)[ \t]+(?:\w{1,80}\.){0,4}(\w{1,100}!?)`),
    rule('function', String.raw`^(?:\w{1,80}\.){0,4}(\w{1,100}!?)\(.{0,300}\)[ \t]*=(?!=)`),
    rule('class', String.raw`^[ \t]*(?:@\w{1,40}[ \t]+){0,3}(?:mutable[ \t]+)?struct[ \t]+(\w{1,100})`),
    rule('type', String.raw`^[ \t]*(?:abstract|primitive)[ \t]+type[ \t]+(\w{1,100})`),
    rule('module', String.raw`^[ \t]*module[ \t]+(\w{1,100})`),
  ],
  r: [rule('function', String.raw`^[ \t]*\x60?([\w.]{1,100})\x60?[ \t]*(?:<-|=)[ \t]*function\b`)],
  pl: [rule('function', String.raw`^[ \t]*sub[ \t]+(\w{1,100})`), rule('module', String.raw`^package[ \t]+(?:\w{1,80}::){0,8}(\w{1,100})`)],
  pm: [rule('function', String.raw`^[ \t]*sub[ \t]+(\w{1,100})`), rule('module', String.raw`^package[ \t]+(?:\w{1,80}::){0,8}(\w{1,100})`)],
  clj: clojure,
  cljs: clojure,
  cljc: clojure,
  ml: ml(2),
  mli: ml(2),
  fs: ml(4),
  fsx: ml(4),
  nim: [
    rule('function', String.raw`^[ \t]*(?:proc|func|method|template|macro|iterator|converter)[ \t]+\x60?(\w{1,100})`),
    rule('class', String.raw`^[ \t]{1,4}(\w{1,100})\*?[ \t]*(?:\{\.[^}]{0,80}\.\}[ \t]*)?=[ \t]*(?:ref[ \t]+)?(?:object|enum|tuple)\b`),
  ],
  cr: [
    rule('class', String.raw`^[ \t]*(?:abstract[ \t]+)?(?:class|struct)[ \t]+(?:\w{1,80}::){0,8}(\w{1,100})`),
    rule('module', String.raw`^[ \t]*(?:module|lib)[ \t]+(?:\w{1,80}::){0,8}(\w{1,100})`),
    rule('function', String.raw`^[ \t]*(?:(?:private|protected|abstract)[ \t]+)?(?:def|macro)[ \t]+(?:self\.)?(\w{1,100}[?!]?)`),
  ],
  groovy: [
    rule('class', String.raw`${GROOVY}(?:class|trait|enum)[ \t]+(\w{1,100})`),
    rule('interface', String.raw`${GROOVY}interface[ \t]+(\w{1,100})`),
    rule('function', String.raw`${GROOVY}def[ \t]+(\w{1,100})[ \t]*\(`),
  ],
  m: objectiveC,
  mm: objectiveC,
  sol: [
    rule('class', String.raw`^[ \t]*(?:abstract[ \t]+)?(?:contract|library|interface)[ \t]+(\w{1,100})`),
    rule('function', String.raw`^[ \t]*(?:function|modifier|event|error)[ \t]+(\w{1,100})`),
    rule('type', String.raw`^[ \t]*(?:struct|enum)[ \t]+(\w{1,100})`),
  ],
  sql,
  proto: [
    rule('type', String.raw`^[ \t]*(?:message|service|enum)[ \t]+(\w{1,100})`),
    rule('method', String.raw`^[ \t]*rpc[ \t]+(\w{1,100})`),
  ],
  thrift: [rule('type', String.raw`^[ \t]*(?:struct|service|enum|exception|union)[ \t]+(\w{1,100})`)],
  graphql: [
    rule(
      'type',
      String.raw`^[ \t]*(?:extend[ \t]+)?(?:type|interface|enum|input|scalar|union|query|mutation|fragment|directive)[ \t]+@?(\w{1,100})`,
    ),
  ],
  tf: infrastructure,
  hcl: infrastructure,
  vue: script,
  svelte: script,
  astro: script,
};

/** Undefined: nothing is known of such files. */
export function keywordRulesOf(path: string): readonly KeywordRule[] | undefined {
  const extension = /\.([A-Za-z]{1,8}1?)$/u.exec(path)?.[1]?.toLowerCase();
  return extension !== undefined && Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined;
}
