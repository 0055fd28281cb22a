/** Asks the model for findings, one request for each group of files. */
import type { Model, ModelUsage } from '#src/ask-model.ts';
import type { ChangedFile } from '#src/diff/changed-file.ts';
import type { FileGroup } from '#src/diff/pack-files.ts';
import { renderHunks } from '#src/diff/render-hunks.ts';
import type { PullRequest } from '#src/pull-request.ts';
import type { Finding, ProposedFinding } from './finding-record.ts';
import { inParallel } from './in-parallel.ts';
import { proposalOutputTokens } from './limits.ts';
import type { ModelFailure } from './outcome.ts';
import { proposals, readProposals } from './proposal.ts';

export interface Proposed {
  /** Each with the files that the model was shown when it said so. */
  readonly findings: readonly { readonly proposal: ProposedFinding; readonly files: readonly ChangedFile[] }[];
  /** Groups that got no answer. */
  readonly failures: ReadonlyMap<FileGroup, ModelFailure>;
  readonly usage: readonly ModelUsage[];
}

/** After an answer that no further request can change (unreachable, unauthorized, budget) the rest is not asked. */
export async function proposeFindings(
  model: Model,
  about: About,
  groups: readonly FileGroup[],
  width: number,
  signal: AbortSignal | undefined,
): Promise<Proposed> {
  const failures = new Map<FileGroup, ModelFailure>();
  const usage: ModelUsage[] = [];
  let hopeless: ModelFailure | undefined;
  const answers = await inParallel(groups, width, async (group) => {
    const files = group.parts.map((part) => part.file);
    const answer = hopeless ?? (await ask(model, about, group, signal));
    if ('value' in answer) {
      usage.push(answer.usage);
      return readProposals(answer.value, answer.usage).map((proposal) => ({ proposal, files }));
    }
    const failure: ModelFailure = { reason: answer.reason, detail: answer.detail };
    if (['unreachable', 'unauthorized', 'over-budget', 'aborted'].includes(failure.reason)) hopeless = failure;
    failures.set(group, failure);
    return [];
  });
  return { findings: answers.flat(), failures, usage };
}

interface About {
  readonly pull: PullRequest;
  readonly signs: readonly Finding[];
  /** The repository's own ways; absent when it says nothing. */
  readonly conventions: string | undefined;
}

const mostSigns = 12;

function ask(model: Model, { pull, signs, conventions }: About, group: FileGroup, signal: AbortSignal | undefined) {
  const paths = new Set(group.parts.map(({ file }) => file.path));
  const seen = signs.filter(({ place }) => paths.has(place.path)).slice(0, mostSigns);
  const lines = seen.map(({ proposal }) => `- ${proposal.path} line ${proposal.lineHint}: ${proposal.reason}`);
  const diff = group.parts.map(({ file, hunks }) => renderHunks(file, hunks)).join('\n\n');
  return model.ask({
    task: 'review',
    prompt: 'review',
    data: [
      { label: 'pull request', text: `${pull.title.slice(0, 300)}\n\n${pull.body.slice(0, 1_200)}`.trim() },
      { label: 'diff', text: diff },
      ...(conventions === undefined ? [] : [{ label: 'conventions of this repository', text: conventions }]),
      ...(lines.length === 0 ? [] : [{ label: 'signs', text: lines.join('\n') }]),
    ],
    schema: proposals,
    schemaName: 'review_findings',
    maxOutputTokens: proposalOutputTokens,
    ...(signal && { signal }),
  });
}
