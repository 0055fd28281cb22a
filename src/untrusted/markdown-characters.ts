/** Markdown text as characters: what is seen, and whether Markdown may read it as a sign. */
export interface Character {
  /** What a reader sees; one code point. */
  readonly shown: string;
  /** Escaped in the source: a literal character, never a sign. */
  readonly literal: boolean;
}

const PUNCTUATION = /^[!-/:-@[-`{-~]$/;
const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));/y;
/** Entities that could hide a sign; all others are shown as they are written. */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  AMP: '&',
  lt: '<',
  LT: '<',
  gt: '>',
  GT: '>',
  quot: '"',
  QUOT: '"',
  apos: "'",
  nbsp: ' ',
  commat: '@',
  num: '#',
  colon: ':',
  sol: '/',
  lpar: '(',
  rpar: ')',
  lsqb: '[',
  rsqb: ']',
  lbrack: '[',
  rbrack: ']',
  excl: '!',
  grave: '`',
  period: '.',
  lowbar: '_',
  ast: '*',
  vert: '|',
  verbar: '|',
  bsol: '\\',
  hyphen: '-',
  dash: '-',
  Tab: ' ',
  NewLine: ' ',
  dollar: '$',
  equals: '=',
  plus: '+',
  percnt: '%',
  comma: ',',
  semi: ';',
  quest: '?',
};

/** Undoes escapes and entities, as a renderer would. */
export function readCharacters(text: string): Character[] {
  const characters: Character[] = [];
  for (let at = 0; at < text.length;) {
    const next = text[at + 1];
    if (text[at] === '\\' && next !== undefined && PUNCTUATION.test(next)) {
      characters.push({ shown: next, literal: true });
      at += 2;
      continue;
    }
    ENTITY.lastIndex = at;
    const entity = text[at] === '&' ? ENTITY.exec(text) : null;
    if (entity !== null) {
      const decoded = decodeEntity(entity);
      if (decoded !== undefined) {
        characters.push({ shown: decoded, literal: true });
        at += entity[0].length;
        continue;
      }
      characters.push({ shown: '&', literal: true });
      at += 1;
      continue;
    }
    const shown = String.fromCodePoint(text.codePointAt(at) ?? 0xfffd);
    characters.push({ shown, literal: false });
    at += shown.length;
  }
  return characters;
}

/** One character as Markdown source that shows exactly it. */
export function writeLiteral(shown: string): string {
  if (shown === '<') return '&lt;';
  if (shown === '>') return '&gt;';
  return PUNCTUATION.test(shown) ? `\\${shown}` : shown;
}

function decodeEntity(entity: RegExpExecArray): string | undefined {
  const [, decimal, hex, name] = entity;
  if (name !== undefined) return Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10);
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return ' ';
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\uFFFD';
  const shown = String.fromCodePoint(code);
  // Hidden characters were made visible in the source; an entity may not bring them back.
  return /[\p{Default_Ignorable_Code_Point}\u2028\u2029]/u.test(shown) ? '\uFFFD' : shown;
}
