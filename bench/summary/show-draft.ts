/** A draft as it would stand on GitHub, under a line that says of which change. */
import type { ComposedDraft } from '#src/summary/compose-draft.ts';
import { renderOpenDraft } from '#src/summary/draft-comment.ts';
import type { RealChange } from './real-changes.ts';

export function showDraft({ repository, comparison, pull }: RealChange, draft: ComposedDraft): string {
  const comment = renderOpenDraft({ ...draft, offersTitle: draft.title !== pull.title });
  return `\n===== ${repository} ${comparison.headSha.slice(0, 10)}, ${comparison.files.length} files\n${comment}`;
}
