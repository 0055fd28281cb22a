/**
 * Where the embedded PostgreSQL lives and as whom it runs. PostgreSQL refuses to run as root, and the account it runs as
 * then has to reach both its data and its binaries, which a private folder (mode 700) does not allow.
 */
import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, chown, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const sharedRoot = '/var/lib/countersign-postgres';

export interface EmbeddedPlace {
  readonly folder: string;
  readonly binaries: string;
  /** Absent when the process's own account is used. */
  readonly account: { readonly uid: number; readonly gid: number } | undefined;
}

/** @throws when root has no unprivileged account to lend, naming the way out. */
export async function chooseEmbeddedPlace(
  dataFolder: string,
  packagedBinaries: string,
  uid = process.getuid?.() ?? -1,
): Promise<EmbeddedPlace> {
  const own = join(dataFolder, 'postgres');
  if (uid !== 0) {
    await mkdir(own, { recursive: true, mode: 0o700 });
    return { folder: own, binaries: packagedBinaries, account: undefined };
  }
  const account = await findUnprivilegedAccount();
  await mkdir(dataFolder, { recursive: true });
  const shared = await chooseSharedFolder(dataFolder);
  const folder = (await othersCanEnter(dataFolder)) ? own : shared;
  const binaries = (await othersCanEnter(packagedBinaries))
    ? packagedBinaries
    : join(sharedRoot, 'native', await digestOf(packagedBinaries));
  if (binaries !== packagedBinaries) await copyOnce(packagedBinaries, binaries);
  await mkdir(dirname(folder), { recursive: true });
  if (folder === shared) await chmod(dirname(shared), 0o755);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chown(folder, account.uid, account.gid);
  return { folder, binaries, account };
}

/** Bound to this very data folder by an id inside it: a data folder that was deleted and made again starts empty. */
async function chooseSharedFolder(dataFolder: string): Promise<string> {
  const idFile = join(dataFolder, 'postgres-id');
  const known = await readFile(idFile, 'utf8').catch(() => undefined);
  const id = known ?? randomBytes(6).toString('hex');
  const prefix = createHash('sha256').update(dataFolder).digest('hex').slice(0, 16);
  if (known === undefined) {
    await writeFile(idFile, id);
    for (const old of await readdir(sharedRoot).catch(() => []))
      if (old.startsWith(prefix)) await rm(join(sharedRoot, old), { recursive: true, force: true });
  }
  return join(sharedRoot, `${prefix}-${id}`);
}

async function findUnprivilegedAccount(): Promise<{ uid: number; gid: number }> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const found = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody');
  if (found === undefined)
    throw new Error(
      'PostgreSQL does not run as root, and this machine has no account `postgres` or `nobody`. Start Countersign as an ordinary user, or set DATABASE_URL.',
    );
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

async function othersCanEnter(folder: string): Promise<boolean> {
  for (let path = folder; ; path = dirname(path)) {
    if (((await stat(path)).mode & constants.S_IXOTH) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

async function digestOf(binaries: string): Promise<string> {
  const { size, mtimeMs } = await stat(join(binaries, 'bin', 'postgres'));
  return createHash('sha256').update(`${size} ${mtimeMs}`).digest('hex').slice(0, 16);
}

async function copyOnce(from: string, to: string): Promise<void> {
  const stamp = join(to, 'complete');
  if (
    await access(stamp).then(
      () => true,
      () => false,
    )
  )
    return;
  await mkdir(to, { recursive: true, mode: 0o755 });
  await chmod(dirname(to), 0o755);
  await chmod(dirname(dirname(to)), 0o755);
  await cp(from, to, { recursive: true, verbatimSymlinks: true });
  await mkdir(stamp);
}
