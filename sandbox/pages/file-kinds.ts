/** Which changed files are links or submodules: their diff looks like text, so git is asked for the mode. */
import { findEntry } from '#sandbox/git/read-objects.ts';
import type { DiffFile } from '#sandbox/state/diff-file.ts';
import type { PullView } from './pull-view.ts';

export type FileKind = 'text' | 'binary' | 'symlink' | 'submodule';

const maxLookups = 40;

/** By path; only what is not plain text is in the map. */
export async function fileKinds(view: PullView, files: readonly DiffFile[]): Promise<ReadonlyMap<string, FileKind>> {
  const kinds = new Map<string, FileKind>();
  for (const file of files) if (file.binary) kinds.set(file.path, 'binary');
  const candidates = files.filter(looksShort).slice(0, maxLookups);
  const folder = view.repository.gitFolder;
  await Promise.all(
    candidates.map(async (file) => {
      const entry = await findEntry(folder, file.status === 'removed' ? view.pull.baseSha : view.pull.headSha, file.path);
      if (entry?.mode === '120000') kinds.set(file.path, 'symlink');
      if (entry?.mode === '160000') kinds.set(file.path, 'submodule');
    }),
  );
  return kinds;
}

/** A link's target has no line end, a submodule is one line: nothing else needs to be asked about. */
function looksShort(file: DiffFile): boolean {
  if (file.binary || file.additions > 1 || file.deletions > 1) return file.status === 'changed' && !file.binary;
  return file.patch !== null && (file.patch.includes('\\ No newline at end of file') || /^[+-]Subproject commit /m.test(file.patch));
}
