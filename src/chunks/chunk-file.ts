import { declaredByKeyword } from '#src/syntax/declared-by-keyword.ts';
import { languageOf } from '#src/syntax/language-of.ts';
import type { CodeSymbol, Language } from '#src/syntax/code-symbol.ts';
import { chunkCode } from './chunk-code.ts';
import { chunkByLines } from './chunk-lines.ts';
import { chunkMarkdown } from './chunk-markdown.ts';
import type { ChunkedFile } from './chunk.ts';
import { contentOf } from './content-of.ts';

/** Satisfied by `outlineOf` of src/syntax: bounded in time and memory, `undefined` when it gave up. */
export type Outline = (language: Language, source: string) => Promise<readonly CodeSymbol[] | undefined>;

/** Chunks per file; what is beyond is generated, whatever its name says. */
const MAX_CHUNKS = 2_000;

/** Never rejects for what the text holds: a file that cannot be parsed is cut by lines. */
export async function chunkFile(path: string, text: string, outline: Outline): Promise<ChunkedFile> {
  const lines = text.split(/\r\n|\n|\r/u);
  if (/\.(?:md|mdx|markdown)$/iu.test(path)) return { by: 'headings', chunks: chunkMarkdown(lines).slice(0, MAX_CHUNKS) };
  const language = languageOf(path);
  const symbols = language === undefined ? undefined : await outline(language, text);
  if (symbols !== undefined) return { by: 'syntax', chunks: chunkCode(lines, symbols, language).slice(0, MAX_CHUNKS) };
  const declared = declaredByKeyword(path, lines);
  if (declared !== undefined) return { by: 'keywords', chunks: chunkCode(lines, declared, undefined).slice(0, MAX_CHUNKS) };
  return { by: 'lines', chunks: chunkByLines(lines, contentOf(path)).slice(0, MAX_CHUNKS) };
}
