/** Decides what is not worth saying, or was said already (pure). Nothing vanishes: each finding leaves with its reason. */
import type { ScanFinding, Severity } from '#src/finding/finding.ts';
import { drop, isOpen } from './finding-record.ts';
import type { Finding, PlacedFinding } from './finding-record.ts';
import { readFindingMark, readFindingMarks } from './fingerprint.ts';
import { refuteMissingClaim } from './missing-claim.ts';
import { whyEmpty } from './placeholder.ts';
import type { OwnComment } from './ports.ts';
import { earlierPoint } from './repeated-point.ts';
import type { StoredFinding } from './stored-findings.ts';

interface KnownFacts {
  readonly headTexts: ReadonlyMap<string, string>;
  readonly ownComments: readonly OwnComment[];
  /** What the security check says on this head. */
  readonly scanFindings: readonly ScanFinding[];
  /** Heads that were reviewed before, from the first on that got comments. */
  readonly rounds?: number;
  /** What was said before on this pull request. */
  readonly posted?: readonly StoredFinding[];
  /** Of these, what a push has fixed since: when it comes back, it is news. */
  readonly fixed?: ReadonlySet<string>;
}

/** From the third round on only what is grave is said: a review that goes on finding small things never ends. */
const lateRound = 2;

/** Order of the rules: what the text says, where it points, what the file shows, what was said before. */
export function judgeFindings(findings: readonly Finding[], known: KnownFacts): Finding[] {
  const judged = findings.map((finding) => judgeOne(finding, known));
  return dropDuplicates(judged);
}

function judgeOne(finding: Finding, known: KnownFacts): Finding {
  const { proposal, place } = finding;
  // What a rule read off the code is neither empty nor a guess about what is missing.
  const empty = proposal.sign ? undefined : whyEmpty(proposal.reason, place.kind === 'nowhere' ? proposal.quote : place.code);
  if (empty !== undefined) return drop(finding, 'placeholder', empty);
  if (place.kind === 'nowhere') return drop(finding, 'unplaced', place.why);
  if (place.kind === 'outside-diff') return drop(finding, 'outside-diff');
  const headText = known.headTexts.get(place.path);
  const declared =
    headText === undefined || place.side === 'LEFT' || proposal.sign
      ? undefined
      : refuteMissingClaim(`${proposal.title}. ${proposal.reason}`, headText, place);
  if (declared) return drop(finding, 'exists', `${declared.symbol} stands at line ${declared.line}`);
  const scan = known.scanFindings.find((said) => place.side === 'RIGHT' && said.place.path === place.path && overlaps(said.place, place));
  if (scan && proposal.category === 'security') return drop(finding, 'scanner-said', scan.rule);
  if (known.ownComments.some((comment) => saysTheSame(comment, finding))) return drop(finding, 'already-said');
  const earlier = earlierPoint(finding, known.posted ?? [], known.headTexts);
  const isBack = earlier !== undefined && known.fixed?.has(earlier.fingerprint) === true;
  if (earlier && !isBack) return drop(finding, 'already-said', 'about code that was edited since');
  if (!isBack && (known.rounds ?? 0) >= lateRound && proposal.severity !== 'error') return drop(finding, 'late-round');
  return finding;
}

/** By fingerprint wherever it stands now; or at the same line, where a second comment would only be noise. */
function saysTheSame(comment: OwnComment, { place, fingerprint }: Finding): boolean {
  if (comment.path === undefined) return readFindingMarks(comment.body).includes(fingerprint);
  const mark = readFindingMark(comment.body);
  if (mark === fingerprint) return true;
  return (
    mark !== undefined &&
    place.kind === 'in-diff' &&
    comment.path === place.path &&
    comment.side === place.side &&
    comment.line === place.line
  );
}

/** Of several findings at the same code the most severe stays. */
function dropDuplicates(findings: readonly Finding[]): Finding[] {
  const kept: PlacedFinding[] = [];
  const doubles = new Set<Finding>();
  for (const finding of findings.filter(isOpen).sort(bySeverity)) {
    const same = kept.some(
      ({ place, fingerprint }) =>
        fingerprint === finding.fingerprint ||
        (place.path === finding.place.path &&
          place.side === finding.place.side &&
          overlaps(place, { startLine: finding.place.startLine, endLine: finding.place.line })),
    );
    if (same) doubles.add(finding);
    else kept.push(finding);
  }
  return findings.map((finding) => (doubles.has(finding) ? drop(finding, 'duplicate') : finding));
}

/** Keeps the best `maxComments`; the rest is told in the check. */
export function chooseComments(findings: readonly Finding[], maxComments: number): Finding[] {
  const chosen = new Set<Finding>(findings.filter(isOpen).sort(bySeverity).slice(0, maxComments));
  return findings.map((finding) => (isOpen(finding) && !chosen.has(finding) ? drop(finding, 'over-limit') : finding));
}

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Most severe first; equals keep the order in which the model said them. */
export function bySeverity(a: Finding, b: Finding): number {
  return ranks[a.proposal.severity] - ranks[b.proposal.severity];
}

interface Lines {
  readonly startLine: number;
  readonly line?: number;
  readonly endLine?: number;
}

function overlaps(a: Lines, b: Lines): boolean {
  return a.startLine <= (b.line ?? b.endLine ?? b.startLine) && b.startLine <= (a.line ?? a.endLine ?? a.startLine);
}
