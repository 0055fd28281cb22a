import type { Commit, PullRequest } from '#src/pull-request.ts';
import { areasOf } from './areas.ts';
import type { Area } from './areas.ts';
import { changelogEntry } from './changelog-entry.ts';
import { areaStatements } from './area-statements.ts';
import { callerStatements } from './caller-statements.ts';
import { checkStatements, testStatements } from './check-statements.ts';
import type { AreaContent, DraftContent, LeadParagraph } from './draft-content.ts';
import type { FileFacts, SummaryFacts } from './facts.ts';
import type { LinkedIssue } from './linked-issues.ts';
import { movedSymbols } from './moves.ts';
import type { Moves } from './moves.ts';
import { saysAgain } from './same-words.ts';
import { inlineCode, plainLine } from './show-text.ts';
import { statedReason } from './stated-reason.ts';
import { proposeTitle, tellingSubjects } from './title-proposal.ts';
import { wording } from './wording.ts';

const MOST_AREAS = 8;
const MOST_SUBJECTS = 6;
const MAX_WHY = 400;
const MAX_ISSUE = 160;
const FEWEST_GATHERED = 3;

export interface OutlineQuestion {
  readonly pull: Pick<PullRequest, 'title' | 'headRef'>;
  readonly commits: readonly Commit[];
  readonly facts: SummaryFacts;
  /** What description or commits say to close. */
  readonly issues?: readonly LinkedIssue[];
}

/** The draft that rules write, without a model: what changed where, what callers and reviewers should look at. Pure. */
export function outlineDraft({ pull, commits, facts, issues = [] }: OutlineQuestion): DraftContent {
  const title = proposeTitle(pull, commits);
  const { paragraphs, changelog } = lead(commits, title, facts, issues);
  const areas = draftedAreas(facts, changelog);
  const moved = movedSymbols(facts.files);
  const rest = areas.slice(MOST_AREAS);
  return {
    title,
    lead: [...paragraphs, ...repetition(facts), ...nothingRead(facts)],
    areas: areas.slice(0, MOST_AREAS).map((area) => areaContent(area, moved, areas.length > 3)),
    ...(rest.length === 0
      ? {}
      : {
          moreAreas: wording.moreAreas(
            rest.map(({ folder }) => folder),
            countFiles(rest),
          ),
        }),
    ...(changelog === undefined ? {} : { changelog }),
    ...callerStatements(facts, moved),
    checks: checkStatements(facts),
    tests: testStatements(facts),
  };
}

/** Tests, manifests and the changelog that is quoted (its path) have lines of their own unless there is nothing else. */
export function draftedAreas(facts: SummaryFacts, changelog: string | undefined): readonly Area[] {
  const manifests = new Set(facts.dependencies.map(({ place }) => place.path));
  const telling = facts.files.filter(
    ({ role, file }) =>
      role !== 'test' && !manifests.has(file.path) && file.path !== changelog && (role !== 'migration' || file.status === 'deleted'),
  );
  return gathered(areasOf(telling.length > 0 ? telling : facts.files.filter(({ role }) => role === 'test')));
}

function areaContent(area: Area, moved: Moves, brief: boolean): AreaContent {
  // A lone file is named by its statement; a heading would only say it twice.
  return {
    name: area.files.length === 1 || area.isGathered === true ? undefined : areaName(area),
    statements: areaStatements(area.files, moved, brief),
  };
}

function areaName({ folder }: Area): string {
  return folder === '' ? wording.rootFolder : inlineCode(folder);
}

/** People's own words: the commits', and the changelog's. */
function lead(
  commits: readonly Commit[],
  title: string,
  { files }: SummaryFacts,
  issues: readonly LinkedIssue[],
): { readonly paragraphs: readonly LeadParagraph[]; readonly changelog?: string } {
  const said = [...why(commits, title), ...issueParagraph(issues, title)];
  const entry = changelogEntry(files);
  const known = [title, ...said.map(({ text }) => text)].join(' ');
  const news = (entry?.items ?? []).filter((item) => !saysAgain(item, known)).map((item) => plainLine(item, MAX_WHY));
  if (entry === undefined || news.length === 0) return { paragraphs: said };
  return { paragraphs: [...said, { kind: 'what', text: wording.fromChangelog(news, entry) }], changelog: entry.path };
}

/** The issue's title, where it says more than the pull request's. */
function issueParagraph(issues: readonly LinkedIssue[], title: string): LeadParagraph[] {
  const shown = issues
    .filter((issue) => !saysAgain(issue.title, title))
    .map(({ number, title: words }) => wording.issue(inlineCode(`#${number}`), plainLine(`“${words}”`, MAX_ISSUE)));
  return shown.length === 0 ? [] : [{ kind: 'why', text: wording.issues(shown) }];
}

/** People's own words are the only source of a reason. */
function why(commits: readonly Commit[], title: string): LeadParagraph[] {
  const [only, ...others] = commits;
  if (only !== undefined && others.length === 0) {
    const { kind, lines } = statedReason(only.body, title);
    if (kind === 'commits') return fromCommits(lines);
    const reason = lines.map((line) => plainLine(line, MAX_WHY));
    return reason.length === 0
      ? []
      : [{ kind: 'why', text: reason.length === 1 ? reason.join('') : reason.map((line) => `- ${line}`).join('\n') }];
  }
  return fromCommits(tellingSubjects(commits).filter((subject) => !saysAgain(subject, title)));
}

function fromCommits(subjects: readonly string[]): LeadParagraph[] {
  if (subjects.length === 0) return [];
  const shown = subjects.slice(0, MOST_SUBJECTS).map((subject) => plainLine(subject.replace(/\.$/u, ''), 100));
  return [{ kind: 'what', text: wording.fromCommits(shown, subjects.length - MOST_SUBJECTS) }];
}

/** A picture, a lock file: the draft is short, and not empty. */
function nothingRead({ files, notRead }: SummaryFacts): LeadParagraph[] {
  if (files.length > 0 || notRead.length === 0) return [];
  const shown = notRead.slice(0, 3).map(({ path, reason }) => `${inlineCode(path)} (${reason})`);
  return [{ kind: 'what', text: wording.nothingRead(wording.list(shown, notRead.length - shown.length)) }];
}

/** Folders with one file each, of which nothing can be said but its name, are one line. */
function gathered(areas: readonly Area[]): readonly Area[] {
  const isPlain = ({ files }: Area): boolean =>
    files.length === 1 && files.every(({ symbols = [], role }) => symbols.length === 0 && role !== 'migration');
  const plain = areas.filter(isPlain);
  if (plain.length < FEWEST_GATHERED) return areas;
  const together: Area = {
    folder: '',
    files: plain.flatMap(({ files }) => files),
    additions: plain.reduce((sum, { additions }) => sum + additions, 0),
    deletions: plain.reduce((sum, { deletions }) => sum + deletions, 0),
  };
  return [...areas.filter((area) => !isPlain(area)), { ...together, isGathered: true }];
}

function repetition({ repeated, files }: SummaryFacts): LeadParagraph[] {
  if (repeated === undefined) return [];
  return [{ kind: 'what', text: wording.repeated(repeated, files.length) }];
}

function countFiles(areas: readonly { readonly files: readonly FileFacts[] }[]): number {
  return areas.reduce((sum, { files }) => sum + files.length, 0);
}
