/** Commands from comments, and ticks in the draft. */
import { signDraft, toAcceptance } from './accept-draft.ts';
import { draftKey } from './draft-ports.ts';
import { grantWaiver, takeBackWaiver } from './waivers.ts';
import { openPull, waiverRights } from './world.ts';
import type { OpenPull, World } from './world.ts';
import type { CommandPorts } from '#src/command/ports.ts';
import { runCommand } from '#src/command/run-command.ts';
import { react, readComment, writeComment } from '#src/github/issue-comments.ts';
import { replyMarker } from '#src/github/markers.ts';
import { readPermission } from '#src/github/permission.ts';
import type { Run, RunContext } from '#src/queue/run-worker.ts';
import { appendAudit } from '#src/records/audit.ts';
import { loadDraftRecord } from '#src/records/drafts.ts';
import { forgetEffect } from '#src/records/effects.ts';
import { loadDelivery } from '#src/records/inbox.ts';
import { loadWorkStates } from '#src/records/pull-requests.ts';
import { loadLastRun } from '#src/records/runs.ts';
import { requestWork } from '#src/records/work.ts';
import { parseHint } from '#src/webhook/hint.ts';
import type { Hint } from '#src/webhook/hint.ts';

export function commandWorker(world: World): Run {
  return async (context) => {
    const delivery = await loadDelivery(world.database, Number(context.claim.key.subject.replace('inbox-', '')));
    const parsed = delivery === undefined ? undefined : parseHint('issue_comment', delivery.hint);
    if (delivery === undefined || parsed?.event !== 'issue_comment') return 'the delivery is gone';
    const open = await openPull(world, context);
    if (parsed.hint.action === 'edited') return await signByBox(world, open, parsed.hint, delivery.deliveryId);
    const ending = await runCommand(
      parsed.hint.comment.body,
      parsed.hint.sender,
      commandPorts(world, open, context, parsed.hint, delivery.deliveryId),
    );
    return `${ending.kind}${ending.verb === undefined ? '' : ` ${ending.verb}`}`;
  };
}

async function signByBox(world: World, open: OpenPull, hint: Hint<'issue_comment'>, deliveryId: string): Promise<string> {
  const by = { before: hint.changes?.body?.from ?? '', after: hint.comment.body };
  const ending = await signDraft(world, open, { person: hint.sender, by, deliveryId });
  return `box: ${ending.kind === 'skipped' ? ending.reason : ending.kind}`;
}

function commandPorts(world: World, open: OpenPull, context: RunContext, hint: Hint<'issue_comment'>, deliveryId: string): CommandPorts {
  const { repositoryId, number, installationId } = context.claim.key;
  const { database } = world;
  const asking = { id: hint.comment.id, createdAt: new Date(hint.comment.created_at), deliveryId };
  const marker = replyMarker(hint.comment.id);
  const body = (text: string): string => `${marker}\n${text}`;
  return {
    waivers: waiverRights(world.policy),
    waive: (pull, person, request) => grantWaiver(world, pull, person, request, asking),
    unwaive: (pull, person, id) => takeBackWaiver(world, pull, person, id, asking),
    readPull: () => Promise.resolve(open.pull),
    readPermission: (person) => readPermission(open.repository, person),
    react: (reaction) => open.write(() => react(open.repository, hint.comment.id, reaction)),
    reply: async (text) => {
      await open.write(() =>
        writeComment({
          repository: open.repository,
          identity: world.identity,
          notes: open.notes,
          number,
          key: `reply:${hint.comment.id}`,
          marker,
          body: body(text),
        }),
      );
    },
    accept: async (_pull, person) => toAcceptance(await signDraft(world, open, { person, by: 'command', deliveryId })),
    retry: async () => {
      // A draft that a person deleted comes back when a person asks.
      const draft = await open.notes.recall(draftKey(number));
      if (draft !== undefined && (await readComment(open.repository, draft)) === undefined)
        await forgetEffect(database, repositoryId, draftKey(number));
      for (const kind of ['gate', 'summary', 'review'] as const) {
        const wanted = await requestWork(database, { kind, repositoryId, number, installationId, subject: '' });
        await world.enqueue({ kind, repositoryId, number, installationId, subject: '' }, `w${wanted}`).catch(() => undefined);
      }
    },
    readStatus: async (pull) => ({
      headSha: pull.headSha,
      model: world.model?.name,
      draftState: ((await loadDraftRecord(database, repositoryId, number)) as { state?: string } | undefined)?.state,
      review: await loadLastRun(database, 'review', repositoryId, number),
      gate: await loadLastRun(database, 'gate', repositoryId, number),
      work: await loadWorkStates(database, repositoryId, number),
    }),
    audit: ({ act, person, headSha, reason }) =>
      appendAudit(database, {
        actorId: person.id,
        act,
        repositoryId,
        number,
        headSha,
        deliveryId,
        ...(reason === undefined ? {} : { reason }),
      }),
  };
}
