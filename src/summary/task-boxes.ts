import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

type Node = ReturnType<typeof fromMarkdown>['children'][number];
type ListItem = Extract<Node, { type: 'listItem' }>;

export interface TaskBox {
  readonly checked: boolean;
  /** Offset of the list item in the given text. */
  readonly offset: number;
}

/** Deep nesting makes a Markdown parser slow; nobody ticks a box down there. */
const MAX_LENGTH = 8_000;
const NESTED_MARKERS = /^(?:[ \t]*(?:[-*+>]|\d{1,9}[.)])){6,}/u;
/** Spellings that people type and GitHub does not draw as a box. */
const HAND_TICKED = /^\[\s*[xX✓✔☑vV*]\s*\]\s*/u;
const HAND_EMPTY = /^\[\s*\]\s*/u;

/**
 * Boxes whose text begins with `label`, in lists at the top level of the text: never in code, quotes, HTML or nested
 * lists. Text beyond 8,000 characters is not looked at.
 */
export function taskBoxes(markdown: string, label: string): TaskBox[] {
  const bounded = markdown
    .slice(0, MAX_LENGTH)
    .split('\n')
    .map((line) => (NESTED_MARKERS.test(line) ? ' '.repeat(line.length) : line))
    .join('\n');
  const root = fromMarkdown(bounded, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return root.children
    .flatMap((node) => (node.type === 'list' ? node.children : []))
    .flatMap((item) => {
      const checked = readBox(item, label);
      return checked === undefined ? [] : [{ checked, offset: item.position?.start.offset ?? 0 }];
    });
}

function readBox(item: ListItem, label: string): boolean | undefined {
  const [first] = item.children;
  if (first?.type !== 'paragraph') return undefined;
  const text = textOf(first).trimStart();
  if (typeof item.checked === 'boolean') return text.startsWith(label) ? item.checked : undefined;
  if (HAND_TICKED.test(text)) return text.replace(HAND_TICKED, '').startsWith(label) ? true : undefined;
  return HAND_EMPTY.test(text) && text.replace(HAND_EMPTY, '').startsWith(label) ? false : undefined;
}

function textOf(node: Node): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}
