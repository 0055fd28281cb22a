/** Words that JSON does not know but models write. */
const WORDS: Readonly<Record<string, string>> = {
  NaN: 'null',
  Infinity: 'null',
  undefined: 'null',
  None: 'null',
  True: 'true',
  False: 'false',
};

/** No answer is nested deeper; brackets without end would make each step as long as the stack. */
const DEEPEST = 64;

export interface MendedJson {
  /** The text with small slips undone. */
  readonly text: string;
  /** For a text that ends too early: cut after the last complete value and closed. */
  readonly closed?: string;
}

/** One pass: unknown words, trailing commas, raw control characters in strings; remembers where it could be closed. */
export function mendJson(source: string): MendedJson {
  const out: string[] = [];
  const stack: ('}' | ']')[] = [];
  let safe: { length: number; closers: string } | undefined;
  const markSafe = (): void => {
    safe = { length: out.length, closers: stack.toReversed().join('') };
  };
  let isKey = false;
  for (let at = 0; at < source.length;) {
    const character = source[at] ?? '';
    if (character === '"') {
      const string = readString(source, at);
      if (string === undefined) break;
      out.push(string.text);
      at = string.end;
      if (!isKey && stack.length > 0) markSafe();
    } else if (character === '{' || character === '[') {
      if (stack.length === DEEPEST) break;
      stack.push(character === '{' ? '}' : ']');
      out.push(character);
      isKey = character === '{';
      markSafe();
      at += 1;
    } else if (character === '}' || character === ']') {
      if (out.at(-1) === ',') out.pop();
      stack.pop();
      out.push(character);
      isKey = false;
      if (stack.length === 0) return { text: out.join('') + source.slice(at + 1) };
      markSafe();
      at += 1;
    } else if (character === ':' || character === ',') {
      isKey = character === ',' && stack.at(-1) === '}';
      out.push(character);
      at += 1;
    } else if (/\s/.test(character)) at += 1;
    else {
      const word = /^[^\s,:{}[\]"]{1,400}/.exec(source.slice(at, at + 400))?.[0] ?? character;
      out.push(WORDS[word.replace(/^[+-]/, '')] ?? word);
      at += word.length;
      if (!isKey && at < source.length && stack.length > 0) markSafe();
    }
  }
  const closed = safe === undefined ? undefined : out.slice(0, safe.length).join('') + safe.closers;
  return closed === undefined ? { text: out.join('') } : { text: out.join(''), closed };
}

function readString(source: string, start: number): { text: string; end: number } | undefined {
  for (let at = start + 1; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (source[at] === '"') {
      const raw = source.slice(start, at + 1);
      return { text: raw.replace(/\p{Cc}/gu, escapeControl), end: at + 1 };
    }
  }
  return undefined;
}

function escapeControl(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
