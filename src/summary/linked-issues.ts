import type { Commit, PullRequest } from '#src/pull-request.ts';

export interface LinkedIssue {
  readonly number: number;
  /** As it stands on GitHub: text from outside. */
  readonly title: string;
}

const MOST = 3;
const MAX_TEXT = 20_000;
/** Source: https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue */
const LINK =
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s{1,3}(?:#|https?:\/\/[\w.:-]{1,200}\/(?<place>[\w.-]{1,100}\/[\w.-]{1,100})\/issues\/)(?<number>\d{1,9})\b/giu;

/** Issues of the same repository that description or commits say to close, in their order. Pure. */
export function linkedIssues(
  pull: Pick<PullRequest, 'owner' | 'repo' | 'number' | 'body'>,
  commits: readonly Pick<Commit, 'subject' | 'body'>[],
): readonly number[] {
  const own = `${pull.owner}/${pull.repo}`.toLowerCase();
  const texts = [pull.body, ...commits.flatMap(({ subject, body }) => [subject, body])].map((text) => visible(text.slice(0, MAX_TEXT)));
  const found = texts.flatMap((text) =>
    [...text.matchAll(LINK)].flatMap(({ groups }) =>
      (groups?.['place'] ?? own).toLowerCase() === own ? [Number(groups?.['number'])] : [],
    ),
  );
  return [...new Set(found)].filter((number) => number > 0 && number !== pull.number).slice(0, MOST);
}

/** Comments of templates ("Closes #123") and code link nothing on GitHub either. */
function visible(text: string): string {
  return text.replaceAll(/<!--[^]*?(?:-->|$)/gu, ' ').replaceAll(/(`+)[^]*?\1/gu, ' ');
}
