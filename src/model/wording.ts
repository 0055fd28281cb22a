/** Everything the model layer says to people, and to the model when it asks again. */
import type { CallFailure, Failed } from './endings.ts';

const deadlines = {
  'first-token': 'The model server did not begin to answer in time.',
  gap: 'The model server stopped in the middle of its answer.',
  whole: 'The model server did not finish its answer in time.',
} as const;

const unreachable = {
  refused: 'The model server cannot be reached.',
  reset: 'The model server closed the connection.',
  busy: 'The model server is busy (429).',
  'server-error': 'The model server reports an internal error.',
  'not-a-model-server':
    'What answers at the model address is not an OpenAI-compatible server. Check MODEL_BASE_URL; it usually ends in /v1.',
} as const;

export const embeddingFailures = {
  unreachable:
    'The embedding server cannot be reached. Nothing was lost: searches go on by words, and the vectors are made when it answers. Look at EMBEDDING_BASE_URL and whether it runs.',
  busy: 'The embedding server takes no more requests at the moment. Nothing was lost: searches go on by words, and it is asked again.',
  unauthorized: 'The embedding server refused the key. No vectors were made; searches go on by words. Set EMBEDDING_API_KEY.',
  missing:
    'The embedding server knows no such model or address. No vectors were made; searches go on by words. Check EMBEDDING_MODEL, and EMBEDDING_BASE_URL, which usually ends in /v1.',
  'not-an-embedding-server':
    'What answers at EMBEDDING_BASE_URL gave no vectors. Searches go on by words. Check that the server runs an embedding model; the address usually ends in /v1.',
  dimension:
    'The embedding server answers with vectors of another length than before. Nothing of them was kept; searches go on by words. A changed model needs another name in EMBEDDING_MODEL, and a restart.',
} as const;

export function failed(failure: CallFailure): Failed {
  switch (failure.kind) {
    case 'unreachable':
      return { kind: 'failed', reason: 'unreachable', detail: unreachable[failure.why], retryable: failure.why !== 'not-a-model-server' };
    case 'unauthorized':
      return {
        kind: 'failed',
        reason: 'unauthorized',
        detail: `The model server refuses the key (${failure.status}). Check MODEL_API_KEY.`,
        retryable: false,
      };
    case 'timeout':
      return { kind: 'failed', reason: 'timeout', detail: deadlines[failure.deadline], retryable: true };
    case 'too-long':
      return { kind: 'failed', reason: 'too-long', detail: 'The question is longer than the context of the model.', retryable: false };
    case 'refused-request':
      return {
        kind: 'failed',
        reason: 'unusable',
        detail: `The model server refuses the request (${failure.status}) in every answer format. Check MODEL_NAME.`,
        retryable: false,
      };
    case 'aborted':
      return { kind: 'failed', reason: 'aborted', detail: 'The question was withdrawn.', retryable: true };
  }
}

export const unusable: Failed = {
  kind: 'failed',
  reason: 'unusable',
  detail: 'The model gave no usable answer, also after being asked again.',
  retryable: true,
};

export const circuitOpen: Failed = {
  kind: 'failed',
  reason: 'unreachable',
  detail: 'The model server failed several times in a row; it is left alone for a short while.',
  retryable: true,
};

/** Asked again: names places in the answer, never its content. */
export function askAgain(problem: string): string {
  return `That answer cannot be used: ${problem}. Answer again with one JSON value that fits the schema, complete and shorter, and nothing else.`;
}
