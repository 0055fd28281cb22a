import type { ChangedFile } from '#src/diff/changed-file.ts';
import { languageOf } from '#src/syntax/language-of.ts';
import type { CodeSymbol } from '#src/syntax/code-symbol.ts';
import { firstChangedLine } from './changed-lines.ts';
import { dependencyChanges } from './dependency-changes.ts';
import type { FileFacts, FileRole, NotRead, NotReadReason, SummaryFacts } from './facts.ts';
import { fileRole, saysGenerated } from './file-role.ts';
import { lineFacts } from './line-facts.ts';
import type { GatherPorts } from './ports.ts';
import { repeatedEdit } from './repeated-edit.ts';
import { symbolChanges } from './symbol-changes.ts';

const MAX_BLOB_BYTES = 400_000;
/** Files whose two sides are read whole and outlined; the others are told by their hunks. */
const MAX_OUTLINED = 200;
const MAX_CHANGED_LINES = 20_000;
/** Beyond this the diff itself is the cost; what is left out is listed. */
const MAX_FILES = 3_000;

type BlobPorts = Pick<GatherPorts, 'readBlobs' | 'outline'>;

/** Reads what the rules need: hunks of every file, both sides of source files and manifests, within fixed caps. */
export async function gatherFacts(files: readonly ChangedFile[], ports: BlobPorts): Promise<SummaryFacts> {
  const notRead: NotRead[] = [];
  const read: { file: ChangedFile; role: FileRole }[] = [];
  for (const [index, file] of files.entries()) {
    const role = fileRole(file.path);
    const reason = reasonNotToRead(file, role, index);
    if (reason === undefined) read.push({ file, role });
    else notRead.push({ path: file.path, reason });
  }

  const parsable = read.filter(({ file, role }) => (role === 'source' || role === 'test') && languageOf(file.path) !== undefined);
  // Sources first: when the cap is reached, it is tests that go without names.
  const outlined = parsable.toSorted((a, b) => Number(a.role === 'test') - Number(b.role === 'test')).slice(0, MAX_OUTLINED);
  const manifests = read.filter(({ role }) => role === 'dependencies');
  const ids = new Set([...outlined, ...manifests].flatMap(({ file }) => [file.baseBlob, file.headBlob]).filter((id) => id !== undefined));
  const blobs = ids.size === 0 ? new Map<string, string>() : await ports.readBlobs([...ids], MAX_BLOB_BYTES);
  const outlinedFiles = new Set(outlined.map(({ file }) => file));

  const facts: FileFacts[] = [];
  for (const { file, role } of read) {
    const head = file.headBlob === undefined ? undefined : blobs.get(file.headBlob);
    if (head !== undefined && role === 'source' && saysGenerated(head)) {
      notRead.push({ path: file.path, reason: 'generated' });
      continue;
    }
    const symbols = outlinedFiles.has(file) ? await symbolsOf(file, blobs, ports) : undefined;
    facts.push({ file, role, line: firstChangedLine(file), ...(symbols === undefined ? {} : { symbols }) });
  }

  const repeated = repeatedEdit(facts);
  return {
    files: facts,
    notRead,
    dependencies: manifests.flatMap(({ file }) =>
      dependencyChanges(file.path, blobs.get(file.baseBlob ?? ''), blobs.get(file.headBlob ?? '')),
    ),
    ...lineFacts(facts),
    ...(repeated === undefined ? {} : { repeated }),
  };
}

function reasonNotToRead(file: ChangedFile, role: FileRole, index: number): NotReadReason | undefined {
  if (file.kind !== 'text') return file.kind;
  if (role === 'lock file' || role === 'generated' || role === 'vendored') return role;
  if (index >= MAX_FILES) return 'over budget';
  return file.additions + file.deletions > MAX_CHANGED_LINES ? 'too large' : undefined;
}

async function symbolsOf(
  file: ChangedFile,
  blobs: ReadonlyMap<string, string>,
  ports: BlobPorts,
): Promise<ReturnType<typeof symbolChanges> | undefined> {
  const base = await outlineSide(file.previousPath ?? file.path, file.status === 'added' ? undefined : file.baseBlob, blobs, ports);
  const head = await outlineSide(file.path, file.headBlob, blobs, ports);
  return base === undefined || head === undefined ? undefined : symbolChanges(base, head, file.hunks);
}

/** A side that does not exist declares nothing; a side that cannot be read is `undefined`. */
async function outlineSide(
  path: string,
  blobId: string | undefined,
  blobs: ReadonlyMap<string, string>,
  ports: BlobPorts,
): Promise<readonly CodeSymbol[] | undefined> {
  if (blobId === undefined) return [];
  const language = languageOf(path);
  const source = blobs.get(blobId);
  return language === undefined || source === undefined ? undefined : ports.outline(language, source);
}
