/** The stories of the App over a local repository: the same gate, summary and review, with ports that write nowhere. */
import { basename, resolve } from 'node:path';
import type { Config } from '#src/config.ts';
import type { GatePolicy } from '#src/gate/outcome.ts';
import { compareCommits } from '#src/git/compare.ts';
import type { Mirror } from '#src/git/mirror.ts';
import { readBlobs } from '#src/git/read-blobs.ts';
import { openModel } from '#src/model/open-model.ts';
import type { Comparison } from '#src/pull-request.ts';
import { composeDraft } from '#src/summary/compose-draft.ts';
import type { ComposedDraft } from '#src/summary/compose-draft.ts';
import { outlineOf } from '#src/syntax/outline-of.ts';
import type { NamedCommit } from './choose-commits.ts';
import { gateLocally, openScanner } from './gate-locally.ts';
import type { LocalGate } from './gate-locally.ts';
import { localPull } from './local-pull.ts';
import { reviewLocally } from './review-locally.ts';
import type { LocalReview } from './review-locally.ts';
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
  readonly review: LocalReview;
  /** Contents of the head, for code frames. */
  readonly readHead: (path: string) => Promise<string | undefined>;
}

export interface LookOptions {
  readonly config: Pick<Config, 'data' | 'semgrepPath' | 'policyFile' | 'model'>;
  readonly root: string;
  readonly policy: GatePolicy;
  /** Whether the model writes the summary too; without it rules do. */
  readonly summary: 'model' | 'rules';
  readonly signal: AbortSignal;
  readonly tell: (text: string) => void;
}

/** @throws what scanner or git throw; a model that fails is told in the review's title. */
export async function lookAtChange(change: LocalChange, options: LookOptions): Promise<Look> {
  const { config, root, policy, signal, tell } = options;
  const { mirror } = change;
  const comparison = await compareCommits(mirror, change.base.sha, change.head.sha, signal);
  const pull = localPull(basename(resolve(change.path)), change, comparison.commits);
  const read = (ids: readonly string[], maxBytes?: number) => readBlobs(mirror, ids, maxBytes, signal);

  tell(wording.scanning(comparison.files.length));
  const scanner = await openScanner(config, root);
  const security = await gateLocally(pull, comparison, { read, scan: scanner.scan, policy, signal });

  const model = await openModel({ root, configured: config.model });
  if (model !== undefined) tell(wording.asking(model.name));
  const readTexts = async (ids: readonly string[], maxBytes: number): Promise<ReadonlyMap<string, string>> =>
    new Map([...(await read(ids, maxBytes))].map(([id, content]) => [id, content.toString('utf8')]));
  const draftPorts = { readBlobs: readTexts, outline: outlineOf, ...(model === undefined || options.summary === 'rules' ? {} : { model }) };
  const draft = comparison.files.length === 0 ? undefined : await composeDraft(pull, comparison, draftPorts, signal);
  const review = await reviewLocally(pull, comparison, { readBlobs: (ids) => read(ids), model, signal });
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
