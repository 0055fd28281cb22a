/** Says independently of `src/summary/faithful.ts` whether what is posted can be found in diff, tree or commits. */
import type { RealChange } from './real-changes.ts';

export interface Checked {
  readonly tokens: number;
  /** What could not be found, with the line it stands in. */
  readonly missing: readonly string[];
}

/** Code spans (paths with lines, names, numbers, flags), issue references, and names by their shape outside of code. */
export async function checkFaithful(text: string, change: RealChange): Promise<Checked> {
  const { comparison, pull, paths } = change;
  const ids = [...new Set(comparison.files.flatMap(({ baseBlob, headBlob }) => [baseBlob, headBlob]))].filter((id) => id !== undefined);
  const blobs = await change.readBlobs(ids, 4_000_000);
  const people = [pull.title, ...comparison.commits.flatMap(({ subject, body }) => [subject, body])].join('\n');
  const known = new Set(
    wordsOf(
      [people, ...paths, ...comparison.files.flatMap(({ path, previousPath = '' }) => [path, previousPath]), ...blobs.values()].join('\n'),
    ),
  );
  const tree = new Set([...paths, ...comparison.files.flatMap(({ path, previousPath = path }) => [path, previousPath])]);
  const lines = new Map(comparison.files.map(({ path, headBlob = '' }) => [path, (blobs.get(headBlob) ?? '').split('\n').length]));
  const missing: string[] = [];
  let tokens = 0;
  for (const line of text.split('\n')) {
    const spans = [...line.matchAll(/(`+)(?!`)(.+?)(?<!`)\1(?!`)/gu)].map(([, , inner]) => (inner ?? '').trim());
    const outside = line.replaceAll(/(`+)(?!`).+?(?<!`)\1(?!`)/gu, ' ');
    const shaped = outside.match(/#\d+|\b\p{L}+_[\p{L}\p{N}_]+|\b\p{Ll}+\p{Lu}[\p{L}\p{N}]*|(?<=--)\p{L}[\w-]*/gu) ?? [];
    for (const span of [...spans, ...shaped]) {
      tokens += 1;
      // A title that was cut: what is left of its last word.
      if (!isFound(outside.includes(`${span}…`) ? `${span}…` : span)) missing.push(`${span} in: ${line.slice(0, 160)}`);
    }
  }
  return { tokens, missing };

  function isFound(span: string): boolean {
    const place = /^(.+):(\d+)$/u.exec(span);
    if (place?.[1] !== undefined && tree.has(place[1])) return Number(place[2]) <= (lines.get(place[1]) ?? 0);
    const short = /^…\/(.+):(\d+)$/u.exec(span);
    if (short?.[1] !== undefined) return [...lines].some(([path, count]) => path.endsWith(`/${short[1]}`) && Number(short[2]) <= count);
    if (/^:\d+$/u.test(span)) return true;
    if (tree.has(span) || [...tree].some((path) => path.startsWith(`${span}/`))) return true;
    if (/^#\d+$/u.test(span)) return people.includes(span);
    return wordsOf(span.replace(/…$/u, '')).every(
      (word, index, all) =>
        known.has(word) ||
        // `app.get(…)` declares GET.
        (/^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/u.test(word) && known.has(word.toLowerCase())) ||
        (index === all.length - 1 && span.endsWith('…') && [...known].some((one) => one.startsWith(word))),
    );
  }
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_$]+/gu) ?? [];
}
