/** The review as a document (`--markdown`): the parts that a pull request would show, one below the other. Pure. */
import { showHiddenCharacters as visible } from '#src/untrusted/hidden-characters.ts';
import { inlineCode } from '#src/untrusted/inline-code.ts';
import { plainLine } from '#src/untrusted/plain-line.ts';
import type { LocalChange, Look } from './look-at-change.ts';
import { reviewWording as wording } from './wording.ts';

export function reviewMarkdown(change: LocalChange, { comparison, draft, security, review }: Look): string {
  return visible(
    [
      `# ${plainLine(wording.heading(change.head.name, change.base.name, comparison.files.length, comparison.commits.length))}`,
      ...(draft === undefined
        ? [wording.nothingChanged]
        : [`## ${plainLine(draft.title)}`, draft.text, [draft.foot, ...draft.notRead].map((line) => `_${plainLine(line)}_`).join('\n\n')]),
      `## ${wording.securityHeading}: ${plainLine(security.title)}`,
      security.summary,
      `## ${wording.reviewHeading}: ${plainLine(review.title)}`,
      review.summary,
      ...review.comments.map(({ path, line, body }) => `### ${inlineCode(`${path}:${line}`)}\n\n${body}`),
    ].join('\n\n'),
  );
}
