/** Takes an accepted summary out of the description again; every other character there stays. */
import type { UndoEnding } from './endings.ts';
import { undoneNotice } from './wording.ts';
import { MAX_COMMENT, renderOpenDraft } from '#src/summary/draft-comment.ts';
import type { DraftRecord } from '#src/summary/draft-record.ts';
import { frameOf } from '#src/summary/draft-frame.ts';
import { mergeIntoDescription } from '#src/summary/merge-into-description.ts';
import { findBlock, pairsIn, withoutBlocks } from '#src/summary/own-blocks.ts';
import type { AcceptSummaryPorts } from '#src/summary/ports.ts';

const MOST_TRIES = 3;

export async function undoAccept(person: { readonly login: string }, ports: Omit<AcceptSummaryPorts, 'now'>): Promise<UndoEnding> {
  const record = await ports.loadDraft();
  const comment = await ports.readDraftComment();
  if (record?.state !== 'accepted' || record.acceptance === undefined) return 'not-accepted';
  const taken = await takeOut(record, ports);
  if (taken !== 'undone') return taken;
  const { title } = record.acceptance;
  if (title?.after !== undefined && (await ports.readTitle()) === title.after) await ports.writeTitle(title.before);
  const { acceptance, written: _written, descriptionBefore: _before, ...rest } = record;
  const open = { title: record.posted.title, text: acceptance.text, notice: undoneNotice(person.login) };
  const { foot, notRead } = frameOf(record);
  const whole = renderOpenDraft({ ...open, foot, notRead });
  const body = whole.length <= MAX_COMMENT ? whole : renderOpenDraft({ ...open, foot });
  await ports.saveDraft({ ...rest, state: 'open', commentBody: body });
  if (typeof comment === 'object') await ports.writeDraftComment(body);
  return 'undone';
}

/** GitHub has no compare-and-set for a description: read, cut, look again, write. */
async function takeOut(record: DraftRecord, ports: Omit<AcceptSummaryPorts, 'now'>): Promise<UndoEnding> {
  let description = await ports.readDescription();
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const without = cut(description, record);
    if (without === 'block-edited' || without === 'block-repeated') return without;
    if (without.description === description) return 'undone';
    const again = await ports.readDescription();
    if (again === description) {
      await ports.writeDescription(without.description);
      return 'undone';
    }
    description = again;
  }
  return 'still-changing';
}

/** Only the very blocks that we wrote are ours to remove. */
export function cut(
  description: string,
  record: Pick<DraftRecord, 'written' | 'descriptionBefore' | 'acceptance' | 'basedOn' | 'fills'>,
): { readonly description: string } | 'block-edited' | 'block-repeated' {
  const { written = [], descriptionBefore, acceptance, ...basis } = record;
  if (descriptionBefore !== undefined && acceptance !== undefined) {
    const merged = mergeIntoDescription({ ...basis, description: descriptionBefore, text: acceptance.text });
    if (merged.kind === 'merged' && merged.description === description) return { description: descriptionBefore };
  }
  const standing = written.map(({ block }) => findBlock(description, block).length);
  if (standing.some((count) => count > 1)) return 'block-repeated';
  const without = withoutBlocks(description, written);
  const untouched = written.filter(({ shared }, index) => shared !== true && standing[index] === 1).length;
  return pairsIn(description).length > untouched && untouched < written.length ? 'block-edited' : { description: without };
}
