/** Text from repositories and logs on a terminal: control, escape and direction characters become visible instead of doing something. */
const DANGEROUS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

export function visibleText(text: string): string {
  return text.replace(DANGEROUS, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
