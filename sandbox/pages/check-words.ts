/** Check runs in words and colors, as GitHub's list of checks has them. */
import type { CheckRun } from '#sandbox/state/check.ts';
import { icon, type IconName } from './icons.ts';
import { html, type Html } from './page-html.ts';

export interface CheckLook {
  readonly icon: IconName;
  readonly tone: 'good' | 'bad' | 'waiting' | 'quiet';
  readonly words: string;
}

export function checkLook(run: Pick<CheckRun, 'status' | 'conclusion'>): CheckLook {
  if (run.status !== 'completed') {
    return { icon: 'pending', tone: 'waiting', words: run.status === 'in_progress' ? 'In progress' : 'Queued' };
  }
  switch (run.conclusion) {
    case 'success':
      return { icon: 'success', tone: 'good', words: 'Successful' };
    case 'neutral':
      return { icon: 'neutral', tone: 'quiet', words: 'Neutral' };
    case 'skipped':
      return { icon: 'skipped', tone: 'quiet', words: 'Skipped' };
    case 'failure':
      return { icon: 'failure', tone: 'bad', words: 'Failing' };
    case 'cancelled':
      return { icon: 'skipped', tone: 'bad', words: 'Cancelled' };
    case 'timed_out':
      return { icon: 'failure', tone: 'bad', words: 'Timed out' };
    case 'action_required':
      return { icon: 'warning', tone: 'bad', words: 'Action required' };
    case 'stale':
    case null:
      return { icon: 'skipped', tone: 'quiet', words: 'Stale' };
  }
}

export function checkIcon(run: Pick<CheckRun, 'status' | 'conclusion'>): Html {
  const look = checkLook(run);
  return html`<span class="tone-${look.tone}">${icon(look.icon)}</span>`;
}

/** One look for all runs of a commit: the worst decides. */
export function overallLook(runs: readonly CheckRun[]): CheckLook | undefined {
  if (runs.length === 0) return undefined;
  const looks = runs.map(checkLook);
  const bad = looks.filter((look) => look.tone === 'bad').length;
  const waiting = looks.filter((look) => look.tone === 'waiting').length;
  if (bad > 0) return { icon: 'failure', tone: 'bad', words: `${bad} of ${runs.length} checks failing` };
  if (waiting > 0) return { icon: 'pending', tone: 'waiting', words: `${waiting} of ${runs.length} checks running` };
  return { icon: 'success', tone: 'good', words: runs.length === 1 ? '1 check passed' : `${runs.length} checks passed` };
}
