/** What a model gets to read: a few changed lines of each file, within a budget of tokens. Pure. */
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { estimateTokens } from '#src/diff/estimate-tokens.ts';
import type { LinkedIssue } from './linked-issues.ts';
import type { Commit, PullRequest } from '#src/pull-request.ts';

const MAX_LINE = 160;
const MAX_BODY = 400;

export interface Material {
  readonly text: string;
  /** Paths of which every changed line is in the text, and of which some are missing. */
  readonly whole: readonly string[];
  readonly partly: readonly string[];
}

/** Changed lines with their signs under each path, without context; large files share what is left. */
export function materialOf(files: readonly ChangedFile[], maxTokens: number): Material {
  const parts: string[] = [];
  const read = { whole: [] as string[], partly: [] as string[] };
  let left = maxTokens;
  for (const [index, file] of files.entries()) {
    const share = Math.max(60, Math.floor(left / (files.length - index)));
    const part = fileForModel(file, share);
    const cost = estimateTokens(part.text);
    if (cost > left) break;
    left -= cost;
    parts.push(part.text);
    (part.isWhole ? read.whole : read.partly).push(file.path);
  }
  return { text: parts.join('\n'), ...read };
}

export function changesForModel(files: readonly ChangedFile[], maxTokens: number): string {
  return materialOf(files, maxTokens).text;
}

function fileForModel(file: ChangedFile, maxTokens: number): { readonly text: string; readonly isWhole: boolean } {
  const name = file.previousPath === undefined ? file.path : `${file.previousPath} -> ${file.path}`;
  const lines = [`## ${file.status}: ${name.replaceAll(/\p{Cc}/gu, '\uFFFD')}`];
  let left = maxTokens - estimateTokens(lines[0] ?? '');
  let isWhole = true;
  for (const hunk of file.hunks) {
    if (hunk.section !== '') lines.push(`@@ ${hunk.section.slice(0, 100)}`);
    for (const { kind, text } of hunk.lines) {
      if (kind === 'context' || text.trim() === '') continue;
      const line = `${kind === 'added' ? '+' : '-'} ${text.slice(0, MAX_LINE)}`;
      isWhole &&= text.length <= MAX_LINE;
      left -= estimateTokens(line) + 1;
      if (left < 0) return { text: [...lines, '(more lines not shown)'].join('\n'), isWhole: false };
      lines.push(line);
    }
  }
  return { text: lines.join('\n'), isWhole };
}

/** The first lines that fit, at least one, with a word about the others. */
export function linesWithin(lines: readonly string[], maxTokens: number): string {
  let left = maxTokens;
  const shown = lines.filter((line, index) => {
    left -= estimateTokens(line) + 1;
    return left >= 0 || index === 0;
  });
  return [...shown, ...(shown.length < lines.length ? ['(more not shown)'] : [])].join('\n');
}

/** Title, branch, description and commits, the oldest first, within a budget of tokens. */
export function commitsForModel(
  commits: readonly Commit[],
  pull: Pick<PullRequest, 'title' | 'body' | 'headRef'>,
  { maxTokens = Number.POSITIVE_INFINITY, issues = [] }: { readonly maxTokens?: number; readonly issues?: readonly LinkedIssue[] } = {},
): string {
  const messages = commits.slice(0, 20).flatMap(({ subject, body }) => {
    const reason = body.trim().slice(0, MAX_BODY);
    return [`- ${subject.slice(0, 120)}`, ...(reason === '' ? [] : [`  ${reason}`])];
  });
  const head = [
    `Title: ${pull.title.slice(0, 300)}`,
    `Branch: ${pull.headRef.slice(0, 200)}`,
    ...(pull.body === '' ? [] : [`Description: ${pull.body.slice(0, MAX_BODY)}`]),
  ];
  const words = [...head, ...issues.map(({ number, title }) => `Issue #${number}: ${title.slice(0, 200)}`)].join('\n');
  return [words, 'Commits:', linesWithin(messages, maxTokens - estimateTokens(words))].join('\n');
}
