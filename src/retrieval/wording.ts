/** All prose of this room. */
import type { StoreFailure } from './store.ts';

export const storeFailures: Readonly<Record<StoreFailure, string>> = {
  unreachable: 'The code index did not answer. Nothing was lost; it is asked again. Look at QDRANT_URL and whether Qdrant runs.',
  busy: 'The code index takes no more requests at the moment. Nothing was lost; it is asked again.',
  unauthorized: 'Qdrant refused the key. Nothing was written. Set QDRANT_API_KEY to a key that may read and write.',
  full: 'Qdrant has no room left. What was indexed before still answers. Give its disk more room; indexing then goes on by itself.',
  dimension:
    'The vectors have another dimension than the collection. Nothing was written. The embedding model was changed under the same name: give it another name in EMBEDDING_MODEL, and a second index is built beside this one.',
  'too-old': 'This Qdrant is too old: the query API came with 1.10. Nothing was written. Update the server.',
  missing: 'The collection of the code index is gone. Searches say so until it is built again, which the next indexing does by itself.',
  refused: 'Qdrant refused the request. Nothing was written.',
};
