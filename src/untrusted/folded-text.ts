/**
 * A view of a text in which tricks that hide a secret from a pattern are undone: zero-width characters inside a token,
 * look-alike letters (full-width, mathematical), escape sequences glued to a token, string literals that are joined.
 * Every position of the view leads back to the text.
 */
export interface FoldedText {
  readonly text: string;
  /** The range of the original text that stands behind [start, end) of the view. */
  readonly original: (start: number, end: number) => { readonly start: number; readonly end: number };
}

// Escapes inside JSON and source strings: `\nghp_…` would glue an `n` to the token. Same length, so offsets stay.
const ESCAPE = /\\[nrt](?=[A-Za-z0-9-])/g;
const INVISIBLE_OR_FOREIGN = /[\p{Default_Ignorable_Code_Point}]|[^\0-\x7f]/u;
const INVISIBLE = /^[\p{Default_Ignorable_Code_Point}]$/u;
const ASCII = /^[\x20-\x7e]+$/;

/** `"abc" + "def"`, also over a line end with a diff sign. Spaces are bounded, so the pattern stays linear. */
const GLUE =
  /(?<=[A-Za-z0-9_-])(["'`])[ \t]{0,40}(?:[+.\\][ \t]{0,40})?(?:\r?\n[ \t]{0,80}(?:[+-][ \t]{0,80})?(?:[+.][ \t]{0,40})?)?\1(?=[A-Za-z0-9_-])/g;

/** The text without invisible characters and with look-alikes as ASCII; the same string when there is nothing to fold. */
export function foldCharacters(text: string): FoldedText {
  const spaced = text.replace(ESCAPE, '  ');
  if (!INVISIBLE_OR_FOREIGN.test(spaced)) return { text: spaced, original: (start, end) => ({ start, end }) };
  const parts: string[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const character of spaced) {
    const shown = foldCharacter(character);
    if (shown !== '') {
      parts.push(shown);
      for (let index = 0; index < shown.length; index += 1) offsets.push(shown === character ? offset + index : offset);
    }
    offset += character.length;
  }
  return viewOf(parts.join(''), offsets, text.length);
}

/** The view with joined string literals made one; undefined when the text joins none. */
export function joinLiterals(view: FoldedText): FoldedText | undefined {
  const offsets: number[] = [];
  const parts: string[] = [];
  let from = 0;
  for (const match of view.text.matchAll(GLUE)) {
    parts.push(view.text.slice(from, match.index));
    for (let index = from; index < match.index; index += 1) offsets.push(index);
    from = match.index + match[0].length;
  }
  if (from === 0) return undefined;
  parts.push(view.text.slice(from));
  for (let index = from; index < view.text.length; index += 1) offsets.push(index);
  const inner = viewOf(parts.join(''), offsets, view.text.length);
  return {
    text: inner.text,
    original: (start, end) => {
      const range = inner.original(start, end);
      return view.original(range.start, range.end);
    },
  };
}

function foldCharacter(character: string): string {
  if (character <= '\x7f') return character;
  if (INVISIBLE.test(character)) return '';
  const normal = character.normalize('NFKC');
  return ASCII.test(normal) ? normal : character;
}

function viewOf(text: string, offsets: readonly number[], length: number): FoldedText {
  return {
    text,
    original: (start, end) => ({
      start: offsets[start] ?? length,
      // The end is the character after the last one: what was left out behind it is not part of the match.
      end: end > start ? (offsets[end - 1] ?? length - 1) + 1 : (offsets[start] ?? length),
    }),
  };
}
