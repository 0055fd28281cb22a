/** Which addresses may stay links. */

/** An issue, a pull request or a commit in a link makes GitHub write a backlink there, or closes the issue. */
const MAKES_BACKLINK = /\/(?:issues|pull|pulls|discussions|commit|commits|compare)\//i;

/**
 * True when the address lies below one of the prefixes as a browser would read it: dots resolved, no user, no port of its
 * own, no query (an allowed host may redirect), no characters that Markdown could read.
 */
export function isAllowedLink(address: string, prefixes: readonly string[]): boolean {
  if (!/^https:\/\/[A-Za-z0-9._~:/#%-]+$/.test(address) || /%(?:2e|2f|5c|0|1)/i.test(address)) return false;
  if (!URL.canParse(address) || MAKES_BACKLINK.test(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '' || url.href !== address) return false;
  return prefixes.some((prefix) => {
    if (!URL.canParse(prefix)) return false;
    const allowed = new URL(prefix);
    if (allowed.origin !== url.origin) return false;
    const folder = allowed.pathname.endsWith('/') ? allowed.pathname : `${allowed.pathname}/`;
    return url.pathname === allowed.pathname || url.pathname.startsWith(folder);
  });
}
