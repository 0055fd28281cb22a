/** Why something was not reviewed, not read or not posted, in people's words. */
import type { DropReason } from './finding-record.ts';
import type { NotReviewedReason, Unread } from './outcome.ts';

const retry = 'then comment `/ai retry`';
export const notReviewed: Readonly<Record<NotReviewedReason, { readonly title: string; readonly next: string }>> = {
  'no-model': {
    title: 'no model configured',
    next: 'No model looked at this change. To get reviews, set `MODEL_BASE_URL` and `MODEL_NAME` to any OpenAI-compatible server (vLLM, SGLang, llama.cpp, Ollama) and start Countersign again. Drafts and the security check work without one.',
  },
  'nothing-to-review': { title: 'no code to review', next: 'This change has no lines of code that a model should read.' },
  'too-large': {
    title: 'too large',
    next: 'No file fits what the model can read at once. A smaller pull request, or a model with a larger window, can be reviewed.',
  },
  'model-unreachable': {
    title: 'model unreachable',
    next: `The model server did not answer. Check that the server at \`MODEL_BASE_URL\` runs and can be reached, ${retry}.`,
  },
  'model-unauthorized': { title: 'the model server refused our key', next: `Check \`MODEL_API_KEY\`, ${retry}.` },
  'model-timeout': {
    title: 'the model took too long',
    next: `The server may be busy or the model too slow for its limits. Give it time or more power, ${retry}.`,
  },
  'model-too-long': {
    title: 'too long for the model',
    next: `The request was longer than the model's window. Choose a model with a larger one, ${retry}.`,
  },
  'model-unusable': {
    title: 'the model gave no usable answer',
    next: `Its answers did not fit the form, even after a repair. Comment \`/ai retry\`, or choose another model.`,
  },
  'model-aborted': { title: 'stopped', next: `The review was stopped before the model answered. Comment \`/ai retry\` to run it again.` },
  'model-over-budget': {
    title: 'token budget used up',
    next: `The budget for model tokens is used up. Raise it or wait for the next period, ${retry}.`,
  },
};

export const unreadWords: Readonly<Record<Unread['reason'], string>> = {
  generated: 'generated',
  vendored: 'third-party code',
  'lock-file': 'lock file',
  documentation: 'documentation',
  binary: 'binary',
  symlink: 'symbolic link',
  submodule: 'submodule',
  deleted: 'deleted',
  'no-text-change': 'no change of text',
  'too-large': 'too large for the model',
  'over-budget': 'beyond the limit for one review',
  'model-failed': 'the model gave no answer',
  'no-model': 'no model to read it',
  'no-tokens': 'not asked: the budget for model tokens is used up',
};

export const dropWords: Readonly<Record<DropReason, string>> = {
  placeholder: 'says nothing',
  unplaced: 'the quoted code was not found',
  'outside-diff': 'the code is not part of this change',
  duplicate: 'said by another finding at the same place',
  'already-said': 'said in an earlier comment',
  'scanner-said': 'said by the security check',
  exists: 'what it misses is there',
  refuted: 'refuted in the second look',
  unsure: 'not certain in the second look',
  unverified: 'no second look',
  'late-round': 'not grave, and from the third round on only what is grave is said',
  'over-limit': 'beyond the number of comments for one review',
  'already-reviewed': 'a review of this commit stands already',
  'refused-by-github': 'GitHub took no comment for it',
};
