/** Signing in and staying signed in: cookies, the state of OAuth, where to go afterwards. */
import type { ChangeView } from './change-view.ts';
import type { ContextRule } from './context-rule.ts';
import { isTest } from './removed-rules.ts';
import type { Sign } from './suspicion.ts';

export const sessionRules: readonly ContextRule[] = [
  {
    kind: 'state-unchecked',
    pattern:
      /\{[^}]*\bcode\b[^}]*\}\s*=\s*(?:await\s+)?(?:req(?:uest)?|ctx)\.(?:query|body)|(?:query|args|GET|query_params|searchParams|FormValue|Query|params)(?:\(\))?(?:\.[gG]et)?[[(]\s*["']code["']|@RequestParam(?:\("code"\))?\s+String\s+code\b/u,
    withFile: /oauth|authorize|callback|access_?token|exchange/iu,
    withIn: /exchange|token|redirect_uri/iu,
    withoutIn:
      /\bstate\w*["'\])]*\s*(?:!==?|===?)(?!\s*(?:undefined|null|None|nil|["']["']))|(?:!==?|===?)\s*[\w.[\]"']*[sS]tate\b|(?:verify|check|valid|compare|consume|pop|has|get|delete|find|equals?|authorize_access|take)\w*\([^)]*[sS]tate|[sS]tate\w*\.(?:equals|verify|consume)\(/u,
    fact: 'The answer of the sign-in service is taken without comparing its `state` with the one that was sent.',
    claim:
      'CSRF at login: the OAuth state parameter is not verified in the callback, so an attacker can sign a victim in to the attacker’s account.',
    title: 'OAuth state parameter is not verified in the callback (CSRF)',
    category: 'security',
    severity: 'error',
  },
  {
    kind: 'redirect-kept',
    pattern:
      /(?:redirect|Redirect|sendRedirect|HttpResponseRedirect)\w*\([^;]*(?:[sS]ession|cookies?)(?:\.|\[["']|\.(?:pop|get)\(["'])(?:next|return_?\w*|redirect\w*|continue\w*|dest\w*|back\w*)/iu,
    withoutFile: /startsWith|startswith|HasPrefix|allowed|allowlist|whitelist|isLocal|is_safe|isSafe|url_has_allowed|sanitize/iu,
    fact: 'The target was kept from an earlier request, and nothing in this file looks at where it leads.',
    claim:
      'Open redirect: whoever sends a link with a foreign URL has people redirected to a phishing page after the login; validate against an allowlist or accept local paths only.',
    title: 'Open redirect: the kept URL is not validated',
    category: 'security',
    severity: 'error',
  },
  {
    kind: 'token-in-storage',
    languages: ['script'],
    pattern:
      /(?:localStorage|sessionStorage)\.setItem\(\s*["'`][^"'`]*(?:token|jwt|secret|password|session)|localStorage\.\w*(?:token|jwt)\w*\s*=(?!=)/iu,
    fact: 'Every script of the page can read what is in this storage.',
    claim: 'Token theft by XSS: a single injected script reads the token; an httpOnly cookie keeps it away from scripts.',
    title: 'Token is stored in localStorage (readable by XSS)',
    category: 'security',
    severity: 'warning',
  },
  {
    kind: 'secret-in-url',
    pattern: /["'`][^"'`]*https?:\/\/[^"'`]*[?&](?:password|api_?key|access_token|secret|token|auth)=(?:\$\{|%s|\{|["']\s*\+)/iu,
    unless: /reset|verify|confirm|invite|activate|unsubscribe/iu,
    fact: 'The secret is part of the address.',
    claim:
      'Sensitive data in the URL: addresses end up in logs, in the history and in the Referer header; a header should carry the secret.',
    title: 'Secret in the URL: it is logged on the way',
    category: 'security',
    severity: 'warning',
  },
  {
    kind: 'csrf-off',
    pattern:
      /@csrf_exempt\b|csrf\(\)\s*\.disable\(|csrf\s*\(\s*(?:AbstractHttpConfigurer|\w+\s*->\s*\w+)(?:::|\.)disable|WTF_CSRF_ENABLED\s*=\s*False|skip_before_action\s+:verify_authenticity_token/u,
    withoutFile: /webhook|SessionCreationPolicy\.STATELESS|oauth2ResourceServer/iu,
    fact: 'The protection against forged requests is switched off.',
    claim: 'CSRF: other sites make a signed-in visitor’s browser send this request.',
    title: 'CSRF protection is disabled',
    category: 'security',
    severity: 'warning',
  },
];

const setsCookie =
  /\b(?:res|response|reply|resp|ctx\.cookies|cookies\(\))\.(?:cookie|set_cookie|setCookie|set)\(\s*["'`]([\w-]*)["'`]|http\.SetCookie\(|&?http\.Cookie\{|new Cookie\(\s*"([\w-]*)"/iu;
const ofSession = /sid|sess|token|auth|jwt|refresh|login|remember/iu;

/** A cookie that signs somebody in, set without the flag that keeps scripts away from it. */
export function openCookie({ added, lines, functionAt, path }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const match = setsCookie.exec(text);
    if (match === null || /SetCookie\([^&]*&?http\.Cookie\{|SetCookie\(\s*w\s*,\s*\w+/u.test(text)) return [];
    const rest = lines.slice(line - 1, line + 10);
    const end = rest.findIndex((one) => /\)\s*;?\s*$|^\s*\}\)?\s*$/u.test(one));
    const call = /new Cookie\(/u.test(text) ? functionAt(line).text : rest.slice(0, end + 1).join('\n');
    const name = match[1] ?? match[2] ?? '';
    if (
      !ofSession.test(name === '' ? call : name) ||
      /http_?only|options|opts|settings|config|\.\.\.|maxAge:\s*0|max_age=0|MaxAge:\s*-1|clear/iu.test(call)
    )
      return [];
    if (!/\{|=|Cookie\(|,[^,]*\)/u.test(call) || /csrf|xsrf/iu.test(call)) return [];
    return [
      {
        kind: 'open-cookie',
        startLine: line,
        line: Math.min(line + Math.max(0, end), line + 6),
        fact: 'This cookie signs somebody in, and the call that sets it names no `httpOnly`.',
        claim:
          'Insecure session cookie: without the httpOnly, secure and sameSite flags scripts (XSS) read it, it travels unencrypted, and other sites send it.',
        title: 'Session cookie without httpOnly and secure flags',
        category: 'security',
        severity: 'warning',
      },
    ];
  });
}
