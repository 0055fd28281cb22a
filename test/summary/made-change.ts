/** Builds comparisons from whole files, so that tests read as before and after. */
import { createHash } from 'node:crypto';
import { structuredPatch } from 'diff';
import type { ChangedFile, Hunk, HunkLine } from '#src/diff/changed-file.ts';
import type { Commit, Comparison, PullRequest } from '#src/pull-request.ts';
import type { GatherPorts } from '#src/summary/ports.ts';
import { outlineOf } from '#src/syntax/outline-of.ts';

export interface MadeFile {
  readonly path: string;
  readonly previousPath?: string;
  readonly before?: string;
  readonly after?: string;
  readonly kind?: ChangedFile['kind'];
}

const idOf = (text: string): string => createHash('sha1').update(text).digest('hex');

export function changedFile({ path, previousPath, before, after, kind = 'text' }: MadeFile): ChangedFile {
  const hunks = kind === 'text' ? hunksOf(before ?? '', after ?? '') : [];
  const count = (wanted: HunkLine['kind']): number => hunks.flatMap(({ lines }) => lines).filter((line) => line.kind === wanted).length;
  return {
    path,
    status: previousPath !== undefined ? 'renamed' : before === undefined ? 'added' : after === undefined ? 'deleted' : 'modified',
    kind,
    headSize: after?.length ?? 0,
    baseMode: before === undefined ? '000000' : '100644',
    headMode: after === undefined ? '000000' : '100644',
    additions: count('added'),
    deletions: count('deleted'),
    hunks,
    ...(previousPath === undefined ? {} : { previousPath }),
    ...(before === undefined ? {} : { baseBlob: idOf(before) }),
    ...(after === undefined ? {} : { headBlob: idOf(after) }),
  };
}

function hunksOf(before: string, after: string): Hunk[] {
  return structuredPatch('a', 'b', before, after, '', '', { context: 3 }).hunks.map((hunk) => {
    let [oldLine, newLine] = [hunk.oldStart, hunk.newStart];
    const lines = hunk.lines
      .filter((line) => !line.startsWith('\\'))
      .map((line): HunkLine => {
        const text = line.slice(1);
        if (line.startsWith('+')) return { kind: 'added', text, newLine: newLine++ };
        if (line.startsWith('-')) return { kind: 'deleted', text, oldLine: oldLine++ };
        return { kind: 'context', text, oldLine: oldLine++, newLine: newLine++ };
      });
    return { oldStart: hunk.oldStart, oldLines: hunk.oldLines, newStart: hunk.newStart, newLines: hunk.newLines, section: '', lines };
  });
}

export function comparisonOf(files: readonly MadeFile[], commits: readonly Partial<Commit>[] = []): Comparison {
  return {
    mergeBaseSha: 'b'.repeat(40),
    headSha: 'a'.repeat(40),
    files: files.map(changedFile),
    commits: commits.map((commit, index) => ({ sha: String(index).padStart(40, '0'), subject: '', body: '', ...commit })),
  };
}

export function gatherPortsOf(files: readonly MadeFile[]): Pick<GatherPorts, 'readBlobs' | 'outline'> {
  const blobs = new Map(
    files.flatMap(({ before, after }) => [before, after]).flatMap((text) => (text === undefined ? [] : [[idOf(text), text] as const])),
  );
  return {
    readBlobs: async (ids) => new Map(ids.flatMap((id) => (blobs.has(id) ? [[id, blobs.get(id) ?? ''] as const] : []))),
    outline: outlineOf,
  };
}

export function pullOf(changes: Partial<PullRequest> = {}): PullRequest {
  return {
    installationId: 1,
    repositoryId: 2,
    number: 3,
    owner: 'acme',
    repo: 'shop',
    title: 'Add coupons to the cart',
    body: '',
    author: { id: 10, login: 'ada', kind: 'user' },
    state: 'open',
    draft: false,
    headSha: 'a'.repeat(40),
    headRef: 'feature/coupons',
    baseSha: 'b'.repeat(40),
    baseRef: 'main',
    htmlUrl: 'https://github.example/acme/shop/pull/3',
    ...changes,
  };
}
