/** Which checks a branch requires, by branch protection and by rulesets. Both can be read without administration rights. */
import type { Octokit } from '@octokit/rest';
import { isGone } from './github-error.ts';

export interface RequiredCheck {
  readonly name: string;
  /** The App that has to report it; undefined when anybody who may write can. */
  readonly appId: number | undefined;
}

export interface NamedBranch {
  readonly owner: string;
  readonly repo: string;
  readonly branch: string;
}

/** Source: https://docs.github.com/en/rest/branches/branches#get-a-branch and https://docs.github.com/en/rest/repos/rules#get-rules-for-a-branch */
export async function readRequiredChecks(octokit: Octokit, branch: NamedBranch): Promise<readonly RequiredCheck[]> {
  const { data } = await octokit.rest.repos.getBranch({ ...branch }).catch((error: unknown) => {
    // A repository without commits has no branch yet.
    if (isGone(error)) return { data: undefined };
    throw error;
  });
  // `checks` is missing from the published schema of this answer, which names `contexts` alone.
  const status = data?.protection.required_status_checks as
    | { readonly contexts?: readonly string[]; readonly checks?: readonly { readonly context: string; readonly app_id: number | null }[] }
    | undefined;
  const checks = status?.checks ?? status?.contexts?.map((context) => ({ context, app_id: null })) ?? [];
  // -1 and null both mean: any source.
  const protection = checks.map(({ context, app_id: id }) => ({ name: context, appId: id !== null && id > 0 ? id : undefined }));
  const rules = await octokit.paginate(octokit.rest.repos.getBranchRules, { ...branch, per_page: 100 });
  const fromRules = rules.flatMap((rule) =>
    rule.type === 'required_status_checks' ? (rule.parameters?.required_status_checks ?? []) : [],
  );
  return [...protection, ...fromRules.map(({ context, integration_id: id }) => ({ name: context, appId: id }))];
}
