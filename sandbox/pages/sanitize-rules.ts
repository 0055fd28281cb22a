/** The strict allow list for rendered Markdown. What GitHub allows, less everything that fetches, styles or runs. */
import type sanitize from 'sanitize-html';

const tags =
  'h1 h2 h3 h4 h5 h6 p br hr strong b em i del s ins sub sup kbd samp var code pre blockquote ul ol li dl dt dd ' +
  'table thead tbody tr th td details summary a div span';

const alerts = ['alert', 'alert-note', 'alert-tip', 'alert-important', 'alert-warning', 'alert-caution'];

export const sanitizeRules: sanitize.IOptions = {
  allowedTags: tags.split(' '),
  allowedAttributes: {
    a: ['href', 'rel', 'title'],
    th: ['align'],
    td: ['align'],
    ol: ['start'],
    li: ['class'],
    code: ['class'],
    details: ['open'],
    blockquote: ['class'],
    '*': ['dir'],
  },
  allowedClasses: { li: ['task'], code: ['language-*'], blockquote: alerts },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  // Their text would otherwise be left over as words.
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'title', 'svg', 'math', 'template', 'iframe', 'object'],
  nestingLimit: 100,
  transformTags: {
    a: (tagName, attribs) => ({ tagName, attribs: { ...attribs, rel: 'noopener noreferrer nofollow' } }),
    // Loading it would tell a stranger's server who reads this, and when.
    img: (_, attribs) => ({
      tagName: 'span',
      attribs: {},
      text: `[image not loaded: ${(attribs['alt'] ?? '').slice(0, 200) || 'without description'}]`,
    }),
  },
};
