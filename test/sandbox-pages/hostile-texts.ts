/** Texts that strangers send to pages, and what a rendered page must never contain. */

export const hostileTexts: readonly string[] = [
  '<script>window.pwned = 1</script>',
  '<ScRiPt src=//evil.example/x.js></sCrIpT>',
  '<img src=x onerror="window.pwned = 1">',
  '<svg onload="window.pwned = 1"><script>window.pwned = 1</script></svg>',
  '<math><mi//xlink:href="data:x,<script>window.pwned=1</script>">',
  '<iframe srcdoc="<script>parent.pwned = 1</script>"></iframe>',
  '<a href="javascript:window.pwned=1">click</a>',
  '[click](javascript:window.pwned=1) [b]( java&#x09;script:alert(1)) <javascript:alert(1)>',
  '[x]: javascript:window.pwned=1\n[x]',
  '![x](https://evil.example/pixel.png)\n<picture><source srcset="https://evil.example/p"></picture>',
  '<style>* { background: url(https://evil.example/s) }</style><p style="background:url(//evil.example)">x</p>',
  '<form action="/-/acting-as" method="post"><button>free money</button></form>',
  '<input type="checkbox" data-task="0" checked autofocus onfocus="window.pwned=1">',
  '<details open ontoggle="window.pwned = 1"><summary>x</summary></details>',
  '</textarea><script>window.pwned = 1</script>',
  '</div></article></main><h1>I am the page</h1>',
  '<!-- --!><img src=x onerror=window.pwned=1> -->',
  '"><img src=x onerror=window.pwned=1>',
  "' onmouseover='window.pwned=1",
  '`<img src=x onerror=window.pwned=1>`',
  '```suggestion\n</td></table><script>window.pwned = 1</script>\n```',
  '<meta http-equiv="refresh" content="0;url=https://evil.example"><base href="https://evil.example/">',
  '<object data="data:text/html,<script>window.pwned=1</script>"></object><embed src="x">',
  '<noscript><p title="</noscript><img src=x onerror=window.pwned=1>">',
  '<template><script>window.pwned = 1</script></template>',
  'slot-0-0- slot-00000000-0000-0000-0000-000000000000-0-',
  '\0NUL\u0007bell\u001b[31mred\u001b[0m\u009b31m',
  'lone \ud800 and \udc00 surrogates',
  '\u202eright to left\u202c \u2066isolate\u2069 \u200bzero\u200d width \u{e0041}\u{e0042}tags',
  'שלום עולם مرحبا بالعالم',
  '%00%0d%0aSet-Cookie: a=b',
  '${7*7} {{7*7}} <%= 7*7 %>',
  '-rf --upload-pack=touch /tmp/x',
  'a\r\nb\rc\u2028d\u2029e',
  'x'.repeat(65_536),
];

const allowedTags = new Set(
  (
    'h1 h2 h3 h4 h5 h6 p br hr strong b em i del s ins sub sup kbd samp var code pre blockquote ul ol li dl dt dd ' +
    'table thead tbody tr th td details summary a div span input'
  ).split(' '),
);

/** True when the markup holds only known tags, no handlers, no styles, and no address but harmless links. */
export function isHarmless(markup: string): boolean {
  for (const [, tag = '', attributes = ''] of markup.matchAll(/<\/?([a-z][^\s/>]*)((?:"[^"]*"|[^">])*)>/gi)) {
    if (!allowedTags.has(tag.toLowerCase())) return false;
    const bare = attributes.replace(/"[^"]*"/g, '""');
    if (/\bon\w+\s*=|\bstyle\s*=|\bsrc|\bsrcset|\baction/i.test(bare)) return false;
    const link = /href="([^"]*)"/.exec(attributes)?.[1];
    if (link !== undefined && !/^(?:https?:|mailto:|[#/?.\w])/i.test(link)) return false;
    if (link !== undefined && /^\s*(?:javascript|data|vbscript)/i.test(link)) return false;
  }
  // eslint-disable-next-line no-control-regex -- that none is left is the question
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069]/.test(markup) && !/<!--|<script|<style/i.test(markup);
}
