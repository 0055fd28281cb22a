/** The ports of one command, joined to git, GitHub and the records. */
import { signDraft, toAcceptance } from './accept-draft.ts';
import { askAgain, askFor } from './ask-for.ts';
import { editByCommand } from './edit-draft.ts';
import { readBase, readHead } from './configuration.ts';
import { draftPorts } from './draft-ports.ts';
import { noteDraftEvent } from './note-draft-event.ts';
import { readStatus } from './read-status.ts';
import { grantWaiver, takeBackWaiver } from './waivers.ts';
import type { OpenPull, World } from './world.ts';
import type { CommandPorts, Commander, DismissRequest } from '#src/command/ports.ts';
import type { DismissEnding } from '#src/command/endings.ts';
import { rejectDraft } from '#src/command/reject-draft.ts';
import { undoAccept } from '#src/command/undo-accept.ts';
import { rulesOf } from '#src/command/who-may.ts';
import { whyFacts } from '#src/command/why-facts.ts';
import type { WhyFacts } from '#src/command/why-facts.ts';
import { react, readComment, writeComment } from '#src/github/issue-comments.ts';
import { replyMarker } from '#src/github/markers.ts';
import { readPermission } from '#src/github/permission.ts';
import { appendAudit } from '#src/records/audit.ts';
import { noteDenial, takeFromBudget } from '#src/records/budgets.ts';
import { insertDismissal, loadDismissals } from '#src/records/dismissals.ts';
import { changePause, WHOLE_REPOSITORY } from '#src/records/pauses.ts';
import { loadLastRun } from '#src/records/runs.ts';
import type { Hint } from '#src/webhook/hint.ts';

/** Characters: shorter, nobody can learn anything from it. */
const SHORTEST_REASON = 8;

export function commandPorts(world: World, open: OpenPull, hint: Hint<'issue_comment'>, deliveryId: string): CommandPorts {
  const { database, identity } = world;
  const { repository, notes, pull } = open;
  const { repositoryId, number } = pull;
  const commentId = hint.comment.id;
  const asking = { id: commentId, createdAt: new Date(hint.comment.created_at), deliveryId };
  const use = { repositoryId, number, personId: hint.sender.id, commentId };
  const marker = replyMarker(commentId);
  let reading: ReturnType<typeof readBase> | undefined;
  const base = (): ReturnType<typeof readBase> => (reading ??= readBase(world, open));
  return {
    // The operator's numbers: these must not wait for a repository to be fetched.
    takeBudget: () => takeFromBudget(database, use, budgetsOf(world)),
    stillThere: async () => (await readComment(repository, commentId)) !== undefined,
    readPull: () => Promise.resolve(pull),
    operatorRules: rulesOf(world.permissions, world.policy),
    readRules: async () => rulesOf(world.permissions, (await base()).configuration),
    readPermission: (person) => readPermission(repository, person),
    react: (reaction) => open.write(() => react(repository, commentId, reaction)),
    reply: async (text) => {
      const body = `${marker}\n${text}`;
      await open.write(() => writeComment({ repository, identity, notes, number, key: `reply:${commentId}`, marker, body }));
    },
    noteDenial: (verb) => noteDenial(database, use, verb),
    audit: ({ person, ...act }) => appendAudit(database, { ...act, actorId: person.id, repositoryId, number, deliveryId }),
    readStatus: async (_pull, person) => await readStatus(world, open, await base(), { ...use, personId: person.id }, budgetsOf(world)),
    readWhy: () => readWhy(world, open),
    readConfig: async () => ({ baseRef: pull.baseRef, base: await base(), head: await readHead(world, open) }),
    accept: async (_pull, person) => toAcceptance(await signDraft(world, open, { person, by: 'command', deliveryId })),
    edit: (_pull, person, request) => editByCommand(world, open, person, request),
    reject: async (_pull, person) => {
      const ending = await rejectDraft(person, draftPorts(world, open));
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
    waive: async (_pull, person, request) => await grantWaiver(world, (await base()).configuration, pull, person, request, asking),
    unwaive: (_pull, person, id) => takeBackWaiver(world, pull, person, id, asking),
  };
}

function budgetsOf({ policy }: World): { readonly perPersonHour: number; readonly perPullHour: number } {
  return { perPersonHour: policy.value('commands.per_person_hour'), perPullHour: policy.value('commands.per_pull_hour') };
}

async function readWhy({ database }: World, { pull }: OpenPull): Promise<WhyFacts> {
  const { repositoryId, number } = pull;
  const [gate, review, dismissals] = await Promise.all([
    loadLastRun(database, 'gate', repositoryId, number),
    loadLastRun(database, 'review', repositoryId, number),
    loadDismissals(database, repositoryId, number),
  ]);
  return whyFacts(pull.headSha, { gate, review }, dismissals);
}

async function dismiss(
  world: World,
  open: OpenPull,
  person: Commander,
  { id, reason }: DismissRequest,
  commentId: number,
): Promise<DismissEnding> {
  if (reason.trim().length < SHORTEST_REASON) return 'no-reason';
  const facts = await readWhy(world, open);
  const finding = facts.review?.findings.find((one) => one.id === id);
  if (finding === undefined) return facts.gate?.findings.some((one) => one.id === id) === true ? 'security' : 'unknown';
  const { repositoryId, number } = open.pull;
  const { fingerprint } = finding;
  const row = { repositoryId, number, fingerprint, reason, personId: person.id, login: person.login, commentId };
  return (await insertDismissal(world.database, row)) ? 'dismissed' : 'already';
}
