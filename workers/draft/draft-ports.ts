/** The draft's ports, shared by drafting and accepting. */
import type { OpenPull, World } from '#workers/world.ts';
import { findOwnComment, readComment, writeComment } from '#src/github/issue-comments.ts';
import { loadDraftRecord, saveDraftRecord } from '#src/records/drafts.ts';
import { DRAFT_MARK } from '#src/summary/draft-marks.ts';
import type { DraftRecord } from '#src/summary/draft-record.ts';
import type { DescriptionPorts, DraftCommentPorts, DraftRecordPorts } from '#src/summary/ports.ts';

export const draftKey = (number: number): string => `draft:${number}`;

export function draftPorts(world: World, open: OpenPull): DraftCommentPorts & DraftRecordPorts & DescriptionPorts {
  const { repository, pull, notes } = open;
  const { number, repositoryId } = pull;
  const { identity, database } = world;
  const named = { owner: repository.owner, repo: repository.repo, pull_number: number };
  return {
    readDraftComment: async () => {
      const known = await notes.recall(draftKey(number));
      if (known !== undefined) return (await readComment(repository, known)) ?? 'deleted';
      return await findOwnComment(repository, identity, number, DRAFT_MARK);
    },
    writeDraftComment: async (body) => {
      await open.write(() =>
        writeComment({ repository, identity, notes, number, key: draftKey(number), marker: DRAFT_MARK, body, whole: true }),
      );
    },
    // The row was written by `saveDraft` below, in this or an earlier version that a migration has brought up.
    loadDraft: async () => (await loadDraftRecord(database, repositoryId, number)) as DraftRecord | undefined,
    saveDraft: (record) => saveDraftRecord(database, repositoryId, number, record),
    readDescription: async () => (await open.readPull()).body,
    writeDescription: async (body) => {
      await open.write(() => repository.octokit.rest.pulls.update({ ...named, body }));
    },
    readTitle: async () => (await open.readPull()).title,
    writeTitle: async (title) => {
      await open.write(() => repository.octokit.rest.pulls.update({ ...named, title }));
    },
  };
}
