/** A pull request's comment, description and record in memory, with every write counted: what the stories' ports do. */
import type { Model } from '#src/ask-model.ts';
import type { Comparison } from '#src/pull-request.ts';
import type { DraftRecord } from '#src/summary/draft-record.ts';
import type { AcceptSummaryPorts, DraftComment, DraftSummaryPorts } from '#src/summary/ports.ts';
import { comparisonOf, gatherPortsOf } from './made-change.ts';
import type { MadeFile } from './made-change.ts';

export interface Board {
  comment: DraftComment | 'deleted' | undefined;
  description: string;
  title: string;
  record: DraftRecord | undefined;
  comparison: Comparison;
  files: readonly MadeFile[];
  model: Model | undefined;
  commentWrites: number;
  descriptionWrites: number;
  /** Called before a write takes effect; may throw (the process dies) or change the board (somebody else was quicker). */
  before: (what: 'comment' | 'description' | 'record' | 'read-description' | 'title') => void;
}

export function boardOf(files: readonly MadeFile[], description = ''): Board {
  return {
    comment: undefined,
    description,
    title: 'Add coupons to the cart',
    record: undefined,
    comparison: comparisonOf(files, [{ subject: 'Add coupons' }]),
    files,
    model: undefined,
    commentWrites: 0,
    descriptionWrites: 0,
    before: () => undefined,
  };
}

export function portsOf(board: Board): DraftSummaryPorts & AcceptSummaryPorts {
  return {
    ...gatherPortsOf(board.files),
    ...(board.model === undefined ? {} : { model: board.model }),
    compare: async () => board.comparison,
    readDraftComment: async () => board.comment,
    writeDraftComment: async (body) => {
      board.before('comment');
      board.comment = { id: 7, body };
      board.commentWrites += 1;
    },
    readDescription: async () => {
      board.before('read-description');
      return board.description;
    },
    writeDescription: async (body) => {
      board.before('description');
      board.description = body;
      board.descriptionWrites += 1;
    },
    readTitle: async () => board.title,
    writeTitle: async (title) => {
      board.before('title');
      board.title = title;
    },
    loadDraft: async () => board.record,
    saveDraft: async (record) => {
      board.before('record');
      board.record = structuredClone(record);
    },
    now: () => new Date('2026-11-21T12:30:00Z'),
  };
}

export function bodyOf(board: Board): string {
  return typeof board.comment === 'object' ? board.comment.body : '';
}

export function edit(board: Board, change: (body: string) => string): void {
  board.comment = { id: 7, body: change(bodyOf(board)) };
}
