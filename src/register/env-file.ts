/** The `.env` file: looked at before anything begins, and added to in one step, so that it is never half-written. */
import { randomBytes } from 'node:crypto';
import { open, readFile, realpath, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseEnv } from 'node:util';
import { alreadyRegistered, envFileUnreadable, folderNotWritable } from './wording.ts';

/** What names a GitHub App; a second registration must not be mixed with the first. */
export const credentialNames = [
  'APP_ID',
  'PRIVATE_KEY',
  'PRIVATE_KEY_PATH',
  'WEBHOOK_SECRET',
  'GITHUB_CLIENT_ID',
  'GITHUB_CLIENT_SECRET',
] as const;

/** Why nothing can be written at `path`, in words for people; `undefined` when it can. */
export async function problemOfEnvFile(path: string): Promise<string | undefined> {
  let content: Buffer;
  try {
    content = await readIfThere(path);
  } catch (cause) {
    return envFileUnreadable(path, codeOf(cause));
  }
  const taken = credentialNames.filter((name) => (parseEnv(content.toString('latin1'))[name] ?? '') !== '');
  if (taken.length > 0) return alreadyRegistered(path, taken);
  // Rights alone do not tell: the file system may be read-only or full.
  const probe = temporaryBeside(path);
  try {
    await (await open(probe, 'wx', 0o600)).close();
  } catch (cause) {
    return folderNotWritable(dirname(path), codeOf(cause));
  }
  await rm(probe, { force: true });
  return undefined;
}

/**
 * Adds `entries` behind what stands in the file, which is kept byte for byte; afterwards only its owner can read it.
 * Throws, with the old file untouched, when that fails.
 */
export async function addToEnvFile(path: string, heading: string, entries: Readonly<Record<string, string>>): Promise<void> {
  const before = await readIfThere(path);
  const known = parseEnv(before.toString('latin1'));
  const lines = Object.entries(entries)
    .filter(([name, value]) => known[name] !== value)
    .map(([name, value]) => `${name}=${quoted(value)}\n`);
  const gap = before.length === 0 ? '' : before.at(-1) === 10 ? '\n' : '\n\n';
  // A link stays a link; what it leads to is replaced.
  const target = await realpath(path).catch(() => path);
  const made = temporaryBeside(target);
  const file = await open(made, 'wx', 0o600);
  try {
    await file.writeFile(Buffer.concat([before, Buffer.from(`${gap}# ${heading}\n${lines.join('')}`)]));
    await file.sync();
    await file.close();
    await rename(made, target);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(made, { force: true });
    throw error;
  }
}

/** Plain where it can be, so that `docker --env-file` and systemd, which know no quotes or other ones, read the same. */
function quoted(value: string): string {
  if (/^[\w.:/+=@-]*$/u.test(value)) return value;
  const quote = ["'", '"', '`'].find((mark) => !value.includes(mark));
  if (quote === undefined) throw new Error('a value holds all kinds of quotation marks');
  return `${quote}${value}${quote}`;
}

async function readIfThere(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

function temporaryBeside(path: string): string {
  return `${path}.${randomBytes(6).toString('hex')}`;
}

export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException | undefined)?.code ?? 'unknown error';
}
