/** A person wants no draft here: the comment says so, folded, and later pushes leave it alone. */
import type { RejectEnding } from './endings.ts';
import { rejectedDraft } from './wording.ts';
import { parseDraftComment } from '#src/summary/parse-draft-comment.ts';
import type { DraftCommentPorts, DraftRecordPorts } from '#src/summary/ports.ts';

export async function rejectDraft(
  person: { readonly login: string; readonly reason?: string },
  ports: DraftCommentPorts & DraftRecordPorts,
): Promise<RejectEnding> {
  const record = await ports.loadDraft();
  const comment = await ports.readDraftComment();
  if (record === undefined) return 'no-draft';
  if (record.state === 'rejected') return 'already';
  if (record.state === 'accepted') return 'accepted';
  // What people wrote into it must be there again when somebody wants the draft back.
  const current = typeof comment === 'object' ? parseDraftComment(comment.body) : undefined;
  const body = rejectedDraft(person, { title: current?.title || record.posted.title, text: current?.text ?? record.posted.text });
  await ports.saveDraft({ ...record, state: 'rejected', commentBody: body });
  if (current !== undefined) await ports.writeDraftComment(body);
  return 'rejected';
}
