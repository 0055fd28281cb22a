/** What `/ai why` answers. Text of models and of pull requests is made safe here. */
import { gateWords } from './status-wording.ts';
import { definitions } from './verbs.ts';
import { shortReviewId } from './why-facts.ts';
import type { GateFinding, ReviewFinding, WhyFacts } from './why-facts.ts';
import { dropWords } from '#src/review/reason-wording.ts';
import { cleanModelText } from '#src/untrusted/clean-model-text.ts';
import { inlineCode } from '#src/untrusted/inline-code.ts';
import { plainLine } from '#src/untrusted/plain-line.ts';

const LONGEST_LIST = 40;

export function whyText(facts: WhyFacts): string {
  const any = (facts.gate?.findings.length ?? 0) + (facts.review?.findings.length ?? 0) > 0;
  return [
    `**Security check**: ${gateHeading(facts)}`,
    ...list((facts.gate?.findings ?? []).map(gateLine)),
    '',
    `**Review**: ${reviewHeading(facts)}`,
    ...list((facts.review?.findings ?? []).map(reviewLine)),
    ...(any ? ['', `One of them in full: \`${definitions.why.usage.replace('[ID]', 'ID')}\`.`] : []),
  ].join('\n');
}

export function whyOneText(facts: WhyFacts, id: string): string | undefined {
  const gate = facts.gate?.findings.find((one) => one.id === id);
  if (gate !== undefined)
    return [`**${gateHead(gate)}**`, '', plainLine(gate.message, 600), '', `It ${gateState(gate)}. ${gateNext(gate)}`].join('\n').trimEnd();
  const review = facts.review?.findings.find((one) => one.id === id);
  if (review === undefined) return undefined;
  return [`**${reviewHead(review)}**`, '', cleanModelText(review.reason, { maxLength: 1500 }), '', `It was ${reviewState(review)}.`].join(
    '\n',
  );
}

/** In the thread of a finding's own comment, whose first words say why: what became of it since. */
export function whyThreadText(facts: WhyFacts, fingerprint: string): string {
  const id = shortReviewId(fingerprint);
  const present = facts.review?.findings.find((one) => one.id === id);
  if (present !== undefined) {
    const stands = present.said.kind === 'dismissed' ? '' : ' It stands until the code changes, or somebody dismisses it with a reason.';
    return `${reviewHead(present)}.\n\nIt was ${reviewState(present)}.${stands}`;
  }
  const dismissal = facts.dismissed.get(fingerprint);
  if (dismissal !== undefined) return `\`${id}\` was dismissed by ${inlineCode(dismissal.login)}: ${plainLine(dismissal.reason, 200)}.`;
  const { review } = facts;
  const last =
    review === undefined || review.headSha === facts.headSha ? 'the newest commit' : `${review.headSha.slice(0, 8)}, which it read last`;
  return `\`${id}\` was said in this thread on an earlier commit. The review of ${last} did not find it again: the code has changed, or the model did not come to it this time.`;
}

export function whyUnknownText(id: string): string {
  return `Neither the last review nor the last security check has a finding \`${id}\`. IDs change when the code changes; \`/ai why\` lists the present ones.`;
}

function gateHeading({ gate, headSha }: WhyFacts): string {
  if (gate === undefined) return 'has not finished here yet.';
  const where = gate.headSha === headSha ? 'on the newest commit' : `on ${gate.headSha.slice(0, 8)}, not yet on the newest commit`;
  const found = gate.findings.length === 0 ? 'Nothing new was found.' : `${count(gate.findings.length, 'new ')}:`;
  return `${gateWords(gate.conclusion)} ${where}. ${found}`;
}

function reviewHeading({ review, headSha }: WhyFacts): string {
  if (review === undefined || review.conclusion === 'superseded') return 'has not finished here yet.';
  if (review.conclusion === 'silent') return 'keeps silent here; `/ai status` says by which setting.';
  const where = review.headSha === headSha ? 'on the newest commit' : `on ${review.headSha.slice(0, 8)}, not yet on the newest commit`;
  const read = `${review.read} of ${review.read + review.missed} files read`;
  const found = review.findings.length === 0 ? 'Nothing was found.' : `${count(review.findings.length)}:`;
  return `${review.conclusion.replaceAll('-', ' ')} ${where}, ${read}. ${found}`;
}

const count = (number: number, kind = ''): string => `${number} ${kind}finding${number === 1 ? '' : 's'}`;
const at = (path: string, line: number | undefined): string => `${inlineCode(path)}${line === undefined ? '' : ` line ${line}`}`;

function gateLine(one: GateFinding): string {
  return `- ${gateHead(one)}: ${gateState(one)}`;
}

function gateHead(one: GateFinding): string {
  return `${one.id === undefined ? '' : `\`${one.id}\` `}${at(one.path, one.line)}: ${inlineCode(one.rule)} (${one.severity})`;
}

function gateState({ state }: GateFinding): string {
  switch (state.kind) {
    case 'blocks':
      return 'blocks the merge';
    case 'advisory':
      return 'does not block: it is below the severity that blocks here';
    case 'unchecked':
      return 'blocks the merge: nobody knows what it holds';
    case 'waived':
      return `is waived by ${inlineCode(state.login)} until ${state.expiresAt.slice(0, 10)}: ${plainLine(state.reason, 200)}`;
  }
}

function gateNext({ state, id }: GateFinding): string {
  if (state.kind === 'waived') return `\`/ai unwaive ${id ?? 'ID'}\` takes that back.`;
  return state.kind === 'advisory' || id === undefined ? '' : 'Correct it, or have it waived (`/ai help`).';
}

function reviewLine(one: ReviewFinding): string {
  return `- ${reviewHead(one)}: ${reviewState(one)}`;
}

function reviewHead(one: ReviewFinding): string {
  return `\`${one.id}\` ${at(one.path, one.line)}: ${plainLine(one.title, 120)} (${plainLine(one.severity, 20)})`;
}

function reviewState({ said }: ReviewFinding): string {
  switch (said.kind) {
    case 'posted':
      return 'posted';
    case 'dismissed':
      return `dismissed by ${inlineCode(said.login)}: ${plainLine(said.reason, 200)}`;
    case 'dropped': {
      if (said.reason === 'already-said') return 'posted before, in an earlier comment';
      const words = (dropWords as Readonly<Record<string, string>>)[said.reason] ?? plainLine(said.reason, 60);
      return `not posted: ${words}${said.detail === '' ? '' : ` (${plainLine(said.detail, 160)})`}`;
    }
  }
}

function list(lines: readonly string[]): readonly string[] {
  const more = lines.length - LONGEST_LIST;
  return lines.length === 0 ? [] : ['', ...lines.slice(0, LONGEST_LIST), ...(more > 0 ? [`- … and ${more} more`] : [])];
}
