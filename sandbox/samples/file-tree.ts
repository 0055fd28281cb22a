/** A tree of files in memory, and the steps applied to it. Pure. */
import type { FileStep } from './file-step.ts';

export interface TreeEntry {
  readonly mode: '100644' | '100755' | '120000' | '160000';
  /** Text, bytes, a link's target, or a submodule's commit. */
  readonly content: string | Uint8Array;
}

export type FileTree = ReadonlyMap<string, TreeEntry>;

/** A sample that does not fit together: a mistake in its definition, never of the person who runs it. */
export class SampleError extends Error {
  readonly retryable = false;
}

/** The tree after all steps. `source` holds the sample's `files/` folder, path to text. Throws `SampleError` when a step does not fit. */
export function applySteps(tree: FileTree, steps: readonly FileStep[], source: ReadonlyMap<string, string>): FileTree {
  const next = new Map(tree);
  for (const step of steps) applyStep(next, step, source);
  return next;
}

function applyStep(tree: Map<string, TreeEntry>, step: FileStep, source: ReadonlyMap<string, string>): void {
  switch (step.do) {
    case 'take':
      for (const wanted of step.paths) takeInto(tree, wanted, source);
      return;
    case 'write':
      tree.set(step.path, { mode: step.executable ? '100755' : '100644', content: step.content });
      return;
    case 'edit': {
      const entry = present(tree, step.path);
      tree.set(step.path, { ...entry, content: replaceOnce(entry, step.path, step.find, step.replace) });
      return;
    }
    case 'remove':
      present(tree, step.path);
      tree.delete(step.path);
      return;
    case 'rename':
      tree.set(step.to, present(tree, step.from));
      tree.delete(step.from);
      return;
    case 'symlink':
      tree.set(step.path, { mode: '120000', content: step.target });
      return;
    case 'submodule':
      tree.set(step.path, { mode: '160000', content: step.commit });
      return;
  }
}

function takeInto(tree: Map<string, TreeEntry>, wanted: string, source: ReadonlyMap<string, string>): void {
  const found = [...source].filter(([path]) => (wanted.endsWith('/') ? path.startsWith(wanted) : path === wanted));
  if (found.length === 0) throw new SampleError(`There is no ${wanted} in the sample's files.`);
  for (const [path, content] of found) tree.set(path, { mode: path.endsWith('.sh') ? '100755' : '100644', content });
}

function present(tree: ReadonlyMap<string, TreeEntry>, path: string): TreeEntry {
  const entry = tree.get(path);
  if (!entry) throw new SampleError(`A step needs ${path}, which is not in the tree.`);
  return entry;
}

function replaceOnce(entry: TreeEntry, path: string, find: string, replace: string): string {
  if (typeof entry.content !== 'string') throw new SampleError(`${path} is binary and cannot be edited.`);
  const parts = entry.content.split(find);
  if (parts.length !== 2) throw new SampleError(`"${find}" stands ${parts.length - 1} times in ${path}; an edit needs exactly one.`);
  return parts.join(replace);
}

/** Paths whose entry differs: the new entry, or `null` when it is gone. Sorted by path. */
export function changedEntries(before: FileTree, after: FileTree): readonly (readonly [string, TreeEntry | null])[] {
  const changed: [string, TreeEntry | null][] = [];
  for (const [path, entry] of after) {
    const old = before.get(path);
    if (!old || old.mode !== entry.mode || old.content !== entry.content) changed.push([path, entry]);
  }
  for (const path of before.keys()) if (!after.has(path)) changed.push([path, null]);
  return changed.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** 1-based number of the one line of a text file that contains `text`. */
export function lineOf(tree: FileTree, path: string, text: string): number {
  const { content } = present(tree, path);
  if (typeof content !== 'string') throw new SampleError(`${path} has no lines.`);
  const lines = content.split('\n');
  const found = lines.flatMap((line, index) => (line.includes(text) ? [index + 1] : []));
  const [line] = found;
  if (line === undefined || found.length > 1) throw new SampleError(`"${text}" stands on ${found.length} lines of ${path}; one is needed.`);
  return line;
}
