/** Upload of SARIF. Source: https://docs.github.com/en/rest/code-scanning/code-scanning#upload-an-analysis-as-sarif-data */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { GitHubError } from './github-error.ts';
import type { Repository } from './repository.ts';

export type UploadEnding = { readonly kind: 'uploaded' } | { readonly kind: 'refused'; readonly status: number };

/**
 * The same log again replaces the analysis of that commit, so this may be repeated.
 * @param sarif the log as an object. @throws when GitHub is away; a refusal is an ending.
 */
export async function uploadSarif(
  { octokit, owner, repo }: Repository,
  analysis: { readonly number: number; readonly headSha: string; readonly startedAt: Date | undefined; readonly sarif: object },
): Promise<UploadEnding> {
  const packed = await promisify(gzip)(JSON.stringify(analysis.sarif));
  try {
    await octokit.rest.codeScanning.uploadSarif({
      owner,
      repo,
      commit_sha: analysis.headSha,
      ref: `refs/pull/${analysis.number}/head`,
      sarif: packed.toString('base64'),
      tool_name: 'Countersign',
      ...(analysis.startedAt === undefined ? {} : { started_at: analysis.startedAt.toISOString() }),
      request: { repeatable: true },
    });
    return { kind: 'uploaded' };
  } catch (error) {
    if (!(error instanceof GitHubError) || error.retryable) throw error;
    // Without the permission there is not even a token, and that error has no status.
    return { kind: 'refused', status: error.status ?? 403 };
  }
}
