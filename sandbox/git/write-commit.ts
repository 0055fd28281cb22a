/** Writes commits into a bare repository without a work tree. */
import type { FileChange, Signature } from '#sandbox/state/world.ts';
import { git, tryGit } from './run-git.ts';

export interface CommitToWrite {
  /** Full ref that will point to the commit. */
  readonly ref: string;
  readonly parent: string | null;
  readonly message: string;
  readonly author: Signature;
  readonly files: readonly FileChange[];
}

/** `git fast-import` takes any path that git can hold, newlines and quotes too. The new commit's SHA. */
export async function writeCommit(folder: string, commit: CommitToWrite): Promise<string> {
  const author = `${clean(commit.author.name)} <${clean(commit.author.email)}> ${Math.floor(commit.author.date.getTime() / 1000)} +0000`;
  const parts: Buffer[] = [];
  const text = (line: string): void => void parts.push(Buffer.from(`${line}\n`));
  text(`commit ${commit.ref}`);
  text('mark :1');
  text(`author ${author}`);
  text(`committer ${author}`);
  data(parts, Buffer.from(commit.message.replaceAll('\0', '\uFFFD')));
  if (commit.parent !== null) text(`from ${commit.parent}`);
  for (const file of commit.files) {
    const path = quote(file.path);
    if (file.content === null) text(`D ${path}`);
    else if (file.mode === '160000') text(`M 160000 ${Buffer.from(file.content).toString('latin1')} ${path}`);
    else {
      text(`M ${file.mode ?? '100644'} inline ${path}`);
      data(parts, Buffer.from(file.content));
    }
  }
  text('get-mark :1');
  text('done');
  const out = await git(folder, ['fast-import', '--quiet', '--done', '--force'], { input: Buffer.concat(parts) });
  return out.toString('latin1').trim();
}

/** Merges two commits in memory; `undefined` when they conflict. The tree's SHA. */
export async function mergeTrees(folder: string, ours: string, theirs: string): Promise<string | undefined> {
  const answer = await tryGit(folder, ['merge-tree', '--write-tree', ours, theirs]);
  return answer.code === 0 ? answer.stdout.toString('latin1').split('\n')[0] : undefined;
}

/** A commit of an existing tree. */
export async function commitTree(
  folder: string,
  commit: { readonly tree: string; readonly parents: readonly string[]; readonly message: string; readonly author: Signature },
): Promise<string> {
  const date = `${Math.floor(commit.author.date.getTime() / 1000)} +0000`;
  const name = clean(commit.author.name) || 'nobody';
  const out = await git(folder, ['commit-tree', commit.tree, ...commit.parents.flatMap((parent) => ['-p', parent])], {
    input: commit.message.replaceAll('\0', '\uFFFD'),
    env: {
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: clean(commit.author.email),
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: clean(commit.author.email),
      GIT_COMMITTER_DATE: date,
    },
  });
  return out.toString('latin1').trim();
}

function data(parts: Buffer[], content: Buffer): void {
  parts.push(Buffer.from(`data ${content.length}\n`), content, Buffer.from('\n'));
}

/** C-style quoting; git itself refuses NUL, empty parts and `..`. */
function quote(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\0', '\\000')}"`;
}

/** Names and addresses cannot hold what would end the author line. */
function clean(text: string): string {
  return text.replace(/[<>\n\0]/g, '').trim();
}
