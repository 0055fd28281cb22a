/** Whether a part keeps silent about a pull request, and by which setting. Pure. */
import type { Configuration } from './configuration.ts';
import { fitsGlob } from './glob.ts';
import type { SettingName } from './settings.ts';

export interface SilenceFacts {
  readonly draft: boolean;
  readonly author: { readonly login: string; readonly kind: 'user' | 'bot' };
  readonly headRef: string;
  readonly baseRef: string;
  /** Added and removed. */
  readonly lines: number;
  readonly labels: readonly string[];
  readonly paths: readonly string[];
  readonly paused: Pause | undefined;
  /** Somebody asked for exactly this: then only "switched off" holds. */
  readonly asked: boolean;
}

export interface Pause {
  readonly scope: 'pull' | 'repository';
  readonly login: string;
  readonly since: Date;
}

export type Silence =
  | { readonly kind: 'paused'; readonly pause: Pause }
  /** `because`: the label, login, branch or pattern that it hangs on. */
  | { readonly kind: 'configured'; readonly setting: SettingName; readonly because?: string };

export type QuietPart = 'summary' | 'review';

/** Which facts have to be looked up at all. */
export function wantsOf(part: QuietPart, { value }: Configuration): { readonly labels: boolean; readonly files: boolean } {
  const files = value(`${part}.skip.paths`).length > 0 || value(`${part}.skip.more_lines_than`) > 0;
  return { labels: value(`${part}.skip.labels`).length > 0, files };
}

export function whySilent(part: QuietPart, configuration: Configuration, facts: SilenceFacts): Silence | undefined {
  const { value } = configuration;
  const by = (
    key: 'drafts' | 'bots' | 'labels' | 'authors' | 'branches' | 'bases' | 'more_lines_than' | 'paths',
    because?: string,
  ): Silence => ({
    kind: 'configured',
    setting: `${part}.skip.${key}`,
    ...(because === undefined ? {} : { because }),
  });
  if (!value(`${part}.enabled`)) return { kind: 'configured', setting: `${part}.enabled` };
  if (facts.asked) return undefined;
  if (facts.paused !== undefined) return { kind: 'paused', pause: facts.paused };
  if (facts.draft && value(`${part}.skip.drafts`)) return by('drafts');
  if (facts.author.kind === 'bot' && value(`${part}.skip.bots`)) return by('bots', facts.author.login);
  const author = value(`${part}.skip.authors`).find((login) => same(login, facts.author.login));
  if (author !== undefined) return by('authors', facts.author.login);
  const label = facts.labels.find((name) => value(`${part}.skip.labels`).some((wanted) => same(wanted, name)));
  if (label !== undefined) return by('labels', label);
  const branch = value(`${part}.skip.branches`).find((pattern) => fitsGlob(pattern, facts.headRef));
  if (branch !== undefined) return by('branches', branch);
  const base = value(`${part}.skip.bases`).find((pattern) => fitsGlob(pattern, facts.baseRef));
  if (base !== undefined) return by('bases', base);
  const most = value(`${part}.skip.more_lines_than`);
  if (most > 0 && facts.lines > most) return by('more_lines_than', `${facts.lines} lines`);
  const patterns = value(`${part}.skip.paths`);
  const quiet = facts.paths.length > 0 && facts.paths.every((path) => patterns.some((pattern) => fitsGlob(pattern, path)));
  return quiet ? by('paths') : undefined;
}

/** GitHub's logins and labels do not tell upper from lower case. */
function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
