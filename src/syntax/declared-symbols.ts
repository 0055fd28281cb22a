import type { Node } from '@vscode/tree-sitter-wasm';
import type { CodeSymbol, Language, SymbolKind } from './code-symbol.ts';
import { rulesOf } from './grammar-rules.ts';
import { signatureOf } from './signature-of.ts';
import { isVisible, namesExportedElsewhere } from './visibility.ts';

/** Hostile nesting ends here; no reader wants an outline of class 33 inside class 32. */
const MAX_DEPTH = 32;
const MAX_SYMBOLS = 5_000;

interface Place {
  readonly container: string | undefined;
  readonly containerKind: SymbolKind | undefined;
  readonly containerExported: boolean | undefined;
  readonly exporting: boolean;
  /** First line of decorators or an `export` keyword around the declaration. */
  readonly startLine: number | undefined;
  readonly depth: number;
}

const TOP: Place = {
  container: undefined,
  containerKind: undefined,
  containerExported: undefined,
  exporting: false,
  startLine: undefined,
  depth: 0,
};

/** Declarations of one parsed file, in the order they stand. Local ones (inside a function's body) are left out. */
export function declaredSymbols(root: Node, language: Language, source: string): CodeSymbol[] {
  const rules = rulesOf(language);
  const exportedNames = rules.visibility === 'export' ? namesExportedElsewhere(source) : new Set<string>();
  const symbols: CodeSymbol[] = [];

  function visit(node: Node, place: Place): void {
    if (symbols.length >= MAX_SYMBOLS || place.depth > MAX_DEPTH) return;
    const kind = rules.declares[node.type];
    if (kind !== undefined && node.isNamed) {
      declare(node, kind, place);
      return;
    }
    if (!rules.holds.has(node.type)) return;
    const wraps = node.type === 'export_statement' || node.type === 'decorated_definition';
    const inner: Place = {
      ...place,
      depth: place.depth + 1,
      exporting: place.exporting || node.type === 'export_statement',
      startLine: wraps ? (place.startLine ?? node.startPosition.row + 1) : undefined,
    };
    for (const child of node.namedChildren) if (child !== null) visit(child, inner);
  }

  function declare(node: Node, declared: SymbolKind, place: Place): void {
    const value = node.childForFieldName('value');
    const isFunctionValue = value !== null && /^(arrow_function|function_expression|function|generator_function)$/u.test(value.type);
    if (node.type === 'variable_declarator' && !isFunctionValue && !place.exporting) return;
    // `struct cart;` only says that there is one.
    if (node.type.endsWith('_specifier') && node.childForFieldName('body') === null) return;
    const nameNode = nameOf(node);
    const name = nameNode?.text ?? (place.exporting ? 'default' : undefined);
    if (name === undefined || name.length > 200 || /\s/u.test(name)) return;

    const kind = isFunctionValue ? 'function' : kindIn(declared, node, place);
    const container = place.container ?? receiverOf(node, nameNode);
    const exported = isVisible(node, name, rules.visibility, {
      containerExported: container !== undefined && rules.visibility === 'capital' ? /^\p{Lu}/u.test(container) : place.containerExported,
      insideInterface: place.containerKind === 'interface',
      exportedByName: place.exporting || exportedNames.has(name),
    });
    const isImplementation = node.type === 'impl_item';
    if (!isImplementation) {
      symbols.push({
        name,
        kind,
        exported,
        line: (nameNode ?? node).startPosition.row + 1,
        startLine: place.startLine ?? node.startPosition.row + 1,
        endLine: lastLineOf(node),
        signature: signatureOf(node, isFunctionValue ? value : node, source),
        ...(container === undefined ? {} : { container }),
      });
    }
    if (kind === 'function' || kind === 'method' || kind === 'constant') return;
    const body = node.childForFieldName('body') ?? node.namedChildren.find((child) => child !== null && rules.holds.has(child.type));
    if (body === null || body === undefined) return;
    for (const child of body.namedChildren) {
      if (child !== null) {
        visit(child, {
          container: container === undefined ? name : `${container}.${name}`,
          containerKind: kind,
          containerExported: isImplementation ? undefined : exported,
          exporting: false,
          startLine: undefined,
          depth: place.depth + 1,
        });
      }
    }
  }

  visit(root, TOP);
  return symbols;
}

/** 1-based. A macro's node ends where the next line begins. */
function lastLineOf({ startPosition, endPosition }: Node): number {
  return endPosition.row + (endPosition.column === 0 && endPosition.row > startPosition.row ? 0 : 1);
}

function kindIn(declared: SymbolKind, node: Node, place: Place): SymbolKind {
  if (declared === 'function' && place.containerKind !== undefined && place.containerKind !== 'module') return 'method';
  if (node.type !== 'type_spec') return declared;
  const shape = node.childForFieldName('type')?.type;
  if (shape === 'struct_type') return 'class';
  return shape === 'interface_type' ? 'interface' : 'type';
}

function nameOf(node: Node): Node | null {
  if (node.type === 'impl_item') return node.childForFieldName('type');
  const named = node.childForFieldName('name');
  if (named !== null) return named;
  // C and C++ bury the name in declarators: `Type *Class::name(args)`.
  let declarator = node.childForFieldName('declarator');
  for (let depth = 0; declarator !== null && depth < 8; depth += 1) {
    // `int &front()`: the grammar names the field of a pointer and not of a reference.
    const inner =
      declarator.childForFieldName('declarator') ?? (declarator.type === 'reference_declarator' ? declarator.lastNamedChild : null);
    if (inner === null) return unqualified(declarator);
    declarator = inner;
  }
  return null;
}

/** `Cart::Item::add` is `add`, in `Cart.Item`. */
function unqualified(declarator: Node): Node {
  const name = declarator.type === 'qualified_identifier' ? declarator.childForFieldName('name') : null;
  return name === null ? declarator : unqualified(name);
}

function scopesAround(name: Node): readonly string[] {
  const around = name.parent;
  if (around?.type !== 'qualified_identifier') return [];
  const scope = around.childForFieldName('scope')?.text ?? '';
  return [...scopesAround(around), ...(/^\w+/u.exec(scope) ?? [])];
}

/** `func (c *Cart) Add()`: Go writes the container beside the method; `int Cart::add()`: so does C++. */
function receiverOf(node: Node, nameNode: Node | null): string | undefined {
  if (nameNode?.parent?.type === 'qualified_identifier') return scopesAround(nameNode).join('.');
  const receiver = node.type === 'method_declaration' ? node.childForFieldName('receiver') : null;
  return receiver === null ? undefined : /([A-Za-z_]\w*)(?:\[[^\]]*\])?\s*\)$/u.exec(receiver.text)?.[1];
}
