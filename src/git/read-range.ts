/** The commits that one revision has and another has not, with who is whose parent. */
import { runGit } from './run-git.ts';

export interface RangeCommit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly subject: string;
  readonly body: string;
}

/** Newest first, at most `count` and one more, so that a cut can be told. `from` and `to`: full ids. */
export async function readRange(
  gitDir: string,
  { from, to }: { readonly from: string; readonly to: string },
  count: number,
  signal?: AbortSignal,
): Promise<readonly RangeCommit[]> {
  const format = '--format=%H%x02%P%x02%an%x02%s%x02%b';
  const output = await runGit(['log', '--topo-order', '-z', format, `--max-count=${count + 1}`, '--end-of-options', to, `^${from}`], {
    gitDir,
    signal,
  });
  return output
    .toString('utf8')
    .split('\0')
    .filter((record) => record !== '')
    .map((record) => {
      const [sha = '', parents = '', author = '', subject = '', ...body] = record.split('\u0002');
      return { sha, parents: parents.split(' ').filter((one) => one !== ''), author, subject, body: body.join('\u0002').trim() };
    });
}
