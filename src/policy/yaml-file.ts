/** YAML as data and nothing more: no anchors, no aliases, no tags, one document, bounded. Pure: text in, nodes or mistakes out. */
import { isAlias, isMap, isNode, LineCounter, parseDocument, visit } from 'yaml';
import type { Document } from 'yaml';
import * as wording from './wording.ts';

export interface Mistake {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

export interface YamlFile {
  readonly document: Document;
  readonly lineOf: (node: unknown) => number;
}

export type YamlReading =
  | { readonly kind: 'read'; readonly file: YamlFile }
  | { readonly kind: 'unusable'; readonly mistakes: readonly Mistake[] };

/** Characters. Nobody's configuration is longer; what is, is not even parsed: the parser's time grows with the square of the keys. */
export const LONGEST_FILE = 16_384;
const MOST_DEPTH = 20;
const MOST_MISTAKES = 50;

export function readYaml(text: string): YamlReading {
  if (text.length > LONGEST_FILE) return unusable([{ line: 1, text: wording.tooLong }]);
  const lines = new LineCounter();
  const lineOf = (node: unknown): number => lines.linePos(isNode(node) ? (node.range?.[0] ?? 0) : 0).line;
  try {
    if (isDeep(text)) return unusable([{ line: 1, text: wording.tooDeep }]);
    const document = parseDocument(text, { lineCounter: lines, logLevel: 'error', prettyErrors: false, schema: 'core', merge: false });
    const mistakes = [...document.errors, ...document.warnings].map((error) => ({
      line: lines.linePos(error.pos[0]).line,
      text: wording.noYaml(error.message.split('\n')[0] ?? ''),
    }));
    mistakes.push(...findMachinery(document, lineOf));
    if (mistakes.length === 0 && document.contents !== null && !isMap(document.contents))
      mistakes.push({ line: lineOf(document.contents), text: wording.noMapping });
    return mistakes.length === 0 ? { kind: 'read', file: { document, lineOf } } : unusable(mistakes);
  } catch {
    // Whatever the parser cannot digest is no configuration.
    return unusable([{ line: 1, text: wording.undigestible }]);
  }
}

/** Brackets and steps of indentation bound how deep the parser has to go. */
function isDeep(text: string): boolean {
  let open = 0;
  for (const character of text) {
    if (character === '[' || character === '{') open += 1;
    else if (character === ']' || character === '}') open = Math.max(0, open - 1);
    if (open > MOST_DEPTH) return true;
  }
  return /^(?:[ \t]*(?:[-?:][ \t]+)){20}/mu.test(text) || /^ {100}/mu.test(text);
}

/** Anchors, aliases and tags make a file say something else than what one reads. */
function findMachinery(document: Document, lineOf: (node: unknown) => number): readonly Mistake[] {
  const mistakes: Mistake[] = [];
  visit(document, {
    Node: (_key, node) => {
      if (isAlias(node) || ('anchor' in node && node.anchor !== undefined)) mistakes.push({ line: lineOf(node), text: wording.noAnchors });
      else if (node.tag !== undefined) mistakes.push({ line: lineOf(node), text: wording.noTags });
      return undefined;
    },
  });
  return mistakes;
}

function unusable(mistakes: readonly Mistake[]): YamlReading {
  return { kind: 'unusable', mistakes: mistakes.slice(0, MOST_MISTAKES) };
}
