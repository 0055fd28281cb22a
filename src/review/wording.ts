/** Everything the review says to people. Text of the model passes through `cleanModelText` here, and only here. */
import type { Annotation, CheckRun, ReviewConclusion } from '#src/check-run.ts';
import { cleanModelText } from '#src/untrusted/clean-model-text.ts';
import { inlineCode } from '#src/untrusted/inline-code.ts';
import { plainLine } from '#src/untrusted/plain-line.ts';
import type { ThreadEnding } from './follow-threads.ts';
import type { DropReason, FindingRecord, PlacedFinding, Suggestion } from './finding-record.ts';
import { dropWords, notReviewed, unreadWords } from './reason-wording.ts';
import { findingMark } from './fingerprint.ts';
import type { HiddenPlace } from './hidden-places.ts';
import { holdsStandIn } from './quote.ts';
import type { Coverage, ReviewOutcome, Unread } from './outcome.ts';
import type { ReviewComment } from './ports.ts';

type Ran = Exclude<ReviewOutcome, { kind: 'superseded' }>;

/** Lines that a list in the check may have; the rest is counted. */
const longestList = 60;

export function commentBody({ proposal, place, fingerprint, suggestion }: PlacedFinding): string {
  const lines = place.startLine === place.line ? `line ${place.line}` : `lines ${place.startLine} to ${place.line}`;
  const side = place.side === 'LEFT' ? ' before this change' : '';
  return [
    `**${titleOf(proposal)}**`,
    cleanModelText(proposal.reason, { maxLength: 2_000 }),
    `Evidence: ${inlineCode(place.path)}, ${lines}${side}: ${inlineCode(evidence(proposal.quote, place.code))}`,
    ...(suggestion === undefined ? [] : [suggestionText(suggestion)]),
    `<sub>${foundBy(proposal)} It may still be wrong; a person decides.</sub>`,
    findingMark(fingerprint),
  ].join('\n\n');
}

/** A fence longer than any in the code: nothing of it can end the block. */
function suggestionText({ code, committable }: Suggestion): string {
  if (!committable) return `Perhaps: ${inlineCode(code.trim())}`;
  const fence = '`'.repeat(Math.max(3, ...[...code.matchAll(/`+/gu)].map(([run]) => run.length + 1)));
  return `${fence}suggestion\n${code}\n${fence}`;
}

function foundBy({ model, sign }: PlacedFinding['proposal']): string {
  return sign
    ? `A rule (${sign.kind}) saw the sign; ${inlineCode(model)} looked at the whole function and did not refute it.`
    : `Found by ${inlineCode(model)}, and not refuted in a second, independent look at the whole function.`;
}

export function reviewBody(comments: number, coverage: Coverage): string {
  const read = `${coverage.reviewed.length} of ${count(coverage.reviewed.length + coverage.missed.length, 'file')}`;
  const rest = coverage.missed.length > 0 ? ' The check `countersign/review` lists the files that nobody read, and why.' : '';
  return `Read ${read} and has ${count(comments, 'comment')}.${rest} Comments only: approving stays with people.`;
}

/** Comments that GitHub has no line for, in the review's own text: nothing is lost. */
export function bodyWithRefused(body: string, refused: readonly ReviewComment[]): string {
  if (refused.length === 0) return body;
  const items = refused.map(
    ({ path, side, line, body }) => `#### ${inlineCode(path)}, line ${line}${side === 'LEFT' ? ' before this change' : ''}\n\n${body}`,
  );
  const why =
    refused.length === 1
      ? "GitHub's diff does not show the line of this comment, so it stands here:"
      : "GitHub's diff does not show the lines of these comments, so they stand here:";
  return [body, why, ...items].join('\n\n');
}

function titleOf({ title, reason }: { readonly title: string; readonly reason: string }): string {
  const own = plainLine(title, 120).replaceAll('**', '').trim();
  if (own.replaceAll(/[^\p{L}\p{N}]/gu, '') !== '') return own;
  return plainLine(reason.split(/(?<=[.!?])\s/, 1)[0] ?? reason, 120).replaceAll('**', '');
}

/** Where the model was shown a placeholder for a secret, its quote is shown and not the line: nothing is spread further. */
function evidence(quote: string, placed: string): string {
  const code = holdsStandIn(quote) ? quote : placed;
  const [first = '', ...more] = code.split('\n').map((line) => line.trim());
  return `${first.slice(0, 160)}${first.length > 160 || more.length > 0 ? ' …' : ''}`;
}

// ---- the check ----

export function startedCheck(headSha: string): CheckRun {
  return check(headSha, undefined, 'Reviewing', 'The review of this commit has begun.');
}

/** The error itself goes to the log, not to GitHub: it may name hosts and paths. */
export function failedCheck(headSha: string): CheckRun {
  return check(
    headSha,
    'neutral',
    'Not reviewed: an error on our side',
    'Something failed while the change was read, so the review of this commit did not finish. Comments that were posted already stay, and are not posted twice. It is tried again by itself; to try at once, comment `/ai retry`. The log of Countersign tells the cause.',
  );
}

export function checkOfOutcome(outcome: ReviewOutcome): CheckRun {
  const said = verdictOf(outcome);
  const annotations = outcome.kind === 'superseded' ? [] : (outcome.hidden ?? []).map(hiddenAnnotation);
  return { ...said, output: { ...said.output, annotations } };
}

function hiddenAnnotation({ path, line, characters }: HiddenPlace): Annotation {
  const message = `This line holds ${characters.join(', ')}, which no reader sees and programs and models do read. Delete what is not meant to be there.`;
  return { path, startLine: line, endLine: line, level: 'warning', title: 'Hidden characters', message };
}

function hiddenLine({ path, line, characters }: HiddenPlace): string {
  return `- ${inlineCode(path)} line ${line}: ${characters.join(', ')}`;
}

function verdictOf(outcome: ReviewOutcome): Extract<CheckRun, { readonly name: 'countersign/review' }> {
  switch (outcome.kind) {
    case 'superseded':
      return check(
        outcome.headSha,
        'cancelled',
        'Superseded by a newer commit',
        'The head moved on while this commit was read. See the check of the newer commit.',
      );
    case 'not-reviewed':
      return check(
        outcome.headSha,
        'neutral',
        `Not reviewed: ${notReviewed[outcome.reason].title}`,
        [notReviewed[outcome.reason].next, outcome.detail && `The model layer says: ${plainLine(outcome.detail, 300)}`, details(outcome)]
          .filter(Boolean)
          .join('\n\n'),
      );
    case 'partly-reviewed':
      return check(outcome.headSha, 'neutral', partlyTitle(outcome), details(outcome));
    case 'reviewed':
      return check(
        outcome.headSha,
        'success',
        outcome.way === 'signs'
          ? `Searched ${count(outcome.coverage.reviewed.length, 'file')} for signs of known defects: ${commentCount(outcome)}`
          : `Reviewed ${count(outcome.coverage.reviewed.length, 'file')}: ${commentCount(outcome)}`,
        details(outcome),
      );
  }
}

function check(
  headSha: string,
  conclusion: ReviewConclusion | undefined,
  title: string,
  summary: string,
): Extract<CheckRun, { readonly name: 'countersign/review' }> {
  return { name: 'countersign/review', headSha, conclusion, output: { title, summary, annotations: [] } };
}

function partlyTitle({ coverage, findings }: Ran): string {
  const all = coverage.reviewed.length + coverage.missed.length;
  if (coverage.missed.length > 0) return `Partly reviewed: ${coverage.reviewed.length} of ${count(all, 'file')}`;
  const unverified = findings.filter(({ verdict }) => verdict.kind === 'dropped' && verdict.reason === 'unverified').length;
  return `Partly reviewed: ${count(unverified, 'finding')} without a second look`;
}

function details(outcome: Ran): string {
  const { coverage, findings, usage } = outcome;
  const dropped = findings.filter(({ verdict }) => verdict.kind === 'dropped');
  const [model] = usage;
  const tokens = usage.reduce((sum, used) => sum + used.promptTokens + used.completionTokens, 0);
  return [
    outcome.way === 'signs'
      ? searched(usage.length)
      : usage.length > 0
        ? `Read ${count(coverage.reviewed.length, 'file')}; ${commentCount(outcome)}.`
        : '',
    section('Not read, and should be', coverage.missed.map(unreadLine)),
    section('Characters that no reader sees', (outcome.hidden ?? []).map(hiddenLine)),
    section('Findings not posted', dropped.map(droppedLine)),
    threadLine(outcome.threads ?? []),
    section('Not to be read', coverage.leftOut.map(unreadLine)),
    model ? `Model ${inlineCode(model.model)}, ${count(usage.length, 'request')}, ${tokens} tokens.` : '',
    'This check never blocks a merge, and it is no approval.',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function searched(questions: number): string {
  const asked =
    questions === 0
      ? 'Rules found no suspicious place, so the model was not asked.'
      : `The model was asked about ${count(questions, 'suspicious place')}.`;
  return `The model is a small one. It does not read the whole change, where such models are mostly wrong: rules look for signs of known defects, and the model decides about each. ${asked} Other mistakes are not found this way.`;
}

function threadLine(threads: readonly ThreadEnding[]): string {
  if (threads.length === 0) return '';
  const of = (kind: ThreadEnding['kind']): number => threads.filter((one) => one.kind === kind).length;
  const parts = [
    { number: of('resolved'), words: 'resolved with this commit' },
    { number: of('returned'), words: `open again, because the code is back` },
    { number: of('fixed') + of('done'), words: 'resolved before' },
    { number: of('answered'), words: 'answered' },
    { number: of('left'), words: `left as ${of('left') === 1 ? 'it is' : 'they are'}` },
  ];
  const told = parts.filter(({ number }) => number > 0).map(({ number, words }) => `${number} ${words}`);
  return `Of ${count(threads.length, 'earlier comment')}: ${told.join(', ')}.`;
}

function section(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const more = lines.length > longestList ? [`- … and ${lines.length - longestList} more`] : [];
  return [`**${title}**`, '', ...lines.slice(0, longestList), ...more].join('\n');
}

function unreadLine({ path, reason, detail }: Unread): string {
  return `- ${inlineCode(path)}: ${unreadWords[reason]}${detail === '' ? '' : ` (${plainLine(detail, 160)})`}`;
}

/** Places that the model made up are not shown as if they existed. */
function droppedLine({ proposal, place, verdict }: FindingRecord): string {
  const where = place.kind === 'nowhere' ? inlineCode(place.path) : `${inlineCode(place.path)} line ${place.startLine}`;
  if (verdict.kind === 'posted') return `- ${where}: ${titleOf(proposal)}`;
  const detail = verdict.detail === '' ? '' : ` (${plainLine(verdict.detail, 200)})`;
  return `- ${where}: ${titleOf(proposal)}: ${dropWords[verdict.reason]}${detail}`;
}

const saidBefore: ReadonlySet<DropReason> = new Set(['already-said', 'already-reviewed']);

function commentCount({ findings }: Ran): string {
  const posted = findings.filter(({ verdict }) => verdict.kind === 'posted').length;
  if (posted > 0) return count(posted, 'comment');
  return findings.some(({ verdict }) => verdict.kind === 'dropped' && saidBefore.has(verdict.reason))
    ? 'nothing new to say'
    : 'nothing to say';
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
