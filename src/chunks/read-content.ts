/** One blob as the index takes it: chunks with their weighed terms, and the symbols they declare. */
import { chunkFile } from './chunk-file.ts';
import type { Outline } from './chunk-file.ts';
import type { DefinedSymbol } from './chunk.ts';
import { readText } from './choose-file.ts';
import type { SkipReason } from './choose-file.ts';
import { weighChunk } from './term-weights.ts';
import type { SparseVector } from './term-weights.ts';

export interface ReadChunk {
  readonly startLine: number;
  readonly endLine: number;
  readonly content: 'code' | 'text';
  readonly terms: SparseVector;
  /** What a model embeds; absent when nobody asked for it. */
  readonly text?: string;
}

export type ReadContent =
  | { readonly kind: 'skipped'; readonly reason: SkipReason }
  | {
      readonly kind: 'read';
      readonly lines: number;
      readonly by: string;
      readonly chunks: readonly ReadChunk[];
      readonly symbols: readonly DefinedSymbol[];
    };

export interface BlobToRead {
  readonly path: string;
  readonly bytes: Buffer;
  /** For an embedding model. */
  readonly withTexts: boolean;
}

export async function readContent({ path, bytes, withTexts }: BlobToRead, outline: Outline): Promise<ReadContent> {
  const content = readText(bytes);
  if ('skipped' in content) return { kind: 'skipped', reason: content.skipped };
  const { chunks, by } = await chunkFile(path, content.text, outline);
  return {
    kind: 'read',
    lines: content.text.split('\n').length,
    by,
    chunks: chunks.map((chunk) => {
      const { startLine, endLine } = chunk;
      const text = withTexts ? { text: `${path}\n${chunk.enclosing}\n${chunk.text}` } : {};
      return { startLine, endLine, content: chunk.content, terms: weighChunk(chunk), ...text };
    }),
    symbols: chunks.flatMap((chunk) => chunk.symbols),
  };
}
