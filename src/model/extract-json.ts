import { mendJson } from './mend-json.ts';

/** A model that never stops opening brackets must not cost a pass over the text for each. */
const MOST_STARTS = 40;

/**
 * What may be the JSON value in an answer, best guess first: the whole text, fenced blocks, balanced pieces (with slips
 * mended: NaN, trailing commas, raw line ends), and last an unfinished piece closed after its last complete item.
 */
export function* extractJson(answer: string): Generator<{ readonly value: unknown; readonly completed: boolean }> {
  const text = withoutThinking(answer);
  const seen = new Set<string>();
  for (const candidate of candidates(text)) {
    if (candidate === '' || seen.has(candidate)) continue;
    seen.add(candidate);
    const value = parseOrUndefined(candidate) ?? parseOrUndefined(mendJson(candidate).text);
    if (value !== undefined && typeof value === 'object') yield { value, completed: false };
  }
  const start = text.search(/[[{]/);
  if (start === -1) return;
  const mended = mendJson(text.slice(start));
  if (mended.closed === undefined) return;
  const value = parseOrUndefined(mended.closed);
  if (value !== undefined) yield { value, completed: true };
}

/** Removes what a reasoning model thought aloud; an unfinished thought is all thought. */
export function withoutThinking(text: string): string {
  const closing = text.lastIndexOf('</think>');
  if (closing !== -1) return text.slice(closing + '</think>'.length).trim();
  const opening = text.indexOf('<think>');
  return (opening === -1 ? text : text.slice(0, opening)).trim();
}

function* candidates(text: string): Generator<string> {
  yield text.trim();
  for (const fenced of text.matchAll(/```[a-z]{0,10}[ \t]*\n([\s\S]*?)```/gi)) yield (fenced[1] ?? '').trim();
  let starts = 0;
  for (let at = text.search(/[[{]/); at !== -1 && starts < MOST_STARTS; starts += 1) {
    const end = endOfBalanced(text, at);
    if (end !== undefined) yield text.slice(at, end);
    const from = end ?? at + 1;
    const next = text.slice(from).search(/[[{]/);
    at = next === -1 ? -1 : from + next;
  }
}

function endOfBalanced(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let index = start; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return undefined;
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
