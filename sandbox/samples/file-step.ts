/** Steps that turn one tree of files into the next; a commit of a sample is a list of them. */

export type FileStep =
  | { readonly do: 'take'; readonly paths: readonly string[] }
  | { readonly do: 'write'; readonly path: string; readonly content: string | Uint8Array; readonly executable: boolean }
  | { readonly do: 'edit'; readonly path: string; readonly find: string; readonly replace: string }
  | { readonly do: 'remove'; readonly path: string }
  | { readonly do: 'rename'; readonly from: string; readonly to: string }
  | { readonly do: 'symlink'; readonly path: string; readonly target: string }
  | { readonly do: 'submodule'; readonly path: string; readonly commit: string };

/** Takes files from the sample's `files/` folder: a path, or everything below a path that ends with `/`. */
export function take(...paths: readonly string[]): FileStep {
  return { do: 'take', paths };
}

export function write(path: string, content: string | Uint8Array): FileStep {
  return { do: 'write', path, content, executable: false };
}

export function writeExecutable(path: string, content: string): FileStep {
  return { do: 'write', path, content, executable: true };
}

/** Replaces `find`, which must stand in the file exactly once. */
export function edit(path: string, find: string, replace: string): FileStep {
  return { do: 'edit', path, find, replace };
}

export function remove(path: string): FileStep {
  return { do: 'remove', path };
}

export function rename(from: string, to: string): FileStep {
  return { do: 'rename', from, to };
}

export function symlink(path: string, target: string): FileStep {
  return { do: 'symlink', path, target };
}

/** A submodule's gitlink; the commit need not exist anywhere. */
export function submodule(path: string, commit: string): FileStep {
  return { do: 'submodule', path, commit };
}
