/** The stories of the App over a local repository: the same gate, summary and review, with ports that write nowhere. */
import { basename, join, resolve } from 'node:path';
import type { Model } from '#src/ask-model.ts';
import type { CheckRun } from '#src/check-run.ts';
import type { Config } from '#src/config.ts';
import { checkSecurity } from '#src/gate/check-security.ts';
import { finishedCheck } from '#src/gate/checks.ts';
import type { GatePolicy, GateResult } from '#src/gate/outcome.ts';
import { compareCommits } from '#src/git/compare.ts';
import type { Mirror } from '#src/git/mirror.ts';
import { readBlobs } from '#src/git/read-blobs.ts';
import { createModel } from '#src/model/create-model.ts';
import type { Comparison, PullRequest } from '#src/pull-request.ts';
import type { ReviewComment } from '#src/review/ports.ts';
import { reviewPullRequest } from '#src/review/review-pull-request.ts';
import { createScanner, enginePathBelow } from '#src/scan/create-scanner.ts';
import { routeFile } from '#src/scan/route-file.ts';
import { composeDraft } from '#src/summary/compose-draft.ts';
import type { ComposedDraft } from '#src/summary/compose-draft.ts';
import { outlineOf } from '#src/syntax/outline-of.ts';
import { findSecrets } from '#src/untrusted/find-secrets.ts';
import type { NamedCommit } from './choose-commits.ts';
import { reviewWording as wording } from './wording.ts';

export interface LocalChange {
  readonly path: string;
  readonly mirror: Mirror;
  readonly base: NamedCommit;
  readonly head: NamedCommit;
}

export interface Look {
  readonly comparison: Comparison;
  readonly security: { readonly title: string; readonly result: GateResult };
  /** Absent when nothing changed. */
  readonly draft: ComposedDraft | undefined;
  readonly review: { readonly kind: string; readonly title: string; readonly comments: readonly ReviewComment[] };
  /** Contents of the head, for code frames. */
  readonly readHead: (path: string) => Promise<string | undefined>;
}

export interface LookOptions {
  readonly config: Pick<Config, 'data' | 'semgrepPath' | 'model'>;
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
  const pull = asPullRequest(change, comparison);
  const compare = (): Promise<Comparison> => Promise.resolve(comparison);
  const read = (ids: readonly string[], maxBytes?: number) => readBlobs(mirror, ids, maxBytes, signal);

  tell(wording.scanning(comparison.files.length));
  const scanner = await createScanner({
    enginePath: config.semgrepPath ?? enginePathBelow(config.data),
    packPaths: [join(root, 'policies/semgrep')],
    workFolder: join(config.data, 'scans'),
  });
  const nowhere = (): Promise<void> => Promise.resolve();
  const outcome = await checkSecurity(
    pull,
    {
      compare,
      readBlobs: (ids) => read(ids),
      scan: scanner.scan,
      languageOf: (path) => routeFile(path, Buffer.alloc(0))?.language.name,
      findSecrets,
      // Waivers belong to the App's records; on a local repository there are none.
      loadWaivers: () => Promise.resolve([]),
      blockedElsewhere: () => Promise.resolve([]),
      publishCheck: nowhere,
      record: nowhere,
    },
    { policy, signal, now: () => new Date() },
  );
  signal.throwIfAborted();
  if (outcome.kind !== 'decided') throw new Error(wording.notDecided);

  const model = config.model === undefined ? undefined : await createModel({ ...config.model, promptsFolder: join(root, 'prompts') });
  if (model !== undefined) tell(wording.asking(model.name));
  const readTexts = async (ids: readonly string[], maxBytes: number): Promise<ReadonlyMap<string, string>> =>
    new Map([...(await read(ids, maxBytes))].map(([id, content]) => [id, content.toString('utf8')]));
  const draftPorts = { readBlobs: readTexts, outline: outlineOf, ...(model === undefined ? {} : { model }) };
  const draft = comparison.files.length === 0 ? undefined : await composeDraft(pull, comparison, draftPorts, signal);
  const review = await reviewLocally(pull, compare, (ids) => read(ids), model, signal);
  return {
    comparison,
    security: { title: finishedCheck(pull, outcome.result).output.title, result: outcome.result },
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

/** What the stories want to know of a pull request, as far as a repository tells it. */
function asPullRequest({ path, base, head }: LocalChange, { commits }: Comparison): PullRequest {
  const only = commits.length === 1 ? commits[0] : undefined;
  return {
    installationId: 0,
    repositoryId: 0,
    number: 0,
    owner: '',
    repo: basename(resolve(path)),
    title: only?.subject ?? head.name,
    body: '',
    author: { id: 0, login: '', kind: 'user' },
    state: 'open',
    draft: false,
    headSha: head.sha,
    headRef: head.name,
    baseSha: base.sha,
    baseRef: base.name,
    htmlUrl: '',
  };
}
