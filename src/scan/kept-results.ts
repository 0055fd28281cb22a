/**
 * What complete scans of single files found, kept on disk: most files of a pull request were scanned before, as the base of this
 * one or as the head of an earlier push. An entry is believed only when it is whole, and only for the very bytes, language,
 * rules, engine and code that it came from; everything else is scanned.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CoreMatch } from './core-answer.ts';
import type { PreparedFile } from './prepared-file.ts';

export interface KeptResults {
  /** Matches of a complete scan of this very content, canaries left out; undefined when nothing believable is kept. Never rejects. */
  readonly load: (file: PreparedFile) => Promise<readonly CoreMatch[] | undefined>;
  /** Only for files whose outcome is `scanned`. Never rejects: what cannot be kept is scanned again. */
  readonly save: (file: PreparedFile, matches: readonly CoreMatch[]) => Promise<void>;
}

export interface KeepLimits {
  /** Of all entries together; beyond it those go first that were not used for longest. */
  readonly bytes: number;
  readonly entryBytes: number;
  /** Unused for longer, an entry goes: code of a repository that is gone does not stay. */
  readonly days: number;
}

export const KEEP: KeepLimits = { bytes: 256_000_000, entryBytes: 1_000_000, days: 14 };
const DAY = 86_400_000;
/** Disks give even a small file a block. */
const BLOCK = 4096;
const NAME = /^[0-9a-f]{64}$/u;
const Entry = z.object({ key: z.string(), matches: z.array(CoreMatch) });

/**
 * @param generation whatever else an answer depends on (rules, engine, our own code): entries of another one are never read.
 * @throws when the folder cannot be made.
 */
export async function keepResults(folder: string, generation: string, limits: KeepLimits, now: () => number): Promise<KeptResults> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let written = await evict(folder, limits, now());
  const placeOf = (key: string): string => join(folder, key.slice(0, 2), key);
  return {
    load: async (file) => {
      const key = keyOf(file, generation);
      const text = await readWhole(placeOf(key), limits.entryBytes);
      const entry = text === undefined ? undefined : readEntry(text, key, file.name);
      // Eviction asks when an entry was used last.
      if (entry !== undefined) await utimes(placeOf(key), now() / 1000, now() / 1000).catch(() => undefined);
      return entry;
    },
    save: async (file, matches) => {
      const key = keyOf(file, generation);
      const text = writeEntry(key, file.name, matches);
      if (text.length > limits.entryBytes || readEntry(text, key, file.name) === undefined) return;
      const half = join(folder, key.slice(0, 2), `${key}.${randomUUID()}`);
      try {
        await mkdir(join(folder, key.slice(0, 2)), { recursive: true, mode: 0o700 });
        await writeFile(half, text, { flag: 'wx', mode: 0o600 });
        await rename(half, placeOf(key));
        written += text.length + BLOCK;
        if (written > limits.bytes) written = await evict(folder, limits, now());
      } catch {
        await rm(half, { force: true }).catch(() => undefined);
      }
    },
  };
}

function keyOf({ language, extension, bytes }: PreparedFile, generation: string): string {
  return createHash('sha256').update([generation, language.name, extension, ''].join('\0')).update(bytes).digest('hex');
}

/** The first line is the digest of the rest: a torn, damaged or foreign file is no entry. The neutral name differs from scan to scan. */
function writeEntry(key: string, name: string, matches: readonly CoreMatch[]): string {
  const body = JSON.stringify({ key, matches }, (field, value: unknown) => (field === 'path' && value === name ? '' : value));
  return `${createHash('sha256').update(body).digest('hex')}\n${body}`;
}

function readEntry(text: string, key: string, name: string): readonly CoreMatch[] | undefined {
  const body = text.slice(65);
  if (text.slice(0, 65) !== `${createHash('sha256').update(body).digest('hex')}\n`) return undefined;
  const entry = Entry.safeParse(parse(body, name)).data;
  return entry?.key === key && entry.matches.every((match) => match.path === name) ? entry.matches : undefined;
}

function parse(body: string, name: string): unknown {
  try {
    return JSON.parse(body, (field, value: unknown) => (field === 'path' && value === '' ? name : value));
  } catch {
    return undefined;
  }
}

async function readWhole(path: string, limit: number): Promise<string | undefined> {
  try {
    await using file = await open(path, 'r');
    return (await file.stat()).size > limit ? undefined : await file.readFile('utf8');
  } catch {
    return undefined;
  }
}

/** Takes away what is too old, what is no entry, and what is too much. Ends with the bytes that stay. */
async function evict(folder: string, { bytes, days }: KeepLimits, now: number): Promise<number> {
  const found: { readonly path: string; readonly size: number; readonly used: number }[] = [];
  for (const group of await readdir(folder).catch(() => [])) {
    if (!/^[0-9a-f]{2}$/u.test(group)) continue;
    for (const name of await readdir(join(folder, group)).catch(() => [])) {
      const path = join(folder, group, name);
      const facts = await stat(path).catch(() => undefined);
      if (facts === undefined) continue;
      // Halves are younger than an hour while somebody writes them.
      const tooOld = now - facts.mtimeMs > (NAME.test(name) ? days * DAY : DAY / 24);
      if (tooOld) await rm(path, { force: true, recursive: true }).catch(() => undefined);
      else found.push({ path, size: facts.size + BLOCK, used: facts.mtimeMs });
    }
  }
  let total = found.reduce((sum, one) => sum + one.size, 0);
  if (total <= bytes) return total;
  for (const one of found.toSorted((a, b) => a.used - b.used)) {
    // A little more than needed, so that the next entries do not ask again at once.
    if (total <= bytes * 0.8) break;
    await rm(one.path, { force: true, recursive: true }).catch(() => undefined);
    total -= one.size;
  }
  return total;
}
