/** What the draft page reads: records and GitHub, live, with the right of the person who looks. It writes nothing but the wish to a worker. */
import { permissionRules } from '#workers/command/permission-rules.ts';
import { draftKey } from './draft-ports.ts';
import type { Config } from '#src/config.ts';
import { mayRun } from '#src/command/who-may.ts';
import type { DraftPagePorts, DraftView, Person, SaveAnswer, SaveRequest, SignIn } from '#src/draft-page/ports.ts';
import { connectGitHub } from '#src/github/connect.ts';
import { readComment } from '#src/github/issue-comments.ts';
import { listPatches } from '#src/github/list-patches.ts';
import { readPermission } from '#src/github/permission.ts';
import { readPullRequest } from '#src/github/read-pull-request.ts';
import { openRepository } from '#src/github/repository.ts';
import { authorizeUrl, exchangeCode } from '#src/github/sign-in.ts';
import type { Log } from '#src/log.ts';
import type { Enqueue } from '#src/queue/enqueue.ts';
import type { Database } from '#src/records/database.ts';
import { insertDraftEdit, loadDraftEdit } from '#src/records/draft-edits.ts';
import { loadDraftRecord } from '#src/records/drafts.ts';
import { effectNotes } from '#src/records/effects.ts';
import { endSession, isSessionEnded } from '#src/records/ended-sessions.ts';
import { findPullByName } from '#src/records/pull-requests.ts';
import { requestWork } from '#src/records/work.ts';
import type { DraftRecord } from '#src/summary/draft-record.ts';
import { offerIn } from '#src/summary/draft-comment.ts';
import { parseDraftComment } from '#src/summary/parse-draft-comment.ts';

const MOST_FILES = 500;

export async function draftPagePorts(config: Config, database: Database, enqueue: Enqueue, log: Log): Promise<DraftPagePorts> {
  const github = connectGitHub({ appId: config.app.id, privateKey: config.app.privateKey, ...config.github, log });
  const rules = await permissionRules(config.policyFile);
  return {
    look: async (name, person) => {
      const known = await findPullByName(database, name);
      if (known === undefined) return undefined;
      const repository = await openRepository(github, known.installationId, known.repositoryId, name);
      const pull = await readPullRequest(repository, name.number);
      const rights = await rightsOf(person, async (one) => ({
        id: one.id,
        permission: await readPermission(repository, one),
        isAuthor: one.id === pull.author.id,
      }));
      // Whoever may edit, sees; for everybody else it is as if there were none.
      if (rights !== undefined && !mayRun('edit', rights, rules)) return undefined;
      const record = (await loadDraftRecord(database, known.repositoryId, name.number)) as DraftRecord | undefined;
      const commentId = await effectNotes(database, known.repositoryId).recall(draftKey(name.number));
      const comment = commentId === undefined ? undefined : await readComment(repository, commentId);
      if (record === undefined || comment === undefined) return undefined;
      const { title, text } = parseDraftComment(comment.body);
      return {
        pull,
        state: pull.state === 'closed' && record.state === 'open' ? 'rejected' : record.state,
        current: { title, text },
        drafted: record.posted,
        offer: offerIn(comment.body),
        mayEdit: rights !== undefined,
        mayAccept: rights !== undefined && mayRun('accept', rights, rules),
      } satisfies DraftView;
    },
    readFiles: async (pull) =>
      await listPatches(await openRepository(github, pull.installationId, pull.repositoryId, pull), pull.number, MOST_FILES),
    save: async ({ repositoryId, number, installationId }, person, request) => {
      const id = await insertDraftEdit(database, { repositoryId, number, person, request });
      const key = { kind: 'command' as const, repositoryId, number, installationId, subject: `edit-${id}` };
      // The sweep finds what could not be enqueued.
      await enqueue(key, `w${await requestWork(database, key)}`).catch(() => undefined);
      return id;
    },
    readSave: async (id, person, pull) => {
      const edit = await loadDraftEdit(database, id);
      if (edit?.person.id !== person.id || edit.repositoryId !== pull.repositoryId || edit.number !== pull.number) return undefined;
      if (edit.answer === undefined) return { kind: 'waiting' };
      // Both were written by us, above and in `page-edit.ts`.
      return { ...(edit.answer as SaveAnswer), request: edit.request as SaveRequest };
    },
    sessions: {
      end: (id, seconds) => endSession(database, id, seconds),
      isEnded: (id) => isSessionEnded(database, id),
    },
  };
}

async function rightsOf<Rights>(person: Person | 'operator', read: (person: Person) => Promise<Rights>): Promise<Rights | undefined> {
  return person === 'operator' ? undefined : await read(person);
}

export function signInWith({ signIn, github, publicUrl }: Config): SignIn | undefined {
  if (signIn === undefined) return undefined;
  const options = { ...signIn, ...github, callbackUrl: `${publicUrl}/drafts/callback`, fetch };
  return {
    authorizeUrl: (state, challenge) => authorizeUrl(options, state, challenge),
    exchange: (code, verifier) => exchangeCode(options, code, verifier),
  };
}
