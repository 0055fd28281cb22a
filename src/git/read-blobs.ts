import type { Mirror } from './mirror.ts';
import { runGit } from './run-git.ts';

/** Blobs read per git process; bounds what is in memory at once together with `maxBytes`. */
const batchSize = 500;

/**
 * Contents by blob id. Ids that are missing, not blobs, or larger than `maxBytes` are absent.
 * @param ids 40 or 64 hexadecimal digits; others are refused before git sees them.
 */
export async function readBlobs(mirror: Mirror, ids: readonly string[], maxBytes = 64 * 1024 * 1024, signal?: AbortSignal): Promise<ReadonlyMap<string, Buffer>> {
  const blobs = new Map<string, Buffer>();
  const wanted = [...new Set(ids)].filter((id) => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/u.test(id));
  for (let from = 0; from < wanted.length; from += batchSize) {
    const small = await smallEnough(mirror, wanted.slice(from, from + batchSize), maxBytes, signal);
    if (small.length === 0) continue;
    const output = await runGit(['cat-file', '--batch'], { gitDir: mirror.gitDir, input: `${small.join('\n')}\n`, signal });
    for (const [id, content] of parseBatch(output)) blobs.set(id, content);
  }
  return blobs;
}

async function smallEnough(mirror: Mirror, ids: readonly string[], maxBytes: number, signal: AbortSignal | undefined): Promise<readonly string[]> {
  const output = await runGit(['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)'], { gitDir: mirror.gitDir, input: `${ids.join('\n')}\n`, signal });
  const rows = output.toString('utf8').split('\n').map((line) => line.split(' '));
  return rows.flatMap(([id = '', type, size]) => (type === 'blob' && Number(size) <= maxBytes ? [id] : []));
}

/** `<id> blob <size>\n<content>\n`, repeated. */
function* parseBatch(output: Buffer): Generator<readonly [string, Buffer]> {
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(0x0a, at);
    const [id = '', , size = '0'] = output.toString('utf8', at, end).split(' ');
    const start = end + 1;
    yield [id, output.subarray(start, start + Number(size))];
    at = start + Number(size) + 1;
  }
}
