/** Where a value comes from, and why a part keeps silent. */
import type { CheckRun } from '#src/check-run.ts';
import type { Configuration, Origin } from '#src/policy/configuration.ts';
import type { Pause, Silence } from '#src/policy/silence.ts';
import { inlineCode } from '#src/untrusted/inline-code.ts';

export function originText(origin: Origin): string {
  switch (origin.kind) {
    case 'default':
      return 'default';
    case 'operator':
      return `operator: \`${origin.file}\` line ${origin.line}`;
    case 'organization':
      return `organization: \`${origin.file}\` line ${origin.line}`;
    case 'repository':
      return `repository: \`${origin.file}\` line ${origin.line}`;
  }
}

export function silenceText(silence: Silence, configuration: Configuration): string {
  if (silence.kind === 'paused') return pauseText(silence.pause);
  const off = silence.setting.endsWith('.enabled');
  const because = silence.because === undefined ? '' : ` (${inlineCode(silence.because, 80)})`;
  return `${off ? 'switched off' : 'skipped'} by \`${silence.setting}\`${because}, ${originText(configuration.origin(silence.setting))}`;
}

export function pauseText({ scope, login, since }: Pause): string {
  const when = `${since.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const ends = scope === 'repository' ? '`/ai resume repository`' : '`/ai resume`';
  const where = scope === 'repository' ? 'in the whole repository' : 'on this pull request';
  return `paused ${where} by ${inlineCode(login, 60)} since ${when}; ${ends} ends it`;
}

/** In place of a review that nobody wants. */
export function silentReviewCheck(headSha: string, silence: Silence, configuration: Configuration): CheckRun {
  const why = silenceText(silence, configuration);
  const title = silence.kind === 'paused' ? 'Not reviewed: paused' : `Not reviewed: ${silence.setting}`;
  const next =
    'This check never blocks a merge, and it is no approval. `/ai review` asks for a review all the same, unless it is switched off.';
  return {
    name: 'countersign/review',
    headSha,
    conclusion: 'neutral',
    output: { title, summary: `Nobody read this commit: it is ${why}.\n\n${next}`, annotations: [] },
  };
}
