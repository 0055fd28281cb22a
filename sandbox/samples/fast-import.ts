/** The stream that `git fast-import` reads. Source: https://git-scm.com/docs/git-fast-import */
import type { TreeEntry } from './file-tree.ts';
import type { PlannedCommit } from './plan-repository.ts';

/** Same commits, same bytes: authors and dates are all in the plan, so the SHAs are too. */
export function fastImportStream(commits: readonly PlannedCommit[]): Buffer {
  return Buffer.concat([...commits.flatMap(commitParts), Buffer.from('done\n')]);
}

function commitParts(planned: PlannedCommit): Buffer[] {
  const { author, date, message } = planned.commit;
  const who = `${author.name} <${author.email}> ${Math.floor(Date.parse(date) / 1000)} +0000`;
  const head = [`commit refs/heads/${planned.branch}`, `author ${who}`, `committer ${who}`].join('\n');
  const from = planned.from === undefined ? '' : `from refs/heads/${planned.from}\n`;
  return [
    Buffer.from(`${head}\n`),
    dataPart(Buffer.from(`${message}\n`)),
    Buffer.from(from),
    ...planned.changes.flatMap(([path, entry]) => changeParts(path, entry)),
  ];
}

function changeParts(path: string, entry: TreeEntry | null): Buffer[] {
  if (entry === null) return [Buffer.from(`D ${quotePath(path)}\n`)];
  if (entry.mode === '160000') return [Buffer.from(`M 160000 ${String(entry.content)} ${quotePath(path)}\n`)];
  return [Buffer.from(`M ${entry.mode} inline ${quotePath(path)}\n`), dataPart(Buffer.from(entry.content))];
}

function dataPart(data: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`data ${data.length}\n`), data, Buffer.from('\n')]);
}

function quotePath(path: string): string {
  return `"${path.replace(/["\\]/gu, (character) => `\\${character}`).replaceAll('\n', '\\n')}"`;
}
