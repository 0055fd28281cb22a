/** What `scan` looks at: a folder as it lies there, or the commits of a range. */
import { basename, resolve } from 'node:path';
import type { GatePorts } from '#src/gate/ports.ts';
import { compareCommits } from '#src/git/compare.ts';
import { openLocal } from '#src/git/open-local.ts';
import { readBlobs } from '#src/git/read-blobs.ts';
import type { Comparison, PullRequest } from '#src/pull-request.ts';
import { chooseCommits } from './choose-commits.ts';
import { readFolder } from './folder-files.ts';
import { localPull } from './local-pull.ts';
import { reviewWording, scanWording as wording } from './wording.ts';

export interface ScanSubject {
  readonly heading: string;
  readonly pull: PullRequest;
  readonly comparison: Comparison;
  readonly read: GatePorts['readBlobs'];
  /** Absent for a folder. */
  readonly range?: { readonly base: string; readonly head: string; readonly mergeBaseSha: string };
  readonly leftOut: readonly string[];
}

export type SubjectChoice =
  | { readonly kind: 'chosen'; readonly subject: ScanSubject }
  | { readonly kind: 'refused'; readonly problem: string };

/** @throws what git or the disk throw. */
export async function chooseSubject(
  path: string,
  named: { readonly base: string | undefined; readonly head: string | undefined },
  scratch: string,
  signal: AbortSignal,
): Promise<SubjectChoice> {
  return named.base === undefined && named.head === undefined
    ? { kind: 'chosen', subject: await folderSubject(path, signal) }
    : await rangeSubject(path, named, scratch, signal);
}

async function folderSubject(path: string, signal: AbortSignal): Promise<ScanSubject> {
  const { files, leftOut, read } = await readFolder(resolve(path), signal);
  const nothing = { name: '', sha: '' };
  return {
    heading: wording.folder(path, files.length),
    pull: localPull(basename(resolve(path)), { base: nothing, head: { name: path, sha: '' } }, []),
    comparison: { mergeBaseSha: '', headSha: '', files, commits: [] },
    read,
    leftOut,
  };
}

async function rangeSubject(
  path: string,
  named: { readonly base: string | undefined; readonly head: string | undefined },
  scratch: string,
  signal: AbortSignal,
): Promise<SubjectChoice> {
  const opened = await openLocal(path, scratch, signal);
  if (opened.kind === 'refused') return { kind: 'refused', problem: wording.notOpened[opened.reason](path) };
  const { mirror } = opened.repository;
  const choice = await chooseCommits(opened.repository, named);
  if (choice.kind === 'refused') return choice;
  const { base, head } = choice;
  const comparison = await compareCommits(mirror, base.sha, head.sha, signal);
  const subject = {
    heading: reviewWording.heading(head.name, base.name, comparison.files.length, comparison.commits.length),
    pull: localPull(basename(resolve(path)), choice, comparison.commits),
    comparison,
    read: (ids: readonly string[]) => readBlobs(mirror, ids, undefined, signal),
    range: { base: base.name, head: head.name, mergeBaseSha: comparison.mergeBaseSha },
    leftOut: [],
  };
  return { kind: 'chosen', subject };
}
