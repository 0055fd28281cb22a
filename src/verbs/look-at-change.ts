/** The stories of the App over a local repository: the same gate, summary and review, with ports that write nowhere. */
import { basename, join, resolve } from 'node:path';
import type { Model } from '#src/ask-model.ts';
import type { CheckRun } from '#src/check-run.ts';
import type { Config } from '#src/config.ts';
import type { GatePolicy } from '#src/gate/outcome.ts';
import { compareCommits } from '#src/git/compare.ts';
import type { Mirror } from '#src/git/mirror.ts';
import { readBlobs } from '#src/git/read-blobs.ts';
import { createModel } from '#src/model/create-model.ts';
import type { Comparison, PullRequest } from '#src/pull-request.ts';
import type { ReviewComment } from '#src/review/ports.ts';
import { reviewPullRequest } from '#src/review/review-pull-request.ts';
import { composeDraft } from '#src/summary/compose-draft.ts';
import type { ComposedDraft } from '#src/summary/compose-draft.ts';
import { outlineOf } from '#src/syntax/outline-of.ts';
import type { NamedCommit } from './choose-commits.ts';
import { gateLocally, openScanner } from './gate-locally.ts';
import type { LocalGate } from './gate-locally.ts';
import { localPull } from './local-pull.ts';
import { reviewWording as wording } from './wording.ts';

export interface LocalChange {
  readonly path: string;
  readonly mirror: Mirror;
  readonly base: NamedCommit;
  readonly head: NamedCommit;
}

export interface Look {
  readonly comparison: Comparison;
  readonly security: LocalGate;
  /** Absent when nothing changed. */
  readonly draft: ComposedDraft | undefined;
  readonly review: { readonly kind: string; readonly title: string; readonly comments: readonly ReviewComment[] };
  /** Contents of the head, for code frames. */
  readonly readHead: (path: string) => Promise<string | undefined>;
}

export interface LookOptions {
  readonly config: Pick<Config, 'data' | 'semgrepPath' | 'policyFile' | 'model'>;
  readonly root: string;
  readonly policy: GatePolicy;
  readonly signal: AbortSignal;
  readonly tell: (text: string) => void;
}

/** @throws what scanner or git throw; a model that fails is told in the review's title. */
export async function lookAtChange(change: LocalChange, options: LookOptions): Promise<Look> {
  const { config, root, policy, signal, tell } = options;
  const { mirror } = change;
  const comparison = await compareCommits(mirror, change.base.sha, change.head.sha, signal);
  const pull = localPull(basename(resolve(change.path)), change, comparison.commits);
  const compare = (): Promise<Comparison> => Promise.resolve(comparison);
  const read = (ids: readonly string[], maxBytes?: number) => readBlobs(mirror, ids, maxBytes, signal);

  tell(wording.scanning(comparison.files.length));
  const scanner = await openScanner(config, root);
  const security = await gateLocally(pull, comparison, { read, scan: scanner.scan, policy, signal });

  const model = config.model === undefined ? undefined : await createModel({ ...config.model, promptsFolder: join(root, 'prompts') });
  if (model !== undefined) tell(wording.asking(model.name));
  const readTexts = async (ids: readonly string[], maxBytes: number): Promise<ReadonlyMap<string, string>> =>
    new Map([...(await read(ids, maxBytes))].map(([id, content]) => [id, content.toString('utf8')]));
  const draftPorts = { readBlobs: readTexts, outline: outlineOf, ...(model === undefined ? {} : { model }) };
  const draft = comparison.files.length === 0 ? undefined : await composeDraft(pull, comparison, draftPorts, signal);
  const review = await reviewLocally(pull, compare, (ids) => read(ids), model, signal);
  return {
    comparison,
    security,
    draft,
    review,
    readHead: async (path) => {
      const blob = comparison.files.find((file) => file.path === path)?.headBlob;
      return blob === undefined ? undefined : (await read([blob])).get(blob)?.toString('utf8');
    },
  };
}

async function reviewLocally(
  pull: PullRequest,
  compare: () => Promise<Comparison>,
  read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Buffer>>,
  model: Model | undefined,
  signal: AbortSignal,
): Promise<Look['review']> {
  const comments: ReviewComment[] = [];
  let check: CheckRun | undefined;
  const outcome = await reviewPullRequest(
    pull,
    {
      compare,
      readBlobs: read,
      model,
      listOwnComments: () => Promise.resolve([]),
      readScanFindings: () => Promise.resolve([]),
      publishReview: (_pull, plan) => {
        comments.push(...plan.comments);
        return Promise.resolve({ kind: 'posted', refused: [] });
      },
      publishCheck: (_pull, published) => {
        check = published;
        return Promise.resolve();
      },
      record: () => Promise.resolve(),
    },
    { signal },
  );
  return { kind: outcome.kind, title: check?.output.title ?? outcome.kind, comments };
}
