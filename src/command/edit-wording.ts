/** What the App answers to `/ai edit`. */
import type { Answer } from './ports.ts';
import type { EditDraftEnding } from '#src/summary/edit-draft.ts';

const withText = 'Write the new text on the lines below `/ai edit`, or edit the draft where it stands.';

export function editAnswer(ending: EditDraftEnding): Answer {
  return ending.kind === 'held' ? { kind: 'refused', text: editTexts[ending.reason] } : { kind: 'done', text: editTexts[ending.kind] };
}

const editTexts = {
  edited:
    'The draft is changed. Nothing is in the description before somebody accepts it; what stood there before is in the draft comment’s history.',
  unchanged: 'The draft says just that already.',
  'no-draft': 'Nothing was done: there is no draft here. `/ai draft` makes one.',
  accepted: 'Nothing was done: the draft is accepted. Edit the description, or open the draft again with `/ai undo` or `/ai draft`.',
  rejected: 'Nothing was done: the draft was rejected. `/ai draft` brings it back.',
  empty: 'Nothing was done: the new text is empty.',
  'no-room': 'Nothing was done: the text is too long for one comment. The draft stays as it is.',
  'no-model': `Thank you. Following an instruction takes a model, and none is set up here, so the draft stays as it is. ${withText}`,
  'model-failed': `The model gave no usable answer, so the draft stays as it is. Ask again in a minute, or: ${withText.charAt(0).toLowerCase()}${withText.slice(1)}`,
  'nothing-usable': `The model’s text said things that are not in this change, so the draft stays as it is. ${withText}`,
  'changed-since':
    'Nothing was saved: somebody edited the draft meanwhile, at a place that you changed too. Both versions are shown; saving again keeps yours.',
} as const;
