/** What can be done to the pull request as a whole, and to its checks. */
import { z } from 'zod';
import type { CheckRun } from '#sandbox/state/check.ts';
import { notFound, Refusal } from '#sandbox/state/refusal.ts';
import { pageAction, type PageAction } from './page-action.ts';
import type { PullView } from './pull-view.ts';
import { alreadyPushed, headMoved, noBranch, notQueued } from './wording.ts';

const id = z.coerce.number().int().positive();
const nothing = z.object({});

export const pullActions: Readonly<Record<string, PageAction>> = {
  merge: pageAction('merge', z.object({ sha: z.string() }), async (view, fields) => {
    if (fields.sha !== view.pull.headSha) throw new Refusal(409, headMoved);
    await view.world.merge(view.actor, view.pull, { sha: fields.sha });
    return '';
  }),

  enqueue: pageAction('merge', z.object({ sha: z.string() }), async (view, fields) => {
    if (fields.sha !== view.pull.headSha) throw new Refusal(409, headMoved);
    const decision = await view.world.mergeDecision(view.pull);
    if (!decision.allowed) throw new Refusal(405, `${notQueued} ${decision.reasons.join(' ')}`);
    await view.world.enqueue(view.actor, view.pull);
    return '';
  }),

  dequeue: pageAction('merge', nothing, async (view) => {
    await view.world.dequeue(view.actor, view.pull, 'dequeued');
    return '';
  }),

  base: pageAction('editPull', z.object({ base: z.string().min(1) }), async (view, fields) => {
    const branches = await view.world.branches(view.repository);
    if (!branches.some((branch) => branch.name === fields.base)) throw new Refusal(422, noBranch);
    await view.world.editPull(view.actor, view.pull, { base: fields.base });
    return '';
  }),

  state: pageAction('closePull', z.object({ state: z.enum(['open', 'closed']) }), async (view, fields) => {
    await view.world.editPull(view.actor, view.pull, { state: fields.state });
    return '';
  }),

  ready: pageAction('editPull', nothing, async (view) => {
    await view.world.editPull(view.actor, view.pull, { draft: false });
    return '';
  }),

  push: pageAction('push', z.object({ target: id }), async (view, fields) => {
    const prepared = view.pull.prepared.find((one) => one.id === fields.target);
    if (prepared === undefined) throw notFound();
    if (prepared.pushed) throw new Refusal(422, alreadyPushed);
    await view.world.pushPrepared(view.actor, view.pull, prepared);
    return '';
  }),

  rerun: pageAction('runChecks', z.object({ run: id }), (view, fields) => {
    const run = findRun(view, fields.run);
    view.world.rerequestRun(view.actor, run);
    return `/checks?run=${run.id}`;
  }),

  action: pageAction('runChecks', z.object({ run: id, identifier: z.string() }), (view, fields) => {
    const run = findRun(view, fields.run);
    if (!run.actions.some((action) => action.identifier === fields.identifier)) throw notFound();
    view.world.requestAction(view.actor, run, fields.identifier);
    return `/checks?run=${run.id}`;
  }),
};

function findRun(view: PullView, runId: number): CheckRun {
  const run = view.world.records.checkRuns.get(runId);
  if (run?.repositoryId !== view.repository.id) throw notFound();
  return run;
}
