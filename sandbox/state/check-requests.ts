/** What people ask of checks: run again, press a button. And commit statuses, their older sister. */
import type { CheckRun, CheckSuite, CommitStatus } from './check.ts';
import type { Core } from './core.ts';
import { must } from './core.ts';
import { Refusal } from './refusal.ts';
import type { Repository } from './repository.ts';
import type { Actor } from './world.ts';

/** The suite is reset, the run itself is not: what happens is the App's to decide. Source: github/rest-api-description#4765 */
export function rerequestRun(core: Core, actor: Actor, run: CheckRun): void {
  reset(core, must(core.records.checkSuites, run.suiteId));
  core.emit({ name: 'check_run', action: 'rerequested', actor, run });
}

export function rerequestSuite(core: Core, actor: Actor, suite: CheckSuite): void {
  reset(core, suite);
  core.emit({ name: 'check_suite', action: 'rerequested', actor, suite });
}

export function requestAction(core: Core, actor: Actor, run: CheckRun, identifier: string): void {
  if (!run.actions.some((action) => action.identifier === identifier)) throw new Refusal(422, 'The check run has no such action.');
  core.emit({ name: 'check_run', action: 'requested_action', actor, run, identifier });
}

export function setStatus(
  core: Core,
  actor: Actor,
  repository: Repository,
  wanted: Pick<CommitStatus, 'sha' | 'context' | 'state'> & Partial<Pick<CommitStatus, 'description' | 'targetUrl'>>,
): CommitStatus {
  const status: CommitStatus = {
    id: core.nextId(),
    repositoryId: repository.id,
    description: null,
    targetUrl: null,
    creatorId: actor.user.id,
    createdAt: core.now(),
    ...wanted,
  };
  core.records.statuses.set(status.id, status);
  return status;
}

function reset(core: Core, suite: CheckSuite): void {
  suite.status = 'queued';
  suite.conclusion = null;
  suite.updatedAt = core.now();
}
