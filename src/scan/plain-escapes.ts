/** `\u0065val(x)` is `eval(x)` for a compiler, and an unknown name for the engine. Written out, both read the same. */

const SCRIPT_ESCAPE = /\\(?:u\{0*([0-9a-f]{1,6})\}|u([0-9a-f]{4})|[\s\S])/giu;
const JAVA_ESCAPE = /\\(?:u+([0-9a-f]{4})|[\s\S])/giu;

/** JavaScript and TypeScript: only letters of names are written out; inside a string they mean the same. */
export function plainScriptEscapes(text: string): string {
  if (!/\\u/iu.test(text)) return text;
  // Every backslash takes its partner along, so that the second half of `\\u0061` is not read as an escape.
  return text.replace(SCRIPT_ESCAPE, (whole: string, long: string | undefined, short: string | undefined) => {
    const point = Number.parseInt(long ?? short ?? '', 16);
    const letter = point < 0x80 ? String.fromCharCode(point) : '';
    return whole[1] === 'u' && /^[\w$]$/u.test(letter) ? letter : whole;
  });
}

/**
 * Java reads escapes before anything else, so an escaped line end ends a `//` comment. Undefined when there is one: no honest
 * file needs it. Source: https://docs.oracle.com/javase/specs/jls/se21/html/jls-3.html#jls-3.3
 */
export function plainJavaEscapes(text: string): string | undefined {
  if (!text.includes('\\u')) return text;
  let escapedLineEnd = false;
  const plain = text.replace(JAVA_ESCAPE, (whole: string, hex: string | undefined) => {
    if (hex === undefined || whole[1] !== 'u') return whole;
    const unit = Number.parseInt(hex, 16);
    if (unit === 0x0a || unit === 0x0d) escapedLineEnd = true;
    return String.fromCharCode(unit);
  });
  return escapedLineEnd ? undefined : plain;
}
