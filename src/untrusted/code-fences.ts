/** Code fences of model text, read generously and written in one form that every Markdown parser reads alike. */
import { disarmCode, disarmCodeLine } from './disarm-code.ts';

export type TextPart =
  | { readonly kind: 'text'; readonly lines: readonly string[] }
  | { readonly kind: 'code'; readonly language: string; readonly lines: readonly string[] };

const OPEN = /^([ \t]*)(`{3,}(?=[^`]*$)|~{3,})[ \t]*(.*)$/;
/** GitHub draws these: diagrams with links, maps, formulas. `suggestion` would become a button that commits. */
const DRAWN = /^(?:suggestion|mermaid|geojson|topojson|stl|math)$/i;

/** Splits at fences; a fence that nobody closed ends with the text. Fences may be indented, as in lists. */
export function splitFences(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let lines: string[] = [];
  let open: { indent: string; marker: string; language: string } | undefined;
  const flush = (next?: typeof open): void => {
    if (open !== undefined) parts.push({ kind: 'code', language: open.language, lines });
    else if (lines.length > 0) parts.push({ kind: 'text', lines });
    lines = [];
    open = next;
  };
  for (const line of text.split('\n')) {
    if (open === undefined) {
      const [, indent = '', marker, info = ''] = OPEN.exec(line) ?? [];
      if (marker === undefined) lines.push(line);
      else flush({ indent, marker, language: languageOf(info) });
    } else if (closes(line, open.marker)) flush();
    else lines.push(dedent(line, open.indent.length));
  }
  if (open !== undefined || lines.length > 0) flush();
  return parts;
}

/** A fence at the left edge, longer than any run of backticks inside: nothing in it can close it. */
export function emitFence(part: { readonly language: string; readonly lines: readonly string[] }, allowSuggestions: boolean): string {
  const lines = part.lines.map((line) => disarmCodeLine(disarmCode(line)));
  const longest = Math.max(0, ...lines.flatMap((line) => line.match(/`{3,}/g) ?? []).map((run) => run.length));
  const marker = '`'.repeat(Math.max(3, longest + 1));
  const isSuggestion = part.language.toLowerCase() === 'suggestion';
  const language = DRAWN.test(part.language) && !(isSuggestion && allowSuggestions) ? 'text' : part.language;
  return [marker + language, ...lines, marker].join('\n');
}

function languageOf(info: string): string {
  return /^[A-Za-z0-9+#.-]{1,20}/.exec(info)?.[0] ?? '';
}

function closes(line: string, marker: string): boolean {
  const trimmed = line.trim();
  return trimmed.length >= marker.length && trimmed === marker.charAt(0).repeat(trimmed.length);
}

function dedent(line: string, columns: number): string {
  let index = 0;
  while (index < columns && (line[index] === ' ' || line[index] === '\t')) index += 1;
  return line.slice(index);
}
