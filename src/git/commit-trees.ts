/** Two trees as two commits in a repository of ours, so that a change from anywhere can be compared like a branch. */
import { mkdir } from 'node:fs/promises';
import type { Mirror } from './mirror.ts';
import { runGit } from './run-git.ts';

export interface CommittedTrees {
  readonly mirror: Mirror;
  readonly baseSha: string;
  readonly headSha: string;
}

/** `folder` must not exist yet. Contents that are not UTF-8 are stored with U+FFFD. @throws GitError when git fails. */
export async function commitTrees(
  folder: string,
  before: ReadonlyMap<string, Buffer>,
  after: ReadonlyMap<string, Buffer>,
  subject: string,
  signal?: AbortSignal,
): Promise<CommittedTrees> {
  await mkdir(folder, { recursive: true });
  const git = (args: readonly string[], input?: string): Promise<Buffer> =>
    runGit(args, { gitDir: folder, signal, ...(input === undefined ? {} : { input }) });
  await git(['init', '--bare', '--quiet', '--template=']);
  await git(['fast-import', '--quiet'], `${commit('base', 'Before', before)}${commit('head', subject, after, 'refs/heads/base')}done\n`);
  const shaOf = async (name: string): Promise<string> => (await git(['rev-parse', `refs/heads/${name}`])).toString('utf8').trim();
  return { mirror: { gitDir: folder }, baseSha: await shaOf('base'), headSha: await shaOf('head') };
}

/** https://git-scm.com/docs/git-fast-import#_input_format */
function commit(branch: string, subject: string, files: ReadonlyMap<string, Buffer>, from?: string): string {
  return [
    `commit refs/heads/${branch}\n`,
    'committer Countersign <countersign@localhost> 0 +0000\n',
    data(subject.trim() === '' ? 'Change' : subject),
    from === undefined ? '' : `from ${from}\ndeleteall\n`,
    ...[...files].map(([path, content]) => `M 100644 inline ${quoted(path)}\n${data(content.toString('utf8'))}`),
    '\n',
  ].join('');
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text, 'utf8')}\n${text}\n`;
}

function quoted(path: string): string {
  return `"${path.replaceAll(/["\\]/gu, String.raw`\$&`).replaceAll('\n', String.raw`\n`)}"`;
}
