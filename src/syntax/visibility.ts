/** Whether others may use a declared name, by the rule of the language. */
import type { Node } from '@vscode/tree-sitter-wasm';
import type { GrammarRules } from './grammar-rules.ts';

export interface Surroundings {
  /** `undefined` at the top of the file. */
  readonly containerExported: boolean | undefined;
  /** Members of an interface are public without saying so. */
  readonly insideInterface: boolean;
  /** Inside an `export` statement, or named by an export clause elsewhere in the file. */
  readonly exportedByName: boolean;
}

const PRIVATE_WORDS = /\b(private|protected)\b/u;

export function isVisible(node: Node, name: string, visibility: GrammarRules['visibility'], around: Surroundings): boolean {
  if (around.containerExported === false) return false;
  switch (visibility) {
    case 'underscore':
      return !name.startsWith('_') || /^__\w+__$/u.test(name);
    case 'capital':
      return /^\p{Lu}/u.test(name);
    case 'pub':
      return node.namedChildren.some((child) => child?.type === 'visibility_modifier');
    case 'public-modifier':
      return around.insideInterface || /\bpublic\b/u.test(modifiersOf(node));
    case 'not-private':
      return !PRIVATE_WORDS.test(modifiersOf(node));
    case 'export':
      return around.containerExported === undefined
        ? around.exportedByName
        : !name.startsWith('#') && !PRIVATE_WORDS.test(modifiersOf(node));
  }
}

/** The words in front of a declaration (`public static`), never its name or body: a comment there must not count. */
function modifiersOf(node: Node): string {
  return node.children
    .filter((child) => child !== null && /modifier/u.test(child.type))
    .map((child) => child?.text.replaceAll(/@[\w.]+(\([^)]*\))?/gu, '') ?? '')
    .join(' ');
}

/** Names that `export { a, b as c }`, `export default a`, `module.exports = { a }` and `exports.a = …` make public. */
export function namesExportedElsewhere(source: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const clause of source.matchAll(/(?:^|\n)[ \t]*(?:export[ \t]*(?:type[ \t]*)?|module\.exports[ \t]*=[ \t]*)\{([^{}]{0,4000})\}/gu)) {
    for (const name of (clause[1] ?? '').matchAll(/[A-Za-z_$][\w$]*/gu)) names.add(name[0]);
  }
  for (const one of source.matchAll(/(?:^|\n)[ \t]*(?:module\.)?exports(?:\.([\w$]+))?[ \t]*=[ \t]*([\w$]+)/gu)) {
    for (const name of [one[1], one[2]]) if (name !== undefined) names.add(name);
  }
  for (const one of source.matchAll(/(?:^|\n)[ \t]*export[ \t]+default[ \t]+([\w$]+)[ \t]*;?[ \t]*(?=\r?\n|$)/gu)) names.add(one[1] ?? '');
  return names;
}
