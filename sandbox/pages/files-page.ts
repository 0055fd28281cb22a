/** The files page: what changed, with threads and annotations at their lines. Quick also for hundreds of files. */
import type { DiffFile } from '#sandbox/state/diff-file.ts';
import type { EditHistory } from './edit-history.ts';
import type { FileKind } from './file-kinds.ts';
import { fileSection, type CommentPlace } from './file-section.ts';
import { html, type Html } from './page-html.ts';
import { pullHeader } from './pull-header.ts';
import type { PlacedAnnotation } from './placed-annotation.ts';
import type { PullView } from './pull-view.ts';
import { reviewForm } from './review-form.ts';
import { threadsOf } from './thread-card.ts';
import { visibleLine } from './visible-text.ts';
import { noFiles } from './wording.ts';

export interface FilesParts {
  readonly view: PullView;
  readonly files: readonly DiffFile[];
  readonly kinds: ReadonlyMap<string, FileKind>;
  readonly edits: EditHistory;
  /** Index of a file to show although it would be collapsed. */
  readonly shown?: number;
  /** Where a form for a new comment stands open. */
  readonly commentAt?: CommentPlace;
}

// Enough for a usual pull request; the rest is loaded when it is opened.
const rowsShown = 4_000;
const filesOpen = 60;
const rowsPerFile = 1_000;

export function annotationsOf(view: PullView): readonly PlacedAnnotation[] {
  return view.world
    .checkRunsOf(view.repository, view.pull.headSha, 'latest')
    .flatMap((run) => run.annotations.map((annotation) => ({ ...annotation, from: run.name })));
}

export function filesPage(parts: FilesParts): Html {
  const { view, files } = parts;
  const threads = threadsOf(view);
  const annotations = annotationsOf(view);
  let budget = rowsShown;
  const sections = files.map((file, index) => {
    const size = file.patch === null ? 0 : file.patch.length / 40 + file.additions + file.deletions;
    const spoken = threads.some((thread) => thread.comments[0]?.path === file.path) || annotations.some((one) => one.path === file.path);
    const open =
      index === parts.shown || index === parts.commentAt?.file || ((spoken || index < filesOpen) && size < rowsPerFile && budget > size);
    if (open) budget -= size;
    return fileSection({ ...parts, file, index, threads, annotations, open });
  });
  return html`${pullHeader(view, 'files')}
    <div class="files">
      ${files.length > 3 ? fileList(files) : ''} ${files.length === 0 ? html`<p class="box empty">${noFiles}</p>` : sections}
      ${reviewForm(view)}
    </div>`;
}

function fileList(files: readonly DiffFile[]): Html {
  return html`<details class="file-list">
    <summary>${files.length} files changed</summary>
    <ul>
      ${files.map(
        (file, index) =>
          html`<li>
            <a href="#file-${index}"><bdi>${visibleLine(file.path)}</bdi></a> <span class="plus">+${file.additions}</span>
            <span class="minus">−${file.deletions}</span>
          </li>`,
      )}
    </ul>
  </details>`;
}
