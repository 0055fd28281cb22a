/** Reads what `git diff -p -U3 --full-index -M --no-color` prints. */
import type { ChangeStatus, Hunk } from './changed-file.ts';
import { readHunk } from './read-hunk.ts';
import type { ParsedFile } from './parsed-file.ts';
import { readPath, withoutPrefix } from './unquote-path.ts';

interface Draft {
  path: string;
  previousPath?: string;
  status: ChangeStatus;
  binary: boolean;
  additions: number;
  deletions: number;
  hunks: Hunk[];
}

/**
 * One entry per file, in git's order, so that it joins with `git diff --raw -z` by position. A change of type (file to
 * symlink), which git prints as a deletion and an addition of the same path, is one entry here as it is in `--raw`.
 * Text before the first `diff --git` is ignored. Never throws: a cut diff gives what was there.
 */
export function parseUnifiedDiff(text: string): ParsedFile[] {
  const lines = text.split('\n');
  const files: Draft[] = [];
  let at = 0;
  while (at < lines.length) {
    if (!lines[at]?.startsWith('diff --git ')) {
      at++;
      continue;
    }
    const [file, next] = readFile(lines, at);
    addFile(files, file);
    at = next;
  }
  return files;
}

function readFile(lines: readonly string[], start: number): [Draft, number] {
  const path = headerPath((lines[start] ?? '').slice('diff --git '.length));
  const file: Draft = { path, status: 'modified', binary: false, additions: 0, deletions: 0, hunks: [] };
  let at = start + 1;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.startsWith('diff --git ')) break;
    if (line.startsWith('@@ -')) {
      const read = readHunk(lines, at);
      if (read) {
        file.hunks.push(read.hunk);
        file.additions += read.additions;
        file.deletions += read.deletions;
        at = read.next;
        continue;
      }
    } else if (file.hunks.length === 0) readHeader(file, line);
    at++;
  }
  return [file, at];
}

function readHeader(file: Draft, line: string): void {
  if (line.startsWith('deleted file mode ')) file.status = 'deleted';
  else if (line.startsWith('new file mode ')) file.status = 'added';
  else if (line.startsWith('rename from ')) from(file, 'renamed', line.slice(12));
  else if (line.startsWith('copy from ')) from(file, 'copied', line.slice(10));
  else if (line.startsWith('rename to ')) file.path = readPath(line.slice(10)).path;
  else if (line.startsWith('copy to ')) file.path = readPath(line.slice(8)).path;
  else if (line.startsWith('Binary files ') || line === 'GIT binary patch') file.binary = true;
  else if (line.startsWith('--- ') || line.startsWith('+++ ')) {
    const side = withoutPrefix(readPath(line.slice(4)).path);
    const wanted = line.startsWith('---') ? file.status === 'deleted' : file.status !== 'deleted';
    if (side !== undefined && wanted) file.path = side;
  }
}

function from(file: Draft, status: ChangeStatus, path: string): void {
  file.status = status;
  file.previousPath = readPath(path).path;
}

/** Git prints a change of type as two patches of one path, but as one line of `--raw`. */
function addFile(files: Draft[], file: Draft): void {
  const last = files.at(-1);
  if (last?.status !== 'deleted' || file.status !== 'added' || last.path !== file.path) {
    files.push(file);
    return;
  }
  last.status = 'type-changed';
  last.binary = last.binary || file.binary;
  last.additions += file.additions;
  last.deletions += file.deletions;
  last.hunks.push(...file.hunks);
}

/**
 * The path from `a/… b/…`. Unquoted paths may hold spaces, so the line alone is ambiguous; but where no other header
 * names the path (mode change, binary, empty file), both halves are equal.
 */
function headerPath(text: string): string {
  if (text.startsWith('"')) return withoutPrefix(readPath(text).path) ?? '';
  const half = text.slice(0, (text.length - 1) / 2);
  if (text.slice(half.length + 1).slice(2) === half.slice(2)) return half.slice(2);
  const quoted = text.indexOf(' "b/');
  if (quoted !== -1) return withoutPrefix(readPath(text.slice(quoted + 1)).path) ?? '';
  const split = text.lastIndexOf(' b/');
  return split === -1 ? text : text.slice(split + 3);
}
