/** `branch-protection`. `url`: the branch's own address. */
import type { Json } from '#sandbox/present/view.ts';
import type { BranchProtection } from '#sandbox/state/repository.ts';

export function presentProtection(branchUrl: string, protection: BranchProtection): Json {
  const url = `${branchUrl}/protection`;
  return {
    url,
    ...(protection.requiredChecks.length > 0
      ? {
          required_status_checks: {
            url: `${url}/required_status_checks`,
            strict: protection.strict,
            contexts: protection.requiredChecks.map((check) => check.context),
            contexts_url: `${url}/required_status_checks/contexts`,
            checks: protection.requiredChecks.map((check) => ({ context: check.context, app_id: check.appId })),
          },
        }
      : {}),
    ...(protection.requiredApprovals > 0
      ? {
          required_pull_request_reviews: {
            url: `${url}/required_pull_request_reviews`,
            dismiss_stale_reviews: false,
            require_code_owner_reviews: false,
            require_last_push_approval: false,
            required_approving_review_count: protection.requiredApprovals,
          },
        }
      : {}),
    enforce_admins: { url: `${url}/enforce_admins`, enabled: protection.enforceAdmins },
    required_linear_history: { enabled: false },
    allow_force_pushes: { enabled: false },
    allow_deletions: { enabled: false },
    block_creations: { enabled: false },
    required_conversation_resolution: { enabled: protection.requireConversationResolution },
    lock_branch: { enabled: false },
    allow_fork_syncing: { enabled: false },
  };
}
