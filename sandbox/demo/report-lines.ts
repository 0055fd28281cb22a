/** What changed between two looks at a pull request, as lines for a person. Pure. */
import type { ObservedCheckRun, ObservedPull } from './observed.ts';
import * as wording from './wording.ts';

/** `before` is undefined on the first look; `seconds` since the pull request was opened. */
export function reportLines(before: ObservedPull | undefined, now: ObservedPull, seconds: number): readonly string[] {
  const lines: string[] = [];
  const moved = before !== undefined && before.head_sha !== now.head_sha;
  if (moved) lines.push(wording.headMoved(now.head_sha));
  if (now.draft && !before?.draft) lines.push(wording.draftPosted(seconds));
  else if (now.draft && before?.draft && now.draft.body !== before.draft.body) lines.push(wording.draftChanged);
  for (const run of now.check_runs) {
    const old = before?.check_runs.find((candidate) => candidate.name === run.name && candidate.head_sha === run.head_sha);
    if (run.status === 'completed' && (old?.status !== 'completed' || old.conclusion !== run.conclusion))
      lines.push(checkLine(run, seconds));
  }
  const newComments = now.review_comments.length - (before?.review_comments.length ?? 0);
  if (newComments > 0) lines.push(wording.reviewComments(now.review_comments.slice(-newComments)));
  return lines;
}

/** Told once everything has settled, and whenever it changes after that. */
export function mergeLine(pull: ObservedPull): string {
  return pull.merge_allowed ? wording.mergeAllowed : wording.mergeBlocked(pull.merge_blocked_by);
}

function checkLine(run: ObservedCheckRun, seconds: number): string {
  const places = run.annotations.map((annotation) => `${annotation.path}:${annotation.start_line}`);
  return wording.checkEnded(run.name.replace('countersign/', ''), run.conclusion ?? 'nothing', run.title ?? '', places, seconds);
}
