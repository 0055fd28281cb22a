/**
 * Inside code GitHub links nothing and renders nothing, but our own markers are looked for in the raw text, and simple
 * bots read raw lines. These few forms are changed even in code, visibly.
 */
const BOTS =
  'dependabot|bors|mergifyio|mergify|renovatebot|renovate|homu|rustbot|rust-timer|coderabbitai|copilot|claude|codex|botsig|pytorchbot|pytorchmergebot|github-actions';
const BOT_CALL = new RegExp(`@(?=(?:${BOTS})\\b)`, 'gi');
export const BORS_COMMAND = /^(?:bors|homu|recheck|retest|rerun|jenkins|ok to test|retest this please)\b/i;
const SLASH_COMMAND = /^([ \t]*)\/(?=[a-z][\w-]*(?:[ \t]|$))/i;

export function disarmCode(code: string): string {
  return code
    .replace(/<!(?=--)/g, '<! ')
    .replace(/-->/g, '-- >')
    .replace(/--!>/g, '--! >');
}

/** A whole line of a code block. Decorators such as `@Override` stay. */
export function disarmCodeLine(line: string): string {
  const shown = line.replace(SLASH_COMMAND, '$1∕').replace(BOT_CALL, '＠');
  return BORS_COMMAND.test(shown.trimStart()) ? shown.replace(/^([ \t]*)/, '$1| ') : shown;
}
