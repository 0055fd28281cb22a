import type { Mirror } from './mirror.ts';
import { runGit } from './run-git.ts';

/** Blobs read per git process; bounds what is in memory at once together with `maxBytes`. */
const batchSize = 500;
const portionBytes = 128 * 1024 * 1024;

/**
 * Contents by blob id. Ids that are missing, not blobs, or larger than `maxBytes` are absent.
 * @param ids 40 or 64 hexadecimal digits; others are refused before git sees them.
 */
export async function readBlobs(
  mirror: Mirror,
  ids: readonly string[],
  maxBytes = 64 * 1024 * 1024,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, Buffer>> {
  const blobs = new Map<string, Buffer>();
  const wanted = [...new Set(ids)].filter((id) => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/u.test(id));
  for (let from = 0; from < wanted.length; from += batchSize) {
    for (const ids of inPortions(await findSizes(mirror, wanted.slice(from, from + batchSize), maxBytes, signal))) {
      const output = await runGit(['cat-file', '--batch'], { gitDir: mirror.gitDir, input: `${ids.join('\n')}\n`, signal });
      for (const [id, content] of parseBatch(output)) blobs.set(id, content);
    }
  }
  return blobs;
}

type Sized = readonly [id: string, bytes: number];

async function findSizes(
  mirror: Mirror,
  ids: readonly string[],
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<readonly Sized[]> {
  const output = await runGit(['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)'], {
    gitDir: mirror.gitDir,
    input: `${ids.join('\n')}\n`,
    signal,
  });
  const rows = output
    .toString('utf8')
    .split('\n')
    .map((line) => line.split(' '));
  return rows.flatMap(([id = '', type, size]): Sized[] => (type === 'blob' && Number(size) <= maxBytes ? [[id, Number(size)]] : []));
}

/** Portions that one answer of git can hold. */
function* inPortions(blobs: readonly Sized[]): Generator<readonly string[]> {
  let ids: string[] = [];
  let bytes = 0;
  for (const [id, size] of blobs) {
    if (ids.length > 0 && bytes + size > portionBytes) {
      yield ids;
      [ids, bytes] = [[], 0];
    }
    ids.push(id);
    bytes += size;
  }
  if (ids.length > 0) yield ids;
}

/** `<id> blob <size>\n<content>\n`, repeated. */
function* parseBatch(output: Buffer): Generator<readonly [string, Buffer]> {
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(0x0a, at);
    const [id = '', , size = '0'] = output.toString('utf8', at, end).split(' ');
    const start = end + 1;
    yield [id, output.subarray(start, start + Number(size))];
    at = start + Number(size) + 1;
  }
}
