/** What `/ai memory` answers. Reasons and titles are text from outside. */
import { definitions } from './verbs.ts';
import { shortReviewId } from './why-facts.ts';
import { inlineCode } from '#src/untrusted/inline-code.ts';
import { plainLine } from '#src/untrusted/plain-line.ts';

export interface MemoryFacts {
  /** Newest first. */
  readonly dismissals: readonly {
    readonly fingerprint: string;
    readonly reason: string;
    readonly login: string;
    readonly number: number;
    readonly path?: string;
    readonly title?: string;
    readonly at: Date;
  }[];
  /** In force for pull requests into `baseRef`. */
  readonly waivers: readonly {
    readonly id: string;
    readonly rule: string;
    readonly path: string;
    readonly login: string;
    readonly reason: string;
    readonly expiresAt: Date;
  }[];
  readonly baseRef: string;
}

const LONGEST_LIST = 30;
const day = (at: Date): string => at.toISOString().slice(0, 10);

export function memoryText({ dismissals, waivers, baseRef }: MemoryFacts): string {
  if (dismissals.length === 0 && waivers.length === 0)
    return `Nothing is remembered here yet. What people dismiss (\`${definitions.dismiss.usage}\`) or waive is.`;
  return [
    ...part(
      'Dismissed, so reviews do not say it again in this repository while the code stays as it was',
      dismissals.map(({ fingerprint, path, title, login, at, number, reason }) => {
        const what = [path === undefined ? '' : inlineCode(path, 120), title === undefined ? '' : plainLine(title, 100)];
        const about = what.filter((words) => words !== '').join(' ');
        return `- \`${shortReviewId(fingerprint)}\`${about === '' ? '' : ` ${about}`}: ${plainLine(reason, 160)} (${inlineCode(login, 60)}, ${day(at)}, pull request ${number})`;
      }),
    ),
    ...part(
      `Waived, so the security check lets it pass into ${inlineCode(baseRef, 120)}`,
      waivers.map(
        ({ id, rule, path, login, reason, expiresAt }) =>
          `- \`${id}\` ${inlineCode(path, 120)} ${inlineCode(rule, 120)}: ${plainLine(reason, 160)} (${inlineCode(login, 60)}, until ${day(expiresAt)})`,
      ),
    ),
    'A dismissal is forgotten with `/ai memory forget ID`, a waiver with `/ai unwaive ID`.',
  ].join('\n');
}

function part(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const more = lines.length - LONGEST_LIST;
  return [`**${title}**`, '', ...lines.slice(0, LONGEST_LIST), ...(more > 0 ? [`- … and ${more} older ones`] : []), ''];
}

export const forgottenText = (id: string): string =>
  `Forgotten: \`${id}\`. The next review may say it again, here and in other pull requests.`;
export const nothingToForgetText = (id: string): string =>
  `Nothing was done: nothing with the ID \`${id}\` is dismissed in this repository. \`/ai memory\` lists what is.`;
