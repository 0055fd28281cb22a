/** What a reader of rendered Markdown would load, follow or be told: a second opinion on the cleaner. */
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
