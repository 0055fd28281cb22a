/** The ports of one command, joined to git, GitHub and the records. */
import { signDraft, toAcceptance } from '#workers/draft/accept-draft.ts';
import { answerPorts } from './answer-ports.ts';
import { answerReleaseNotes, readTestsFacts } from './answer-facts.ts';
import { askAgain, askFor } from './ask-for.ts';
import { editByCommand } from '#workers/draft/edit-draft.ts';
import { readBase, readChanges } from '#workers/policy/configuration.ts';
import { draftPorts } from '#workers/draft/draft-ports.ts';
import { meteredModel } from '#workers/policy/metered-model.ts';
import { noteDraftEvent } from '#workers/draft/note-draft-event.ts';
import { readStatus } from './read-status.ts';
import { grantWaiver, takeBackWaiver } from '#workers/gate/waivers.ts';
import { placePorts, useIdOf } from './command-place.ts';
import type { Asking } from './command-place.ts';
import type { OpenPull, World } from '#workers/world.ts';
import type { CommandPorts, Commander, DismissRequest } from '#src/command/ports.ts';
import type { DismissEnding } from '#src/command/endings.ts';
import { rejectDraft } from '#src/command/reject-draft.ts';
import { undoAccept } from '#src/command/undo-accept.ts';
import { rulesOf } from '#src/command/who-may.ts';
import { shortReviewId, whyFacts } from '#src/command/why-facts.ts';
import type { WhyFacts } from '#src/command/why-facts.ts';
import { readPermission } from '#src/github/permission.ts';
import { appendAudit } from '#src/records/audit.ts';
import { noteDenial, takeFromBudget } from '#src/records/budgets.ts';
import type { CommandUse } from '#src/records/budgets.ts';
import { forgetDismissals, insertDismissal, loadDismissals } from '#src/records/dismissals.ts';
import { changePause, WHOLE_REPOSITORY } from '#src/records/pauses.ts';
import { shortIdOf } from '#src/gate/waiver.ts';
import { loadWaivers } from '#src/records/waivers.ts';
import { loadLastRun } from '#src/records/runs.ts';

/** Characters: shorter, nobody can learn anything from it. */
const SHORTEST_REASON = 8;

export function commandPorts(world: World, open: OpenPull, asking: Asking): CommandPorts {
  const { database } = world;
  const { repository, pull } = open;
  const { repositoryId, number } = pull;
  const { id: commentId, deliveryId } = asking;
  const use = useOf(open.pull, asking);
  let reading: ReturnType<typeof readBase> | undefined;
  const base = (): ReturnType<typeof readBase> => (reading ??= readBase(world, open));
  const metered = { ...world, model: meteredModel(world, open, async () => (await base()).configuration, asking.person.id) };
  return {
    ...placePorts(world, open, asking),
    takeBudget: () => takeFromBudget(database, use, budgetsOf(world)),
    readPull: () => Promise.resolve(pull),
    operatorRules: rulesOf(world.permissions, world.policy),
    readRules: async () => rulesOf(world.permissions, (await base()).configuration),
    readRights: async (person) => {
      const isAuthor = person.id === pull.author.id;
      // What an App counts as is the operator's word: GitHub knows no permission of a bot on a repository.
      if (asking.app !== undefined)
        return { id: person.id, permission: world.permissions.apps.get(asking.app) ?? 'none', isAuthor, isApp: true };
      return { id: person.id, permission: await readPermission(repository, person), isAuthor };
    },
    noteDenial: (verb) => noteDenial(database, use, verb),
    audit: ({ person, ...act }) => appendAudit(database, { ...act, actorId: person.id, repositoryId, number, deliveryId }),
    readStatus: async (_pull, person) => await readStatus(world, open, await base(), { ...use, personId: person.id }, budgetsOf(world)),
    readWhy: () => readWhy(world, open),
    readConfig: async () => ({ baseRef: pull.baseRef, base: await base(), changes: await readChanges(world, open) }),
    accept: async (_pull, person) => toAcceptance(await signDraft(world, open, { person, by: 'command', deliveryId })),
    edit: (_pull, person, request) => editByCommand(metered, open, person, request),
    reject: async (_pull, { login }, reason) => {
      const ending = await rejectDraft({ login, ...(reason === undefined ? {} : { reason }) }, draftPorts(world, open));
      if (ending === 'rejected') await noteDraftEvent(world, open, 'rejected');
      return ending;
    },
    undo: async (_pull, person) => {
      const ending = await undoAccept(person, draftPorts(world, open));
      if (ending === 'undone') await noteDraftEvent(world, open, 'undone');
      return ending;
    },
    ask: async (_pull, part) => await askFor(world, open, part, (await base()).configuration, commentId),
    retry: () => askAgain(world, open, commentId),
    setPaused: async (_pull, person, scope, paused) => {
      const at = scope === 'repository' ? WHOLE_REPOSITORY : number;
      const changed = await changePause(database, {
        repositoryId,
        number: at,
        commentId,
        paused,
        personId: person.id,
        login: person.login,
      });
      if (changed && !paused) await askAgain(world, open, undefined);
      return changed;
    },
    dismiss: (_pull, person, request) => dismiss(world, open, person, request, commentId),
    ...answerPorts(metered, open),
    model: metered.model,
    readTestsFacts: () => readTestsFacts(open),
    releaseNotes: (since) => answerReleaseNotes(world, open, since),
    readMemory: async () => ({
      dismissals: await loadDismissals(database, repositoryId),
      waivers: (await loadWaivers(database, repositoryId, pull.baseRef)).map((one) => ({ ...one, id: shortIdOf(one) })),
      baseRef: pull.baseRef,
    }),
    forget: async (id) => (await forgetDismissals(database, repositoryId, id)).length > 0,
    waive: async (_pull, person, request) => await grantWaiver(world, (await base()).configuration, pull, person, request, asking),
    unwaive: (_pull, person, id) => takeBackWaiver(world, pull, person, id, asking),
  };
}

function useOf({ repositoryId, number }: Pick<OpenPull['pull'], 'repositoryId' | 'number'>, asking: Asking): CommandUse {
  return { repositoryId, number, personId: asking.person.id, commentId: useIdOf(asking) };
}

/** Counts the comment. Asked before GitHub is asked anything: a flood must not spend what the App may ask of GitHub. */
export async function isBeyondBudget(world: World, at: Parameters<typeof useOf>[0], asking: Asking): Promise<boolean> {
  const { kind, scope } = await takeFromBudget(world.database, useOf(at, asking), budgetsOf(world));
  return kind === 'over' && scope === 'person';
}

/** The operator's numbers: these must not wait for a repository to be fetched. */
function budgetsOf({ policy }: World): { readonly perPersonHour: number; readonly perPullHour: number } {
  return { perPersonHour: policy.value('commands.per_person_hour'), perPullHour: policy.value('commands.per_pull_hour') };
}

async function readWhy({ database }: World, { pull }: OpenPull): Promise<WhyFacts> {
  const { repositoryId, number } = pull;
  const [gate, looked, last, dismissals] = await Promise.all([
    loadLastRun(database, 'gate', repositoryId, number, ['cancelled']),
    // A run that kept silent, or was called off, takes back nothing of what was found before.
    loadLastRun(database, 'review', repositoryId, number, ['silent', 'superseded']),
    loadLastRun(database, 'review', repositoryId, number),
    loadDismissals(database, repositoryId),
  ]);
  return whyFacts(pull.headSha, { gate, review: looked ?? last }, dismissals);
}

async function dismiss(
  world: World,
  open: OpenPull,
  person: Commander,
  request: DismissRequest,
  commentId: number,
): Promise<DismissEnding> {
  if (request.reason.trim().length < SHORTEST_REASON) return 'no-reason';
  const facts = await readWhy(world, open);
  const id = 'id' in request ? request.id : shortReviewId(request.fingerprint);
  const finding = facts.review?.findings.find((one) => one.id === id);
  // What a thread is about was said by us, also when the last review did not come to it again.
  const fingerprint = 'fingerprint' in request ? request.fingerprint : finding?.fingerprint;
  if (fingerprint === undefined) return facts.gate?.findings.some((one) => one.id === id) === true ? 'security' : 'unknown';
  const { repositoryId, number } = open.pull;
  const path = finding?.path ?? ('path' in request ? request.path : undefined);
  const about = { ...(path === undefined ? {} : { path }), ...(finding === undefined ? {} : { title: finding.title }) };
  const row = { ...about, repositoryId, number, fingerprint, reason: request.reason, personId: person.id, login: person.login, commentId };
  return (await insertDismissal(world.database, row)) ? 'dismissed' : 'already';
}
