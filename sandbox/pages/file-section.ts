/** One changed file: its name, what kind of change it is, and its diff with everything that was said about its lines. */
import type { Side } from '#sandbox/state/conversation.ts';
import type { DiffFile } from '#sandbox/state/diff-file.ts';
import { annotationCard } from './annotation-card.ts';
import { diffTable } from './diff-table.ts';
import type { EditHistory } from './edit-history.ts';
import type { FileKind } from './file-kinds.ts';
import type { PlacedAnnotation } from './placed-annotation.ts';
import { html, type Html } from './page-html.ts';
import { patchRows, type PatchRow } from './parse-patch.ts';
import type { PullView } from './pull-view.ts';
import { textEditor } from './text-editor.ts';
import { threadCard, type Thread } from './thread-card.ts';
import { visibleLine } from './visible-text.ts';
import { binaryFile, collapsedFile, emptyDiff, tooLongToShow } from './wording.ts';

export interface CommentPlace {
  readonly file: number;
  readonly side: Side;
  readonly line: number;
}

export interface FileSectionParts {
  readonly view: PullView;
  readonly file: DiffFile;
  readonly index: number;
  readonly kinds: ReadonlyMap<string, FileKind>;
  readonly threads: readonly Thread[];
  readonly annotations: readonly PlacedAnnotation[];
  readonly edits: EditHistory;
  readonly commentAt?: CommentPlace;
  /** False: only the name; the diff is loaded when it is asked for. */
  readonly open: boolean;
}

export function fileSection(parts: FileSectionParts): Html {
  const { file, index, view } = parts;
  const threads = parts.threads.filter((thread) => thread.comments[0]?.path === file.path);
  const name =
    file.previousPath === null
      ? html`<bdi>${visibleLine(file.path, 4200)}</bdi>`
      : html`<bdi>${visibleLine(file.previousPath, 4200)}</bdi> → <bdi>${visibleLine(file.path, 4200)}</bdi>`;
  const load = `${view.path}/files?file=${index}#file-${index}`;
  return html`<details
    class="box file"
    id="file-${index}"
    data-testid="file"
    data-path="${visibleLine(file.path, 4200)}"
    ${parts.open ? 'open' : html`data-load="${view.path}/files/${index}"`}
  >
    <summary class="box-head">
      <span class="path grow">${name}</span> ${labels(parts)}
      <span class="diffstat"><span class="plus">+${file.additions}</span> <span class="minus">−${file.deletions}</span></span>
    </summary>
    <div class="file-body">
      ${parts.open ? fileBody({ ...parts, threads }) : html`<p class="empty"><a href="${load}">${collapsedFile(file.additions + file.deletions)}</a></p>`}
    </div>
  </details>`;
}

/** The diff itself, also sent alone when a collapsed file is opened. */
export function fileBody(parts: FileSectionParts): Html {
  const { file, view } = parts;
  const own = parts.threads.filter((thread) => thread.comments[0]?.path === file.path);
  const whole = own
    .filter((thread) => isUnplaced(thread))
    .map((thread) => threadCard({ view, thread, withCode: true, edits: parts.edits }));
  if (file.binary)
    return html`${whole}
      <p class="empty">${binaryFile}</p>`;
  if (file.patch === null)
    return html`${whole}
      <p class="empty">${file.additions + file.deletions > 0 ? tooLongToShow : emptyDiff}</p>`;
  const margin = view.may.comment && view.pull.state === 'open' ? (row: PatchRow) => commentLink(parts, row) : undefined;
  return html`${whole}${diffTable({
    rows: patchRows(file.patch),
    id: `file-${parts.index}`,
    under: (row) => underRow(parts, own, row),
    ...(margin === undefined ? {} : { margin }),
  })}`;
}

function labels({ file, kinds }: FileSectionParts): Html {
  const words: string[] = [];
  const kind = kinds.get(file.path);
  if (kind !== undefined && kind !== 'text') words.push({ binary: 'Binary', symlink: 'Symbolic link', submodule: 'Submodule' }[kind]);
  const status = { added: 'Added', removed: 'Deleted', renamed: 'Renamed', changed: 'Mode or type changed', modified: '' }[file.status];
  if (status !== '') words.push(status);
  return html`${words.map((word) => html`<span class="label">${word}</span> `)}`;
}

function isUnplaced(thread: Thread): boolean {
  const first = thread.comments[0];
  return first !== undefined && (first.subjectType === 'file' || first.line === null);
}

function underRow(parts: FileSectionParts, threads: readonly Thread[], row: PatchRow): readonly Html[] {
  const { view, file } = parts;
  if (row.oldLine === undefined && row.newLine === undefined) return [];
  const notes = parts.annotations
    .filter((one) => one.path === file.path && one.endLine === row.newLine)
    .map((one) => annotationCard(one, { from: one.from }));
  const cards = threads
    .filter((thread) => standsAt(thread, row))
    .map((thread) => threadCard({ view, thread, withCode: false, edits: parts.edits }));
  return [...notes, ...cards, ...newComment(parts, row)];
}

function standsAt(thread: Thread, row: PatchRow): boolean {
  const first = thread.comments[0];
  if (first === undefined || first.subjectType === 'file' || first.line === null) return false;
  return first.line === (first.side === 'LEFT' ? row.oldLine : row.newLine);
}

function commentLink({ view, index }: FileSectionParts, row: PatchRow): Html | undefined {
  const line = row.newLine ?? row.oldLine;
  if (line === undefined) return undefined;
  const side = row.newLine === undefined ? 'LEFT' : 'RIGHT';
  const anchor = `file-${index}-${side === 'LEFT' ? 'L' : 'R'}${line}`;
  return html`<a
    class="add-comment"
    href="${view.path}/files?file=${index}&amp;side=${side}&amp;line=${line}#${anchor}"
    aria-label="Comment on line ${line}"
    >+</a
  >`;
}

function newComment(parts: FileSectionParts, row: PatchRow): readonly Html[] {
  const place = parts.commentAt;
  if (place === undefined || place.file !== parts.index || !parts.view.may.comment) return [];
  if (place.line !== (place.side === 'LEFT' ? row.oldLine : row.newLine)) return [];
  return [
    html`<div class="thread" data-testid="line-comment">
      ${textEditor({
        action: `${parts.view.path}/line-comment`,
        id: 'line-comment',
        label: `Comment on line ${place.line}`,
        button: 'Add comment',
        hidden: { path: parts.file.path, side: place.side, line: String(place.line), file: String(parts.index) },
      })}
    </div>`,
  ];
}
