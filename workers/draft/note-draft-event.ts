/** Writes down what became of a draft, for the operator's numbers. It never fails what it tells about. */
import { createHash } from 'node:crypto';
import type { OpenPull, World } from '#workers/world.ts';
import { insertDraftEvent } from '#src/records/draft-events.ts';
import type { DraftEvent } from '#src/records/draft-events.ts';
import { loadDraftRecord } from '#src/records/drafts.ts';
import type { DraftRecord } from '#src/summary/draft-record.ts';
import { editedSections } from '#src/summary/edited-sections.ts';

export async function noteDraftEvent({ database, log }: World, { pull }: OpenPull, event: DraftEvent['event']): Promise<void> {
  const { repositoryId, number, headSha } = pull;
  try {
    const record = (await loadDraftRecord(database, repositoryId, number)) as DraftRecord | undefined;
    const acceptance = event === 'accepted' ? record?.acceptance : undefined;
    const basedOn = record?.basedOn;
    await insertDraftEvent(database, {
      repositoryId,
      number,
      event,
      headSha,
      baseHash: basedOn === undefined ? undefined : createHash('sha256').update(basedOn).digest('hex'),
      model: record?.provenance.model,
      promptVersion: record?.provenance.promptVersion,
      dropped: record?.provenance.droppedSentences,
      editedShare: acceptance?.editedShare,
      sections: acceptance === undefined || record === undefined ? undefined : editedSections(record.posted.text, acceptance.text),
    });
  } catch (error) {
    log.warn({ err: error, repositoryId, number }, 'what became of a draft was not written down');
  }
}
