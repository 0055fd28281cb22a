/** What an answer about a file depends on besides the file: rules, engine, and the code that reads both. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

/** @param folder where the engine's digest may be remembered. */
export async function generationOf(packDigest: string, enginePath: string, folder: string): Promise<string> {
  const parts = [await digestOfCode(), packDigest, await digestOfEngine(enginePath, folder)];
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

export async function digestOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** All of this room: whoever changes how files are decoded or answers are judged need not think of entries that others made. */
async function digestOfCode(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(import.meta.dirname)).toSorted())
    hash.update(`${name}\0`).update(await readFile(join(import.meta.dirname, name)));
  return hash.digest('hex');
}

const Digest = z.string().regex(/^[0-9a-f]{64}$/u);
const Remembered = z.object({ file: z.string(), digest: Digest });
/** What set-up writes beside an engine that it has verified. */
const Stamp = z.object({ coreSha256: Digest, files: z.object({ 'semgrep-core': z.number() }) });

/**
 * The engine has a quarter of a gigabyte, too much to be read at each start. Set-up's stamp tells its digest (whoever puts another
 * file there changes size or time); otherwise the digest is remembered for this very inode and its change time.
 */
async function digestOfEngine(path: string, folder: string): Promise<string> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
  const stamp = Stamp.safeParse(await readJson(join(dirname(path), 'verified.json'))).data;
  if (stamp !== undefined && BigInt(stamp.files['semgrep-core']) === size) return [stamp.coreSha256, mtimeNs].join(' ');
  const file = [dev, ino, size, ctimeNs].join(' ');
  const place = join(folder, 'engine.json');
  const known = Remembered.safeParse(await readJson(place)).data;
  if (known?.file === file) return known.digest;
  const digest = await digestOfFile(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(place, JSON.stringify({ file, digest }), { mode: 0o600 }).catch(() => undefined);
  return digest;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}
