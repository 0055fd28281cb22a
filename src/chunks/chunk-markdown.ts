import type { Chunk } from './chunk.ts';
import { chunkOf, cutLines } from './chunk-lines.ts';

/** Markdown by heading; each chunk knows the headings above it. Fenced code is not searched for headings. */
export function chunkMarkdown(lines: readonly string[]): readonly Chunk[] {
  const chunks: Chunk[] = [];
  const trail: string[] = [];
  let start = 1;
  let fence: string | undefined;

  function close(endLine: number): void {
    const enclosing = trail.filter((title) => title !== '').join(' › ');
    for (const range of cutLines(lines, { startLine: start, endLine }))
      chunks.push(...[chunkOf(lines, range, { content: 'text', symbols: [], enclosing })].filter((chunk) => chunk !== undefined));
    start = endLine + 1;
  }

  lines.forEach((line, index) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/u.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) === true) fence = undefined;
      return;
    }
    if (mark !== undefined) {
      fence = mark;
      return;
    }
    const heading = /^ {0,3}(#{1,6})[ \t]+(\S.*)$/u.exec(line);
    if (heading === null) return;
    close(index);
    const level = heading[1]?.length ?? 1;
    trail.length = Math.min(trail.length, level - 1);
    while (trail.length < level - 1) trail.push('');
    trail.push((heading[2] ?? '').replace(/[ \t]+#+[ \t]*$/u, '').slice(0, 200));
  });
  close(lines.length);
  return chunks;
}
