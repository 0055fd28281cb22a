/** The output of `git diff-tree -z --raw --numstat`, joined per file. Source: https://git-scm.com/docs/diff-format */
import type { ChangedFile, ChangeStatus, ContentKind } from '#src/diff/changed-file.ts';
import { GitError } from './git-error.ts';

export type RawFile = Omit<ChangedFile, 'hunks' | 'headSize'> & { readonly binary: boolean };

const statuses: Readonly<Record<string, ChangeStatus>> = {
  A: 'added',
  M: 'modified',
  D: 'deleted',
  R: 'renamed',
  C: 'copied',
  T: 'type-changed',
};

/**
 * Records are NUL-terminated; a rename has two names. All raw records come first, then all numstat records, in one order.
 * Each file has a path of its own, also where two names differ only in bytes that are no UTF-8.
 */
export function parseRaw(output: Buffer): readonly RawFile[] {
  const fields = output.toString('utf8').split('\0');
  const files: { raw: Omit<RawFile, 'additions' | 'deletions' | 'binary'> }[] = [];
  const taken = new Set<string>();
  let at = 0;
  while (fields[at]?.startsWith(':') === true) {
    const [oldMode = '', newMode = '', oldBlob = '', newBlob = '', status = ''] = (fields[at] ?? '').slice(1).split(' ');
    const twoNames = status.startsWith('R') || status.startsWith('C');
    const first = fields[at + 1] ?? '';
    const path = ownName(twoNames ? (fields[at + 2] ?? '') : first, taken);
    taken.add(path);
    const known = statuses[status.charAt(0)];
    if (known === undefined)
      throw new GitError(`git reports an unknown change status (${status}).`, { reason: 'invalid', retryable: false });
    files.push({
      raw: {
        path,
        ...(twoNames ? { previousPath: first } : {}),
        status: known,
        kind: kindOf(newMode === '000000' ? oldMode : newMode),
        ...objectOf('base', oldMode, oldBlob),
        ...objectOf('head', newMode, newBlob),
        baseMode: oldMode,
        headMode: newMode,
      },
    });
    at += twoNames ? 3 : 2;
  }
  return files.map(({ raw }) => {
    // `12\t3\tpath`, or `12\t3\t` followed by both names of a rename; `-` for binary content.
    const [additions = '', deletions = ''] = (fields[at] ?? '').split('\t', 2);
    at += raw.previousPath === undefined ? 1 : 3;
    return { ...raw, additions: Number(additions) || 0, deletions: Number(deletions) || 0, binary: additions === '-' };
  });
}

/**
 * `x\xff.py` and `x\xfe.py` both read `x\uFFFD.py`, and a malformed tree has one name twice: one would hide the other. The
 * ending stays, by which files are told apart.
 */
function ownName(path: string, taken: ReadonlySet<string>): string {
  let name = path;
  while (taken.has(name)) name = name.includes('\uFFFD') ? name.replace('\uFFFD', '\uFFFD\uFFFD') : name.replace(/([^/]*)$/u, '\uFFFD$1');
  return name;
}

function kindOf(mode: string): ContentKind {
  if (mode === '120000') return 'symlink';
  return mode === '160000' ? 'submodule' : 'text';
}

function objectOf(
  side: 'base' | 'head',
  mode: string,
  id: string,
): Pick<ChangedFile, 'baseBlob' | 'headBlob' | 'baseCommit' | 'headCommit'> {
  if (mode === '000000') return {};
  return { [`${side}${mode === '160000' ? 'Commit' : 'Blob'}`]: id };
}
