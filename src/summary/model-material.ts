/** What a model gets to read: a few changed lines of each file, within a budget of tokens. Pure. */
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { estimateTokens } from '#src/diff/estimate-tokens.ts';
import type { Commit, PullRequest } from '#src/pull-request.ts';

const MAX_LINE = 160;
const MAX_BODY = 600;

/** Changed lines with their signs under each path, without context; large files share what is left. */
export function changesForModel(files: readonly ChangedFile[], maxTokens: number): string {
  const parts: string[] = [];
  let left = maxTokens;
  for (const [index, file] of files.entries()) {
    const share = Math.max(60, Math.floor(left / (files.length - index)));
    const part = fileForModel(file, share);
    const cost = estimateTokens(part);
    if (cost > left) break;
    left -= cost;
    parts.push(part);
  }
  return parts.join('\n');
}

function fileForModel(file: ChangedFile, maxTokens: number): string {
  const name = file.previousPath === undefined ? file.path : `${file.previousPath} -> ${file.path}`;
  const lines = [`## ${file.status}: ${name.replaceAll(/\p{Cc}/gu, '\uFFFD')}`];
  let left = maxTokens - estimateTokens(lines[0] ?? '');
  for (const hunk of file.hunks) {
    const changed = hunk.lines.filter(({ kind, text }) => kind !== 'context' && text.trim() !== '');
    const shown = [
      ...(hunk.section === '' ? [] : [`@@ ${hunk.section.slice(0, 100)}`]),
      ...changed.map(({ kind, text }) => `${kind === 'added' ? '+' : '-'} ${text.slice(0, MAX_LINE)}`),
    ];
    for (const line of shown) {
      left -= estimateTokens(line) + 1;
      if (left < 0) return [...lines, '(more lines not shown)'].join('\n');
      lines.push(line);
    }
  }
  return lines.join('\n');
}

export function commitsForModel(commits: readonly Commit[], pull: Pick<PullRequest, 'title' | 'body' | 'headRef'>): string {
  const messages = commits
    .slice(0, 20)
    .map(({ subject, body }) => `- ${subject.slice(0, 120)}${body.trim() === '' ? '' : `\n  ${body.trim().slice(0, MAX_BODY)}`}`);
  return [
    `Title: ${pull.title}`,
    `Branch: ${pull.headRef}`,
    'Commits:',
    ...messages,
    ...(pull.body === '' ? [] : [`Description: ${pull.body.slice(0, MAX_BODY)}`]),
  ].join('\n');
}
