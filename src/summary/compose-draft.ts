import type { Comparison, PullRequest } from '#src/pull-request.ts';
import { redactSecrets } from '#src/untrusted/redact-secrets.ts';
import { boundText } from './bound-text.ts';
import { disarmMarks } from './draft-marks.ts';
import type { DraftText, Provenance } from './draft-record.ts';
import { frameWording } from './frame-wording.ts';
import { fillTemplate } from './fill-template.ts';
import { gatherFacts } from './gather-facts.ts';
import { linkedIssues } from './linked-issues.ts';
import { modelDraft } from './model-draft.ts';
import { outlineDraft } from './outline-draft.ts';
import type { DraftSummaryPorts } from './ports.ts';
import { wording } from './wording.ts';

/** Longer lists of files say no more; the count is in the foot. */
const MOST_NOT_READ = 60;

export interface ComposedDraft extends DraftText {
  readonly foot: string;
  readonly notRead: readonly string[];
  readonly provenance: Provenance;
  /** Sections of the description that the text fills (`fill-template.ts`). */
  readonly fills: readonly string[];
}

/** Drafts one change from its comparison: rules first, a model's sentences on top where there is one. */
export async function composeDraft(
  pull: PullRequest,
  comparison: Comparison,
  ports: Pick<DraftSummaryPorts, 'readBlobs' | 'outline' | 'readTemplates' | 'readIssueTitles' | 'model'>,
  signal?: AbortSignal,
): Promise<ComposedDraft> {
  const facts = await gatherFacts(comparison.files, ports);
  const linked = linkedIssues(pull, comparison.commits);
  const titles = linked.length === 0 ? undefined : await ports.readIssueTitles?.(linked);
  const issues = linked.flatMap((number) => {
    const title = titles?.get(number);
    return title === undefined ? [] : [{ number, title }];
  });
  const outline = outlineDraft({ pull, commits: comparison.commits, facts, issues });
  const { content, provenance } =
    ports.model === undefined
      ? { content: outline, provenance: { droppedSentences: 0 } }
      : await modelDraft({
          pull,
          commits: comparison.commits,
          facts,
          issues,
          outline,
          model: ports.model,
          ...(signal === undefined ? {} : { signal }),
        });
  const formed = fillTemplate(content, (await ports.readTemplates?.(pull)) ?? [], pull.body);
  // Signatures and commit messages may carry a secret that stood in the diff; it must not gain another place.
  const text = await redactSecrets(boundText(disarmMarks(formed.text)));
  const title = await redactSecrets(content.title);
  const shown = facts.notRead.slice(0, MOST_NOT_READ).map(({ path, reason }) => frameWording.notReadFile(path, reason));
  const more = facts.notRead.length - shown.length;
  return {
    title: title.text,
    text: text.text,
    foot: `${frameWording.madeBy(provenance)} ${wording.coverage(comparison.files.length, facts.notRead)}`,
    notRead: more > 0 ? [...shown, frameWording.notReadMore(more)] : shown,
    provenance,
    fills: formed.fills,
  };
}
