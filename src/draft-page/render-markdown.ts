/** Markdown as HTML that is safe by construction: only what is written here becomes an element; HTML in the text is shown as text. */
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

type Root = ReturnType<typeof fromMarkdown>;
type Node = Root['children'][number];

/** Beyond this, and for nesting that no person writes, the text is shown as it stands. */
const LONGEST = 70_000;
const DEEPEST = 60;
const MOST_MARKS = 800;
const DEEP_LINE = /^(?:[ \t]*(?:[-*+>]|\d{1,9}[.)])){12,}|(?:\[|\*|_|`){60,}/mu;

export function renderMarkdown(text: string): string {
  if (text.length > LONGEST || DEEP_LINE.test(text) || isCostly(text)) return asItStands(text);
  try {
    const root = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
    return root.children.map((node) => block(node, 0)).join('\n');
  } catch {
    return asItStands(text);
  }
}

/** Emphasis and links are looked for between every two marks of one paragraph. */
function isCostly(text: string): boolean {
  return text.split(/\n[ \t]*\n/u).some((paragraph) => (paragraph.match(/[*_[\]`~]/gu)?.length ?? 0) > MOST_MARKS);
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

function asItStands(text: string): string {
  return `<pre class="as-it-stands">${escapeHtml(text)}</pre>`;
}

function inside(node: { readonly children: readonly Node[] }, depth: number): string {
  return node.children.map((child) => block(child, depth + 1)).join('');
}

function block(node: Node, depth: number): string {
  if (depth > DEEPEST) return '…';
  switch (node.type) {
    case 'text':
      return escapeHtml(node.value);
    case 'paragraph':
      return `<p>${inside(node, depth)}</p>`;
    case 'heading':
      return `<h${node.depth}>${inside(node, depth)}</h${node.depth}>`;
    case 'strong':
    case 'emphasis':
    case 'delete':
    case 'blockquote': {
      const tag = { strong: 'strong', emphasis: 'em', delete: 'del', blockquote: 'blockquote' }[node.type];
      return `<${tag}>${inside(node, depth)}</${tag}>`;
    }
    case 'inlineCode':
      return `<code>${escapeHtml(node.value)}</code>`;
    case 'code':
      return `<pre><code>${node.lang === 'diff' ? diffLines(node.value) : escapeHtml(node.value)}</code></pre>`;
    case 'list':
      return node.ordered === true ? `<ol start="${node.start ?? 1}">${inside(node, depth)}</ol>` : `<ul>${inside(node, depth)}</ul>`;
    case 'listItem':
      return listItem(node, depth);
    case 'link':
      return /^https?:\/\//iu.test(node.url)
        ? `<a href="${escapeHtml(node.url)}" rel="noopener noreferrer nofollow">${inside(node, depth)}</a>`
        : inside(node, depth);
    // Loading it would tell a stranger's server who reads this, and when.
    case 'image':
      return `<span class="image">[image: ${escapeHtml(node.alt ?? '')}]</span>`;
    case 'html':
      // GitHub does not show comments either.
      return escapeHtml(node.value.replaceAll(/<!--[\s\S]*?(?:-->|$)/gu, ''));
    case 'table':
      return `<table>${inside(node, depth)}</table>`;
    case 'tableRow':
      return `<tr>${inside(node, depth)}</tr>`;
    case 'tableCell':
      return `<td>${inside(node, depth)}</td>`;
    case 'break':
      return '<br>';
    case 'thematicBreak':
      return '<hr>';
    case 'linkReference':
      return inside(node, depth);
    case 'imageReference':
      return `<span class="image">[image: ${escapeHtml(node.alt ?? '')}]</span>`;
    case 'footnoteReference':
      return escapeHtml(`[^${node.identifier}]`);
    case 'footnoteDefinition':
      return `<p>${escapeHtml(`[^${node.identifier}]`)}</p>${inside(node, depth)}`;
    case 'definition':
    case 'yaml':
      return '';
  }
}

/** The items of a list without empty lines stand close together. */
function listItem(node: Extract<Node, { type: 'listItem' }>, depth: number): string {
  const box = typeof node.checked === 'boolean' ? `<input type="checkbox" disabled${node.checked ? ' checked' : ''}> ` : '';
  const content = node.children.map((child) =>
    child.type === 'paragraph' && node.spread !== true ? inside(child, depth + 1) : block(child, depth + 1),
  );
  return `<li>${box}${content.join('')}</li>`;
}

/** Lines of a diff, each with its sign told in a class too. */
export function diffLines(patch: string): string {
  return patch
    .split('\n')
    .map((line) => {
      const kind = line.startsWith('+') ? 'new' : line.startsWith('-') ? 'gone' : line.startsWith('@@') ? 'hunk' : undefined;
      return kind === undefined ? escapeHtml(line) : `<span class="${kind}">${escapeHtml(line)}</span>`;
    })
    .join('\n');
}
