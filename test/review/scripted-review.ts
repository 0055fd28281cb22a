/** One pull request, real diffs, and ports that remember; the model answers what the test scripted, through the real schema. */
import { Buffer } from 'node:buffer';
import type { ScanFinding } from '#src/finding/finding.ts';
import type { Model, ModelAnswer, ModelRequest } from '#src/ask-model.ts';
import type { CheckRun } from '#src/check-run.ts';
import type { ChangedFile } from '#src/diff/changed-file.ts';
import type { PullRequest } from '#src/pull-request.ts';
import type { ReviewOutcome } from '#src/review/outcome.ts';
import type { OwnComment, PublishedReview, ReviewPlan, ReviewPorts } from '#src/review/ports.ts';
import { blobId, changedFileOf } from '#test/diff/changed-file-of.ts';

export const headSha = 'b'.repeat(40);
export const pull: PullRequest = {
  installationId: 1,
  repositoryId: 2,
  number: 3,
  owner: 'acme',
  repo: 'shop',
  title: 'Add pages',
  body: 'Pages for products.',
  author: { id: 9, login: 'ann', kind: 'user' },
  state: 'open',
  draft: false,
  headSha,
  headRef: 'pages',
  baseSha: 'a'.repeat(40),
  baseRef: 'main',
  htmlUrl: 'http://localhost/acme/shop/pull/3',
};

export const pagesBefore = "import { read } from './store';\n\nexport function list() {\n  return read();\n}\n";
export const pagesAfter = `import { read } from './store';

export function list(page, size) {
  const all = read();
  const offset = (page - 1) * size + 1;
  const pages = Math.round(all.length / size);
  return { items: all.slice(offset, offset + size), pages };
}
`;
export const texts = new Map([[blobId(pagesAfter), pagesAfter]]);
export const pagesFile: ChangedFile = changedFileOf('src/pages.ts', pagesBefore, pagesAfter);

export const offByOne = {
  path: 'src/pages.ts',
  line_hint: 5,
  quote: 'const offset = (page - 1) * size + 1;',
  reason: 'Adding one makes the first page begin at the second item, so the first product is never shown.',
  title: 'First product is skipped',
  category: 'bug' as const,
  severity: 'high' as const,
};
export const rounding = {
  ...offByOne,
  line_hint: 6,
  quote: 'const pages = Math.round(all.length / size);',
  reason: 'Rounding down loses the last page when fewer than half of its places are taken.',
  title: 'Last page can be lost',
  severity: 'medium' as const,
};

const usage = { model: 'tiny', promptVersion: 'review@1', promptTokens: 100, completionTokens: 10, milliseconds: 5 };
type Failure = Extract<ModelAnswer<never>, { kind: 'failed' }>;
export const unreachable: Failure = { kind: 'failed', reason: 'unreachable', detail: 'connection refused', retryable: true };

export type Script = (request: ModelRequest<unknown>, call: number) => unknown;

/** What the script returns is parsed by the request's own schema; a `failed` answer is passed on as it is. */
export function scriptedModel(script: Script, contextTokens = 16_384): Model & { readonly requests: ModelRequest<unknown>[] } {
  const requests: ModelRequest<unknown>[] = [];
  return {
    name: 'tiny',
    contextTokens,
    parameters: undefined,
    requests,
    ask<Answer>(request: ModelRequest<Answer>): Promise<ModelAnswer<Answer>> {
      requests.push(request);
      const answer = script(request, requests.length);
      if (typeof answer === 'object' && answer !== null && 'kind' in answer) return Promise.resolve(answer as Failure);
      return Promise.resolve({ kind: 'answered', value: request.schema.parse(answer), usage, salvaged: false });
    },
  };
}

/** Says these findings to every review request, and `real` to every second look. */
export function findingsOf(
  findings: readonly unknown[],
  verdict = 'real',
  why = 'Line 5 decides.',
): Model & { readonly requests: ModelRequest<unknown>[] } {
  return scriptedModel((request) => (request.task === 'review' ? { findings } : { why, verdict }));
}

export interface Seen {
  readonly checks: CheckRun[];
  readonly reviews: ReviewPlan[];
  readonly outcomes: ReviewOutcome[];
}

export function portsWith(
  model: Model | undefined,
  changes: {
    files?: readonly ChangedFile[];
    own?: readonly OwnComment[];
    scan?: readonly ScanFinding[];
    answer?: PublishedReview;
    broken?: keyof ReviewPorts;
    headSha?: string;
  } = {},
): ReviewPorts & { readonly seen: Seen } {
  const seen: Seen = { checks: [], reviews: [], outcomes: [] };
  const step = <Value>(name: keyof ReviewPorts, value: () => Value): Promise<Value> =>
    changes.broken === name ? Promise.reject(new Error(`secret-host refused ${name}`)) : Promise.resolve(value());
  return {
    seen,
    model,
    compare: () =>
      step('compare', () => ({
        mergeBaseSha: 'a'.repeat(40),
        headSha: changes.headSha ?? headSha,
        files: changes.files ?? [pagesFile],
        commits: [],
      })),
    readBlobs: (ids) =>
      step('readBlobs', () => new Map(ids.flatMap((id) => (texts.has(id) ? [[id, Buffer.from(texts.get(id) ?? '')] as const] : [])))),
    listOwnComments: () => step('listOwnComments', () => changes.own ?? []),
    readScanFindings: () => step('readScanFindings', () => changes.scan ?? []),
    publishReview: (_, plan) =>
      step('publishReview', () => {
        seen.reviews.push(plan);
        return changes.answer ?? { kind: 'posted', refused: [] };
      }),
    publishCheck: (_, check) => step('publishCheck', () => void seen.checks.push(check)),
    record: (_, outcome) => step('record', () => void seen.outcomes.push(outcome)),
  };
}

/** Path, and `posted` or the reason why not, of each finding. */
export function verdicts(outcome: ReviewOutcome): string[] {
  if (outcome.kind === 'superseded') return [];
  return outcome.findings.map(({ verdict }) => (verdict.kind === 'posted' ? 'posted' : verdict.reason));
}
