/** What a reader of rendered Markdown would load, follow or be told: a second opinion on the cleaner. */
import assert from 'node:assert/strict';
import { Marked } from 'marked';
import sanitizeHtml from 'sanitize-html';

export interface Rendered {
  readonly images: readonly string[];
  readonly links: readonly string[];
  /** HTML that stood raw in the Markdown source. */
  readonly rawHtml: readonly string[];
  /** Text outside code: where GitHub looks for mentions and references. */
  readonly liveText: string;
}

export function render(markdown: string): Rendered {
  const rawHtml: string[] = [];
  const marked = new Marked({ gfm: true });
  marked.use({ renderer: { html: (token) => (rawHtml.push(token.text), '') } });
  const html = marked.parse(markdown, { async: false });
  const images: string[] = [];
  const links: string[] = [];
  // Code leaves a gap: what stands on its two sides is never one word.
  const outsideCode = html.replace(/<(pre|code)\b[\s\S]*?<\/\1>/g, '\u0001');
  const live = sanitizeHtml(outsideCode, {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    exclusiveFilter: ({ tag, attribs }) => {
      if (tag === 'img') images.push(attribs['src'] ?? '');
      if (tag === 'a') links.push(attribs['href'] ?? '');
      return false;
    },
  });
  const liveText = live
    .replace(/<[^>]*>/g, '\u0001')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
  return { images, links, rawHtml, liveText };
}

/** Nothing is loaded, followed, mentioned, referred to or taken for a command; HTML only as given by `ownHtml`. */
export function assertNothingActs(markdown: string, linkPrefixes: readonly string[] = [], ownHtml?: RegExp): void {
  const { images, links, rawHtml, liveText } = render(markdown);
  assert.deepEqual(images, []);
  assert.deepEqual(
    rawHtml.filter((html) => ownHtml?.test(html) !== true),
    [],
  );
  for (const link of links)
    assert.ok(
      linkPrefixes.some((prefix) => link.startsWith(prefix)),
      link,
    );
  assert.doesNotMatch(liveText, /(^|[^\w`])@[A-Za-z0-9]/, 'a mention outside code');
  assert.doesNotMatch(liveText, /(^|[^&\w])#\d|\bGH-\d/i, 'an issue reference outside code');
  assert.doesNotMatch(markdown, /^\s*\/[a-z][\w-]*(?:\s|$)/im, 'a command');
  assert.doesNotMatch(markdown, /^\s*(?:@dependabot|bors)\b/im, 'a bot command');
}
