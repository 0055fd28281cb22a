/** All prose of this room. */
import type { IndexState } from './index-state.ts';
import type { StoreFailure } from './store.ts';

export const storeFailures: Readonly<Record<StoreFailure, string>> = {
  unreachable: 'The code index did not answer. Nothing was lost; it is asked again. Look at QDRANT_URL and whether Qdrant runs.',
  busy: 'The code index takes no more requests at the moment. Nothing was lost; it is asked again.',
  unauthorized: 'Qdrant refused the key. Nothing was written. Set QDRANT_API_KEY to a key that may read and write.',
  full: 'Qdrant has no room left. What was indexed before still answers. Give its disk more room; indexing then goes on by itself.',
  dimension:
    'The vectors have another dimension than the collection. Nothing was written. The embedding model was changed under the same name: give it another name in EMBEDDING_MODEL, and a second index is built beside this one.',
  'too-old': 'No Qdrant of version 1.11 or newer answers at QDRANT_URL. Nothing was written. Update the server, or correct the address.',
  missing: 'The collection of the code index is gone. Searches say so until it is built again, which the next indexing does by itself.',
  refused: 'Qdrant refused the request. Nothing was written.',
};

const count = (number: number, one: string, several: string): string => `${number.toLocaleString('en-US')} ${number === 1 ? one : several}`;

/** One line, without Markdown but code spans around ids: what answers, how far it lags, what is not in it. */
export function indexStateText(index: IndexState | undefined, now: Date): string {
  if (index === undefined) return 'not indexed yet';
  const { state, commitSha, behind, wantedSha, wantedAt, files, chunks, generation, outdated, note } = index;
  const parts: string[] = [];
  if (commitSha === undefined) parts.push(state === 'empty' ? 'nothing to index: the default branch has no commit' : 'not complete yet');
  else {
    const by = generation === '' ? '' : `, vectors by ${generation.replaceAll(/[^\w.:/ -]/gu, '?').slice(0, 60)}`;
    parts.push(`answers from \`${commitSha.slice(0, 8)}\`: ${count(files, 'file', 'files')}, ${count(chunks, 'chunk', 'chunks')}${by}`);
  }
  if (behind && wantedSha !== undefined) {
    const minutes = wantedAt === undefined ? 0 : Math.floor((now.getTime() - wantedAt.getTime()) / 60_000);
    const since = minutes < 1 ? '' : ` for ${count(minutes, 'minute', 'minutes')}`;
    parts.push(`behind \`${wantedSha.slice(0, 8)}\`${since}, ${index.read} of ${count(index.toRead, 'file', 'files')} read`);
  }
  if (outdated) parts.push('read by another version of Countersign, and read again at the next look');
  if (state === 'paused') parts.push('paused');
  if (state === 'failed') parts.push(`the last attempt failed (${(note ?? '').replaceAll(/[^\w .,:;()'-]/gu, '?').slice(0, 200)})`);
  const skipped = Object.entries(index.skipped);
  if (skipped.length > 0) parts.push(`not searched: ${skipped.map(([reason, number]) => `${number} ${reason}`).join(', ')}`);
  return parts.join('; ');
}
