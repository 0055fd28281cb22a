/** What a delivery asks for. Pure. Events are hints: the work itself reads the state from GitHub again. */
import type { AnyHint, Hint } from './hint.ts';
import type { Plan } from '#src/queue/dispatch.ts';
import { WHOLE_REPOSITORY } from '#src/records/pauses.ts';
import type { WorkKey, WorkKind } from '#src/records/work.ts';

export interface PlanFacts {
  readonly inboxId: number;
  readonly appId: number;
  /** `slug[bot]` */
  readonly appLogin: string;
  /** Apps whose bots may give commands; the operator lists them. */
  readonly listedApps: ReadonlyMap<number, unknown>;
  /** Whether this text may be a command. */
  readonly isCommand: (body: string) => boolean;
  /** Whether this text is a draft of ours, as far as text can tell. */
  readonly isDraft: (body: string) => boolean;
  /** Open pull requests whose head is the commit of a check event: GitHub names none for pull requests from forks. */
  readonly pullsAtHead: readonly { readonly number: number }[];
  /** Open pull requests into the branch that a push moved. */
  readonly pullsInto: readonly { readonly number: number }[];
  /** Open pull requests of every repository whose organization's defaults a push changed. */
  readonly pullsOfOwner: readonly PullAddress[];
}

export interface PullAddress {
  readonly repositoryId: number;
  readonly installationId: number;
  readonly number: number;
}

/** The work's subject for a look at the merge base, and the number that stands for a merge group. */
export const MOVED_BASE = 'base';
/** The same after a change of the organization's defaults, with the delivery that told of it. */
export const MOVED_DEFAULTS = 'defaults-';
export const MERGE_GROUP = 0;
/** A new installation may bring thousands of repositories; the watch over the index finds the others (`workers/index-watch.ts`). */
const MOST_AT_ONCE = 500;

const actionsThatMoveTheHead = new Set(['opened', 'reopened', 'synchronize', 'ready_for_review']);
const kindOfCheck: ReadonlyMap<string, WorkKind> = new Map([
  ['countersign/security', 'gate'],
  ['countersign/review', 'review'],
]);

export function planWork({ event, hint }: AnyHint, facts: PlanFacts): Plan {
  switch (event) {
    case 'pull_request':
      return planPullRequest(hint, facts);
    case 'issue_comment':
      return planComment(hint, facts);
    case 'pull_request_review_comment':
      return planThreadComment(hint, facts);
    case 'check_run':
      return planCheckRun(hint, facts);
    case 'check_suite':
      if (hint.action !== 'rerequested' || hint.check_suite.app?.id !== facts.appId)
        return nothing('not a request to run our checks again');
      return workOn(hint, pullsOf(hint.check_suite.pull_requests, hint, facts), ['gate', 'review']);
    case 'push':
      return planPush(hint, facts);
    case 'merge_group':
      if (hint.action !== 'checks_requested') return nothing(`nothing to do for ${hint.action}`);
      return workOn(hint, [{ number: MERGE_GROUP }], ['gate'], hint.merge_group.head_sha);
    case 'installation':
    case 'installation_repositories':
      return planInstallation(hint);
  }
}

function planPullRequest(hint: Hint<'pull_request'>, facts: PlanFacts): Plan {
  if (hint.action === 'closed') return planOthers(hint, facts);
  // While it was locked, GitHub took no draft.
  if (hint.action === 'unlocked' && hint.pull_request.state === 'open') return workOn(hint, [{ number: hint.number }], ['summary']);
  const retargeted = hint.action === 'edited' && hint.changes?.base !== undefined;
  if (!actionsThatMoveTheHead.has(hint.action) && !retargeted) return nothing(`nothing to do for ${hint.action}`);
  if (hint.pull_request.state === 'closed') return nothing('closed');
  return workOn(hint, [{ number: hint.number }], ['gate', 'summary', 'review']);
}

/** Another pull request with the same head may have been red only because of this one. */
function planOthers(hint: Hint<'pull_request'>, { pullsAtHead }: PlanFacts): Plan {
  const others = pullsAtHead.filter(({ number }) => number !== hint.number);
  return others.length === 0 ? nothing('closed') : workOn(hint, others, ['gate']);
}

/** Commands count when a comment is created; a tick is an edit of our own draft by a person. */
function planComment(hint: Hint<'issue_comment'>, facts: PlanFacts): Plan {
  const { comment, issue, sender } = hint;
  if (issue.pull_request === undefined) return nothing('not on a pull request');
  const byPerson = sender.type === 'User';
  const isEditOfDraft =
    byPerson && hint.action === 'edited' && isByUs(hint, facts) && facts.isDraft(comment.body) && hint.changes?.body !== undefined;
  if (!isEditOfDraft && !isCommand(hint, facts)) return nothing('neither a command nor an edit of our draft');
  return workOn(hint, [issue], ['command'], `inbox-${facts.inboxId}`);
}

/** A reply that is no command may be one to a comment of ours; whose thread it is the work looks up. */
function planThreadComment(hint: Hint<'pull_request_review_comment'>, facts: PlanFacts): Plan {
  const subject = `inbox-${facts.inboxId}`;
  if (isCommand(hint, facts)) return workOn(hint, [hint.pull_request], ['command'], subject);
  const { comment, sender } = hint;
  const isReply = hint.action === 'created' && typeof comment.in_reply_to_id === 'number';
  const byHand = sender.type === 'User' && comment.user?.id === sender.id && !comment.performed_via_github_app;
  return isReply && byHand ? workOn(hint, [hint.pull_request], ['answer'], subject) : nothing('neither a command nor a reply of a person');
}

interface Written {
  readonly action: string;
  readonly comment: {
    readonly body: string;
    readonly user: { readonly id: number; readonly login: string; readonly type: string } | null;
    readonly performed_via_github_app?: { readonly id: number } | null | undefined;
  };
  readonly sender: { readonly id: number; readonly type: string };
}

/** By the id where GitHub tells it: an App that was given a new name has a new login. */
function isByUs({ comment }: Written, { appId, appLogin }: PlanFacts): boolean {
  return comment.performed_via_github_app?.id === appId || (comment.user?.type === 'Bot' && comment.user.login === appLogin);
}

/** Created by a person with their own hands, or by an App that the operator lists. */
function isCommand(hint: Written, facts: PlanFacts): boolean {
  const { comment, sender } = hint;
  if (hint.action !== 'created' || isByUs(hint, facts) || comment.user?.id !== sender.id) return false;
  const app = comment.performed_via_github_app?.id;
  const heard = sender.type === 'User' ? app === undefined : app !== undefined && facts.listedApps.has(app);
  return heard && facts.isCommand(comment.body);
}

/** What a button of a check asks for. */
export function workAskedOf(check: string, button: string): WorkKind | undefined {
  const kind = kindOfCheck.get(check);
  if (button === 're-run') return kind;
  return button === 'explain' && kind === 'gate' ? 'after-gate' : undefined;
}

function planCheckRun(hint: Hint<'check_run'>, facts: PlanFacts): Plan {
  const pressed = hint.action === 'requested_action';
  const kind = workAskedOf(hint.check_run.name, pressed ? (hint.requested_action?.identifier ?? '') : 're-run');
  if (!(pressed || hint.action === 'rerequested') || kind === undefined || hint.check_run.app?.id !== facts.appId)
    return nothing('not a request to run or explain one of our checks');
  const pulls = pullsOf(hint.check_run.pull_requests, hint, facts);
  // Who pressed a button of ours is looked at like whoever writes a command; running a check again GitHub lets only writers ask for.
  return pressed ? workOn(hint, pulls, ['command'], `inbox-${facts.inboxId}`) : workOn(hint, pulls, [kind]);
}

/** Seldom does a push move a merge base; the gate's work looks, and scans only then. The default branch is what the index holds. */
function planPush(hint: Hint<'push'>, { pullsInto, pullsOfOwner, inboxId }: PlanFacts): Plan {
  const subject = `${MOVED_DEFAULTS}${inboxId}`;
  const everywhere = pullsOfOwner.map((pull): WorkKey => ({ ...pull, kind: 'gate', subject }));
  const here = workOn(hint, pullsInto, ['gate'], MOVED_BASE);
  const gates = everywhere.length === 0 ? here : both({ kind: 'work', work: everywhere }, here);
  const { default_branch: branch } = hint.repository;
  if (branch === undefined || hint.ref !== `refs/heads/${branch}`) return gates;
  const index = workOn(hint, [{ number: WHOLE_REPOSITORY }], ['index']);
  return both(gates, index);
}

/** The pull requests are found by reconciliation. Repositories that left are looked at too: the index forgets them. */
function planInstallation({ installation, repositories, repositories_added: added, repositories_removed: removed }: Installations): Plan {
  const ids = new Set([...(repositories ?? []), ...(added ?? []), ...(removed ?? [])].map(({ id }) => id));
  const work = [...ids].slice(0, MOST_AT_ONCE).map((repositoryId): WorkKey => ({
    kind: 'index',
    repositoryId,
    installationId: installation.id,
    number: WHOLE_REPOSITORY,
    subject: '',
  }));
  return work.length === 0 ? nothing('reconciliation looks at the repositories of each installation') : { kind: 'work', work };
}

type Installations = Hint<'installation' | 'installation_repositories'>;

function both(one: Plan, other: Plan): Plan {
  if (one.kind === 'nothing') return other;
  return other.kind === 'nothing' ? one : { kind: 'work', work: [...one.work, ...other.work] };
}

interface NamedPull {
  readonly number: number;
  readonly base?: { readonly repo?: { readonly id: number } | undefined } | undefined;
}

/** Only those of this repository: a commit's check also names pull requests that take it elsewhere. */
function pullsOf(named: readonly NamedPull[], origin: Origin, facts: PlanFacts): readonly { readonly number: number }[] {
  const here = named.filter(({ base }) => base?.repo === undefined || base.repo.id === origin.repository.id);
  const numbers = new Set([...here, ...facts.pullsAtHead].map(({ number }) => number));
  return [...numbers].map((number) => ({ number }));
}

interface Origin {
  readonly repository: { readonly id: number };
  readonly installation: { readonly id: number };
}

function workOn(origin: Origin, pulls: readonly { readonly number: number }[], kinds: readonly WorkKind[], subject = ''): Plan {
  const work = pulls.flatMap(({ number }) =>
    kinds.map((kind): WorkKey => ({ kind, number, subject, repositoryId: origin.repository.id, installationId: origin.installation.id })),
  );
  return work.length === 0 ? nothing('no pull request of this repository is named') : { kind: 'work', work };
}

function nothing(reason: string): Plan {
  return { kind: 'nothing', reason };
}
