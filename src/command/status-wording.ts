/** What `/ai status` answers. */
import { pauseText, silenceText } from './silence-wording.ts';
import type { Configuration } from '#src/policy/configuration.ts';
import type { Pause, QuietPart, Silence } from '#src/policy/silence.ts';
import type { BudgetState, TokenBudget } from '#src/policy/token-budget.ts';
import { inlineCode } from '#src/untrusted/inline-code.ts';
import { plainLine } from '#src/untrusted/plain-line.ts';

export interface StatusFacts {
  readonly headSha: string;
  readonly closed: boolean;
  readonly draftState: string | undefined;
  readonly model: string | undefined;
  readonly review: { readonly headSha: string; readonly conclusion: string; readonly read: number; readonly missed: number } | undefined;
  readonly gate: { readonly headSha: string; readonly conclusion: string; readonly findings: number } | undefined;
  readonly work: readonly { readonly kind: string; readonly state: string }[];
  /** How many wait before this one, by kind. */
  readonly waiting: ReadonlyMap<string, number>;
  readonly configuration: Configuration;
  readonly configMistakes: number;
  readonly silences: Readonly<Record<QuietPart, Silence | undefined>>;
  readonly pauses: readonly Pause[];
  /** What stands in the code index of the default branch, in words. */
  readonly codeIndex: string;
  /** Those with a limit. */
  readonly tokens: readonly BudgetState[];
  readonly budget: { readonly person: number; readonly pull: number };
}

const stateWords: Readonly<Record<string, string>> = {
  queued: 'waiting',
  running: 'running',
  done: 'done',
  failed: 'failed; `/ai retry` tries again',
};

const draftWords: Readonly<Record<string, string>> = {
  open: 'open, not in the description yet',
  accepted: 'accepted: it stands in the description',
  rejected: 'rejected; `/ai draft` brings it back',
  deleted: 'deleted; `/ai draft` brings it back',
};

/** What a conclusion of the security check means for whoever wants to merge. */
export const gateWords = (conclusion: string): string =>
  ({ success: 'passes', failure: 'blocks the merge', cancelled: 'was called off' })[conclusion] ?? conclusion.replaceAll('-', ' ');

export function statusText(facts: StatusFacts): string {
  const { silences, configuration } = facts;
  const silent = (part: QuietPart, words: string): string => {
    const silence = silences[part];
    if (silence === undefined) return words;
    // Who paused it stands below, once.
    return `${words}. ${silence.kind === 'paused' ? 'Paused' : capital(silenceText(silence, configuration))}`;
  };
  return [
    `Newest commit: \`${facts.headSha.slice(0, 8)}\`${facts.closed ? ' (this pull request is closed)' : ''}`,
    '',
    '| part | state |',
    '|---|---|',
    row('draft', silent('summary', `${draftWords[facts.draftState ?? ''] ?? facts.draftState ?? 'none yet'}${besides(facts, 'summary')}`)),
    row('review', silent('review', onHead(facts, facts.review, 'review', reviewDetail(facts)))),
    row('security', onHead(facts, facts.gate, 'gate', gateDetail(facts))),
    row('model', facts.model === undefined ? 'none configured: drafts come from rules, nothing is reviewed' : inlineCode(facts.model, 80)),
    row('code index', facts.codeIndex),
    ...(facts.model === undefined ? [] : facts.tokens.map((state) => row('model tokens', tokensText(state)))),
    row('commands', `${facts.budget.person} left for you this hour, ${facts.budget.pull} on this pull request`),
    ...(facts.configMistakes === 0
      ? []
      : [
          row(
            'configuration',
            `${facts.configMistakes} ${facts.configMistakes === 1 ? 'mistake' : 'mistakes'} on the base branch; see \`/ai config\``,
          ),
        ]),
    ...facts.pauses.map((pause) => row('pause', `${pauseText(pause)}. The security check goes on`)),
    '',
    'What was not reviewed or not scanned is listed, with the reason, in the checks; `/ai why` tells what was found and why it was not said.',
  ].join('\n');
}

const budgetWords: Readonly<Record<TokenBudget, string>> = {
  'budgets.tokens_per_month': 'this month in all repositories',
  'budgets.tokens_per_repository_month': 'this month in this repository',
  'budgets.tokens_per_person_day': 'within 24 hours for you',
};
const amount = (tokens: number): string => tokens.toLocaleString('en-US');

function tokensText({ setting, used, limit }: BudgetState): string {
  const left = Math.max(0, limit - used);
  return `${amount(left)} of ${amount(limit)} left ${budgetWords[setting]} (\`${setting}\`)${left === 0 ? ': drafts come from rules, and nothing is reviewed' : ''}`;
}

/** Why the model was not asked. */
export function budgetText({ setting, limit }: BudgetState): string {
  const whose = setting === 'budgets.tokens_per_person_day' ? 'within 24 hours for one person' : budgetWords[setting];
  return `The ${amount(limit)} tokens ${whose} are used up (${setting}).`;
}

const row = (part: string, words: string): string => `| ${part} | ${words} |`;
const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

function workOf({ work, waiting }: StatusFacts, kind: string): string {
  const found = work.find((state) => state.kind === kind);
  if (found === undefined) return 'not asked for yet';
  const before = found.state === 'queued' ? waiting.get(kind) : undefined;
  return `${stateWords[found.state] ?? plainLine(found.state, 40)}${before === undefined ? '' : `, ${before} before it`}`;
}

/** What is finished needs no word more. */
function besides(facts: StatusFacts, kind: string): string {
  const words = workOf(facts, kind);
  return words === stateWords['done'] ? '' : ` (${words})`;
}

function onHead(facts: StatusFacts, run: { headSha: string; conclusion: string } | undefined, kind: string, detail: string): string {
  if (run === undefined) return workOf(facts, kind);
  const words = kind === 'gate' ? gateWords(run.conclusion) : run.conclusion.replaceAll('-', ' ');
  if (run.headSha === facts.headSha) return `${words} on this commit${detail}${besides(facts, kind)}`;
  return `${words} on \`${run.headSha.slice(0, 8)}\`, not yet on this commit${besides(facts, kind)}`;
}

function reviewDetail({ review }: StatusFacts): string {
  if (review === undefined || review.read + review.missed === 0) return '';
  return `, ${review.read} of ${review.read + review.missed} files read`;
}

function gateDetail({ gate }: StatusFacts): string {
  return gate === undefined
    ? ''
    : `, ${gate.findings === 0 ? 'nothing new found' : `${gate.findings} new finding${gate.findings === 1 ? '' : 's'}`}`;
}
