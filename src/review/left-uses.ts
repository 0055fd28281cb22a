/** Code that the change takes away although files outside it still use it: a fact of the index, which no model has to confirm (pure). */
import type { Finding } from './finding-record.ts';
import { fingerprintOf } from './fingerprint.ts';

export const leftUseKind = 'still-used';

export interface LeftUse {
  readonly name: string;
  readonly path: string;
  /** The deleted line that declared it. */
  readonly baseLine: number;
  readonly code: string;
  /** At least one, at `commitSha` of the base branch. */
  readonly uses: readonly { readonly path: string; readonly line: number }[];
  readonly commitSha: string;
}

export function leftUseFindings(left: readonly LeftUse[]): Finding[] {
  return left.map(({ name, path, baseLine, code, uses, commitSha }): Finding => {
    // The place alone: a comment repeats no code from outside the change.
    const places = uses.map((use) => `\`${use.path.replaceAll('`', "'")}:${use.line}\``);
    return {
      proposal: {
        path,
        quote: code,
        lineHint: baseLine,
        title: `Removed, but still used elsewhere: ${name}`,
        reason: `\`${name}\` is taken away here, and no changed file declares it any more, but it is used in ${places.join(', ')} as of ${commitSha.slice(0, 8)}. What runs there fails.`,
        category: 'bug',
        severity: 'error',
        model: '',
        promptVersion: '',
        sign: { kind: leftUseKind, claim: '', proven: true },
      },
      place: { kind: 'in-diff', path, side: 'LEFT', startLine: baseLine, line: baseLine, code },
      fingerprint: fingerprintOf(path, code, 'bug'),
    };
  });
}
