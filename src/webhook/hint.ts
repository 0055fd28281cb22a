/**
 * What a delivery tells us, and no more: only the fields used are read. The shape is checked against the event that the
 * header claims, because the signature does not cover headers: a swapped event name must not reach a handler.
 */
import { z } from 'zod';

const id = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const sha = z.string().regex(/^[0-9a-f]{40,64}$/u);
const Sender = z.object({ id, login: z.string().max(100), type: z.string().max(40) });
const Repository = z.object({
  id,
  name: z.string().max(200),
  owner: z.object({ login: z.string().max(200) }),
  default_branch: z.string().max(1000).optional(),
});
const Installation = z.object({ id });
const PullReference = z.object({ number: id, base: z.object({ repo: z.object({ id }).optional() }).optional() });
// Actions that GitHub adds later are ignored when work is planned, not refused at the door.
const action = z.string().max(60);

const PullRequestHint = z.object({
  action,
  number: id,
  pull_request: z.object({
    id,
    number: id,
    state: z.enum(['open', 'closed']),
    merged: z.boolean().nullish(),
    head: z.object({ sha }),
    base: z.object({ ref: z.string(), sha }),
  }),
  changes: z.object({ base: z.unknown().optional() }).optional(),
  repository: Repository,
  installation: Installation,
  sender: Sender,
});

const IssueCommentHint = z.object({
  action,
  issue: z.object({
    number: id,
    state: z.string().max(20),
    locked: z.boolean().nullish(),
    pull_request: z.object({}).optional(),
    user: z.object({ id }).nullish(),
  }),
  comment: z.object({
    id,
    body: z.string(),
    created_at: z.string().max(40),
    updated_at: z.string().max(40),
    user: z.object({ id, login: z.string().max(100), type: z.string().max(40) }).nullable(),
    performed_via_github_app: z.object({ id }).nullish(),
  }),
  changes: z.object({ body: z.object({ from: z.string() }).optional() }).optional(),
  repository: Repository,
  installation: Installation,
  sender: Sender,
});

const ReviewCommentHint = z.object({
  action,
  pull_request: z.object({ number: id }),
  comment: z.object({
    id,
    body: z.string(),
    created_at: z.string().max(40),
    user: z.object({ id, login: z.string().max(100), type: z.string().max(40) }).nullable(),
    performed_via_github_app: z.object({ id }).nullish(),
    /** The first comment of the thread; absent when this one is the first. */
    in_reply_to_id: id.nullish(),
  }),
  repository: Repository,
  installation: Installation,
  sender: Sender,
});

const CheckRunHint = z.object({
  action,
  check_run: z.object({
    id,
    name: z.string().max(300),
    head_sha: sha,
    app: z.object({ id }).nullable(),
    pull_requests: z.array(PullReference),
  }),
  requested_action: z.object({ identifier: z.string().max(40) }).nullish(),
  repository: Repository,
  installation: Installation,
  sender: Sender,
});

const CheckSuiteHint = z.object({
  action,
  check_suite: z.object({ id, head_sha: sha, app: z.object({ id }).nullable(), pull_requests: z.array(PullReference) }),
  repository: Repository,
  installation: Installation,
  sender: Sender,
});

const PushHint = z.object({
  ref: z.string().max(1000),
  deleted: z.boolean().optional(),
  repository: Repository,
  installation: Installation,
  sender: Sender,
});

const ref = z.string().max(1000);
const MergeGroupHint = z.object({
  action,
  merge_group: z.object({ head_sha: sha, head_ref: ref, base_sha: sha, base_ref: ref }),
  repository: Repository,
  installation: Installation,
  sender: Sender,
});

const listed = z.array(z.object({ id })).optional();
const InstallationHint = z.object({
  action,
  installation: Installation.extend({ account: z.object({ login: z.string() }).nullable() }),
  /** Of `installation`. */
  repositories: listed,
  /** Of `installation_repositories`. */
  repositories_added: listed,
  repositories_removed: listed,
  sender: Sender,
});

export const hintSchemas = {
  pull_request: PullRequestHint,
  issue_comment: IssueCommentHint,
  pull_request_review_comment: ReviewCommentHint,
  check_run: CheckRunHint,
  check_suite: CheckSuiteHint,
  push: PushHint,
  merge_group: MergeGroupHint,
  installation: InstallationHint,
  installation_repositories: InstallationHint,
} as const;

export type HintEvent = keyof typeof hintSchemas;
export type Hint<Event extends HintEvent> = z.infer<(typeof hintSchemas)[Event]>;
export type AnyHint = { readonly [Event in HintEvent]: { readonly event: Event; readonly hint: Hint<Event> } }[HintEvent];

export function isHintEvent(event: string): event is HintEvent {
  return Object.hasOwn(hintSchemas, event);
}

/** @returns undefined when the body does not have the shape of the claimed event. */
export function parseHint(event: HintEvent, payload: unknown): AnyHint | undefined {
  const parsed = hintSchemas[event].safeParse(payload);
  // The pairing of event and schema is what `hintSchemas` says; TypeScript cannot follow it through the index.
  return parsed.success ? ({ event, hint: parsed.data } as AnyHint) : undefined;
}
