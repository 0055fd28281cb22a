/** Which nodes of each grammar declare something, and which merely hold declarations. Node names: the grammars' own. */
import type { Language, SymbolKind } from './code-symbol.ts';

export interface GrammarRules {
  /** Node type to what it declares. */
  readonly declares: Readonly<Record<string, SymbolKind>>;
  /** Nodes that declare nothing themselves but whose children may: class bodies, export statements, namespaces' blocks. */
  readonly holds: ReadonlySet<string>;
  /** How the language says that others may use the name. */
  readonly visibility: 'underscore' | 'export' | 'capital' | 'public-modifier' | 'pub' | 'not-private';
}

const ECMASCRIPT: GrammarRules = {
  declares: {
    function_declaration: 'function',
    generator_function_declaration: 'function',
    function_signature: 'function',
    class_declaration: 'class',
    abstract_class_declaration: 'class',
    class: 'class',
    // Only `export default` gives a nameless one to the outside.
    function_expression: 'function',
    arrow_function: 'function',
    method_definition: 'method',
    method_signature: 'method',
    abstract_method_signature: 'method',
    interface_declaration: 'interface',
    type_alias_declaration: 'type',
    enum_declaration: 'enum',
    internal_module: 'module',
    module: 'module',
    variable_declarator: 'constant',
  },
  holds: new Set([
    'program',
    'export_statement',
    'ambient_declaration',
    'class_body',
    'interface_body',
    'lexical_declaration',
    'variable_declaration',
    'statement_block',
    'expression_statement',
  ]),
  visibility: 'export',
};

const RULES: Readonly<Record<Language, GrammarRules>> = {
  javascript: ECMASCRIPT,
  typescript: ECMASCRIPT,
  tsx: ECMASCRIPT,
  python: {
    declares: { function_definition: 'function', class_definition: 'class' },
    holds: new Set(['module', 'decorated_definition', 'block', 'if_statement', 'else_clause', 'try_statement', 'except_clause']),
    visibility: 'underscore',
  },
  go: {
    declares: {
      function_declaration: 'function',
      method_declaration: 'method',
      type_spec: 'type',
      type_alias: 'type',
      const_spec: 'constant',
    },
    holds: new Set(['source_file', 'type_declaration', 'const_declaration']),
    visibility: 'capital',
  },
  java: {
    declares: {
      class_declaration: 'class',
      record_declaration: 'class',
      interface_declaration: 'interface',
      annotation_type_declaration: 'interface',
      enum_declaration: 'enum',
      method_declaration: 'method',
      constructor_declaration: 'method',
    },
    holds: new Set(['program', 'class_body', 'interface_body', 'enum_body', 'enum_body_declarations', 'annotation_type_body']),
    visibility: 'public-modifier',
  },
  csharp: {
    declares: {
      class_declaration: 'class',
      record_declaration: 'class',
      struct_declaration: 'class',
      interface_declaration: 'interface',
      enum_declaration: 'enum',
      method_declaration: 'method',
      constructor_declaration: 'method',
    },
    holds: new Set(['compilation_unit', 'namespace_declaration', 'file_scoped_namespace_declaration', 'declaration_list']),
    visibility: 'public-modifier',
  },
  ruby: {
    declares: { class: 'class', module: 'module', method: 'method', singleton_method: 'method' },
    holds: new Set(['program', 'body_statement']),
    visibility: 'not-private',
  },
  rust: {
    declares: {
      function_item: 'function',
      function_signature_item: 'function',
      struct_item: 'class',
      enum_item: 'enum',
      trait_item: 'interface',
      type_item: 'type',
      mod_item: 'module',
      impl_item: 'module',
    },
    holds: new Set(['source_file', 'declaration_list']),
    visibility: 'pub',
  },
  php: {
    declares: {
      function_definition: 'function',
      class_declaration: 'class',
      trait_declaration: 'class',
      interface_declaration: 'interface',
      enum_declaration: 'enum',
      method_declaration: 'method',
    },
    holds: new Set(['program', 'declaration_list', 'enum_declaration_list', 'namespace_definition', 'compound_statement']),
    visibility: 'not-private',
  },
  cpp: {
    declares: {
      function_definition: 'function',
      class_specifier: 'class',
      struct_specifier: 'class',
      union_specifier: 'class',
      enum_specifier: 'enum',
      type_definition: 'type',
      alias_declaration: 'type',
      concept_definition: 'type',
      preproc_function_def: 'function',
    },
    // A header stands in `#ifndef` as a whole.
    holds: new Set([
      'translation_unit',
      'namespace_definition',
      'declaration_list',
      'field_declaration_list',
      'template_declaration',
      'linkage_specification',
      'preproc_ifdef',
      'preproc_if',
      'preproc_else',
      'preproc_elif',
      // Before the preprocessor has run, braces need not match.
      'ERROR',
    ]),
    visibility: 'not-private',
  },
};

export function rulesOf(language: Language): GrammarRules {
  return RULES[language];
}
