/** Text from strangers as people should see it: nothing invisible, nothing that reorders what stands around it. */

// Bidirectional overrides and isolates (Trojan Source, CVE-2021-42574), zero-width characters and tag characters ("ASCII smuggling").
const hidden = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
// oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/**
 * Shows control characters and characters that hide or reorder text as `⟦U+202E⟧` (plain brackets would make a link of what stands
 * behind them), lone surrogates as U+FFFD. Tabs and line ends stay. The result is still not HTML: it must be escaped as any text.
 */
export function visibleText(text: string): string {
  return text.toWellFormed().replace(control, codePointLabel).replace(hidden, codePointLabel);
}

/** The same for one line: titles, branches, paths, names. Line ends become a visible `⏎`. */
export function visibleLine(text: string, limit = 500): string {
  const shown = visibleText(text.length > limit ? `${text.slice(0, limit)}…` : text);
  return shown.replace(/\r\n|[\r\n\u2028\u2029]/g, '⏎');
}

/** The first seven digits of a commit id, as GitHub shows it. */
export function shortSha(sha: string): string {
  return visibleLine(sha.slice(0, 7));
}

function codePointLabel(character: string): string {
  return `⟦U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`;
}
