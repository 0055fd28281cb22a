/** One small file of a branch by REST, where no mirror is worth it. Source: https://docs.github.com/en/rest/repos/contents */
import { isGone } from './github-error.ts';
import type { Repository } from './repository.ts';

const MOST_BYTES = 256 * 1024;

export type SmallFile = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'too-large' | 'absent' };

/** `absent`: no such file, or something that is no file. */
export async function readSmallFile(
  { octokit, owner, repo }: Pick<Repository, 'octokit' | 'owner' | 'repo'>,
  path: string,
  ref: string,
): Promise<SmallFile> {
  try {
    const { data } = await octokit.rest.repos.getContent({ owner, repo, path, ref });
    if (Array.isArray(data) || data.type !== 'file') return { kind: 'absent' };
    if (data.size > MOST_BYTES) return { kind: 'too-large' };
    return { kind: 'text', text: Buffer.from(data.content, 'base64').toString('utf8') };
  } catch (error) {
    if (isGone(error)) return { kind: 'absent' };
    throw error;
  }
}
