import type { Node } from '@vscode/tree-sitter-wasm';

const MAX_SIGNATURE = 1_000;

/**
 * The declaration without its body, as one line of at most 1,000 characters, without comments. `bodyOwner` is the node that has the body:
 * the declaration itself, or the arrow function assigned to it.
 */
export function signatureOf(node: Node, bodyOwner: Node, source: string): string {
  const body = bodyOwner.childForFieldName('body') ?? blockOf(bodyOwner);
  const end = body === null ? node.endIndex : body.startIndex;
  // Where a grammar gives no body, the first brace or line ends what a reader calls the signature.
  const raw = body === null ? firstPart(source.slice(node.startIndex, end)) : source.slice(node.startIndex, end);
  const line = raw
    .slice(0, 4_000)
    .replace(/^(\s*@[\w.]+(\([^()]*\))?)+/u, '')
    .replaceAll(/(^|\s)(#(?=\s)|\/\/)[^\n]*/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/([([]) /gu, '$1')
    .replaceAll(/,? ([)\]])/gu, '$1')
    .replace(/(?:=>|[\s:{=])+$/u, '')
    .trim();
  return line.length > MAX_SIGNATURE ? `${line.slice(0, MAX_SIGNATURE - 1)}…` : line;
}

function blockOf(node: Node): Node | null {
  const type = node.childForFieldName('type');
  return type === null ? null : (type.namedChildren.find((child) => child?.type === 'field_declaration_list') ?? null);
}

function firstPart(text: string): string {
  const brace = text.indexOf('{');
  const cut = brace === -1 ? text : text.slice(0, brace);
  return cut.split('\n').slice(0, 3).join('\n');
}
