import type { Commit } from '#src/pull-request.ts';

/** Characters; GitHub takes no more. */
const MAX_TITLE = 256;
/** Subjects that say nothing to somebody who was not there. */
const NOISE =
  /^(wip|tmp|temp|test|fix|fixes|fixup|squash|lint|linting|format|formatting|typos?|cleanup|clean up|review( comments| feedback)?|address(es|ed)? (review|comments|feedback).*|update|updates|changes|more( .*)?|minor( .*)?|again|oops.*|initial commit|\.+|merge (branch|pull request|remote).*|(fixup|squash|amend)! .*)[.!\s]*$/iu;
const PLAIN_BRANCH = /^(main|master|dev|develop|development|staging|patch[-_]?\d*|wip|tmp|test|fix|feature|[0-9a-f]{7,40}|\d+)$/iu;

/** Subjects worth repeating, without duplicates, oldest first. */
export function tellingSubjects(commits: readonly Commit[]): string[] {
  const subjects = commits.map(({ subject }) => subject.trim()).filter((subject) => subject !== '' && !NOISE.test(subject));
  return [...new Set(subjects)];
}

/**
 * A title for the pull request, from what people wrote: the title that a person gave, when it has words; else one commit's
 * subject, else the words of the branch, else the first telling subject. Raw (not yet safe to show), never cut below GitHub's own limit: half
 * a title is no proposal.
 */
export function proposeTitle(pull: { readonly title: string; readonly headRef: string }, commits: readonly Commit[]): string {
  const subjects = tellingSubjects(commits);
  const fromBranch = branchWords(pull.headRef);
  const [first] = subjects;
  const title = pull.title.trim();
  const isOwnTitle =
    title !== '' && !NOISE.test(title) && normal(title) !== normal(pull.headRef) && normal(title) !== normal(fromBranch ?? '');
  // GitHub cuts the subject that it makes a title of, and the rest lands in the description.
  const whole = title.endsWith('…') ? subjects.find((subject) => subject.startsWith(title.slice(0, -1))) : undefined;
  if (whole !== undefined) return titleLine(whole);
  // Whoever wrote it knew the subjects.
  if (isOwnTitle && /\S\s+\S/u.test(title)) return titleLine(title);
  if (subjects.length === 1 && first !== undefined) return titleLine(first);
  if (isOwnTitle) return titleLine(title);
  return titleLine(fromBranch ?? first ?? (title === '' ? 'Untitled change' : title));
}

function branchWords(branch: string): string | undefined {
  const last = branch.slice(branch.lastIndexOf('/') + 1).replace(/^[A-Za-z]{1,10}-\d+[-_]/u, '');
  if (PLAIN_BRANCH.test(last)) return undefined;
  const words = last.split(/[-_.\s]+/u).filter((word) => word !== '');
  if (words.length < 2) return undefined;
  const sentence = words.join(' ');
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function normal(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

/** Without a trailing full stop and the number that a squash puts behind it. */
function titleLine(text: string): string {
  const line = text
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(/(?<=\S) \(#\d+\)$/u, '')
    .replace(/\.$/u, '');
  if (line.length <= MAX_TITLE) return line;
  const cut = line.slice(0, MAX_TITLE - 1);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > 40 ? space : cut.length)}…`;
}
