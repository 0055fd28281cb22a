/** Every setting there is: its shape, its value when nobody says anything, and what a repository may make of the operator's. */
import { z } from 'zod';
import { verbNames } from './verb-names.ts';

interface Setting<Value> {
  readonly schema: z.ZodType<Value>;
  readonly standard: Value;
  /** One sentence, shown in editors and in the documentation. */
  readonly about: string;
  /** Whether a repository may replace the operator's value by this one. Absent: always. */
  readonly mayReplace?: (operator: Value, repository: Value) => boolean;
  /** What `mayReplace` asks, in words. */
  readonly bound?: string;
}

function setting<Value>(one: Setting<Value>): Setting<Value> {
  return one;
}

const severities = ['error', 'warning', 'info'] as const;
const roles = ['write', 'maintain', 'admin'] as const;
const days = z.int().min(1).max(90);
const word = z.string().min(1).max(200);
const list = z.array(word).max(50);
const hourly = z.int().min(1).max(1000);
const atMost = (operator: number, repository: number): boolean => repository <= operator;
const tokens = z.int().min(0).max(1e12);
/** 0 is no limit. */
const atMostOrAny = (operator: number, repository: number): boolean => operator === 0 || (repository > 0 && repository <= operator);
/** Counted before the repository's file is read: a flood must not cost a fetch each. */
const never = (): boolean => false;
export const operatorOnly = 'only the operator sets it';
const notMore = 'a repository may lower it, not raise it';

function skips(part: 'draft is written' | 'review is made') {
  return {
    drafts: setting({
      schema: z.boolean(),
      standard: false,
      about: `While a pull request is a draft, no ${part} unless somebody asks.`,
    }),
    bots: setting({ schema: z.boolean(), standard: true, about: `For pull requests of bots, no ${part} unless somebody asks.` }),
    labels: setting<string[]>({ schema: list, standard: [], about: `With one of these labels, no ${part} unless somebody asks.` }),
    authors: setting<string[]>({
      schema: list,
      standard: [],
      about: `For pull requests of these logins, no ${part} unless somebody asks.`,
    }),
    branches: setting<string[]>({
      schema: list,
      standard: [],
      about: `From branches that fit one of these patterns (\`*\`, \`**\`, \`?\`), no ${part} unless somebody asks.`,
    }),
    bases: setting<string[]>({
      schema: list,
      standard: [],
      about: `Into branches that fit one of these patterns (\`*\`, \`**\`, \`?\`), no ${part} unless somebody asks.`,
    }),
    more_lines_than: setting<number>({
      schema: z.int().min(0).max(1_000_000),
      standard: 0,
      about: `With more added and removed lines than this (0: however many), no ${part} unless somebody asks.`,
    }),
    paths: setting<string[]>({
      schema: list,
      standard: [],
      about: `When every changed file fits one of these patterns (\`*\`, \`**\`, \`?\`), no ${part} unless somebody asks.`,
    }),
  };
}
const draftSkips = skips('draft is written');
const reviewSkips = skips('review is made');

export const settings = {
  'gate.block_at': setting<(typeof severities)[number]>({
    schema: z.enum(severities),
    standard: 'error',
    about:
      'New findings of this severity and above block the merge. Committed secrets always do; in Markdown and reStructuredText a value beside a name such as SECRET_KEY is a warning, a token of a known form is not.',
    mayReplace: (operator, repository) => severities.indexOf(repository) >= severities.indexOf(operator),
    bound: 'a repository may block more, not less',
  }),
  'gate.submodules': setting<'block' | 'list'>({
    schema: z.enum(['block', 'list']),
    standard: 'block',
    about:
      'Whether a submodule at another commit, whose code is not scanned here, blocks the merge until a person waives it, or is only listed.',
    mayReplace: (operator, repository) => repository === 'block' || operator === 'list',
    bound: 'a repository may block, not only list',
  }),
  'gate.rules': setting<string[]>({
    schema: z.array(z.string().min(1).max(4096)).max(20),
    standard: [],
    about:
      'Further rule packs beside our own: folders or files of Semgrep rules, absolute or from the project folder; `PATH@sha256:HEX` takes exactly these rules (`countersign doctor` tells the digest).',
    mayReplace: never,
    bound: operatorOnly,
  }),
  'gate.code_scanning': setting({
    schema: z.boolean(),
    standard: false,
    about: 'Whether findings are uploaded to code scanning of GitHub too; the App then needs the permission `security_events: write`.',
    mayReplace: never,
    bound: operatorOnly,
  }),
  'gate.waivers.role': setting<(typeof roles)[number]>({
    schema: z.enum(roles),
    standard: 'maintain',
    about: 'Least permission on the repository for waiving a finding.',
    mayReplace: (operator, repository) => roles.indexOf(repository) >= roles.indexOf(operator),
    bound: 'a repository may ask for more permission, not for less',
  }),
  'gate.waivers.author_may': setting({
    schema: z.boolean(),
    standard: false,
    about: 'Whether the author of a pull request may waive its findings.',
    mayReplace: (operator, repository) => operator || !repository,
    bound: 'a repository may forbid it, not allow it',
  }),
  'gate.waivers.default_days': setting({
    schema: days,
    standard: 30,
    about: 'How long a waiver holds that names no day.',
    mayReplace: atMost,
    bound: notMore,
  }),
  'gate.waivers.most_days': setting({
    schema: days,
    standard: 90,
    about: 'How long a waiver may hold.',
    mayReplace: atMost,
    bound: notMore,
  }),
  'summary.enabled': setting({ schema: z.boolean(), standard: true, about: 'Whether pull requests get a summary draft.' }),
  'summary.skip.drafts': draftSkips.drafts,
  'summary.skip.bots': draftSkips.bots,
  'summary.skip.labels': draftSkips.labels,
  'summary.skip.authors': draftSkips.authors,
  'summary.skip.branches': draftSkips.branches,
  'summary.skip.bases': draftSkips.bases,
  'summary.skip.more_lines_than': draftSkips.more_lines_than,
  'summary.skip.paths': draftSkips.paths,
  'review.enabled': setting({ schema: z.boolean(), standard: true, about: 'Whether a model reviews pull requests.' }),
  'review.max_comments': setting({ schema: z.int().min(1).max(20), standard: 5, about: 'The most comments that one review may have.' }),
  'review.instructions': setting<string[]>({
    schema: z.array(z.string().min(1).max(500)).max(50),
    standard: [],
    about: 'What the review should know about paths, each as `PATTERN: words`, such as `src/db/**: every query has a timeout`.',
  }),
  'review.skip.drafts': reviewSkips.drafts,
  'review.skip.bots': reviewSkips.bots,
  'review.skip.labels': reviewSkips.labels,
  'review.skip.authors': reviewSkips.authors,
  'review.skip.branches': reviewSkips.branches,
  'review.skip.bases': reviewSkips.bases,
  'review.skip.more_lines_than': reviewSkips.more_lines_than,
  'review.skip.paths': reviewSkips.paths,
  'budgets.tokens_per_month': setting({
    schema: tokens,
    standard: 0,
    about: 'How many tokens all repositories together may ask models for in a calendar month (0: however many).',
    mayReplace: never,
    bound: operatorOnly,
  }),
  'budgets.tokens_per_repository_month': setting({
    schema: tokens,
    standard: 0,
    about: 'The same for one repository.',
    mayReplace: atMostOrAny,
    bound: notMore,
  }),
  'budgets.tokens_per_person_day': setting({
    schema: tokens,
    standard: 0,
    about:
      'How many tokens one person’s pull requests and commands may take within 24 hours in all repositories together (0: however many).',
    mayReplace: atMostOrAny,
    bound: notMore,
  }),
  'commands.off': setting<string[]>({
    // Whoever wonders why nothing happens must be able to ask.
    schema: z.array(z.enum(verbNames).exclude(['help', 'status', 'config', 'why'])).max(verbNames.length),
    standard: [],
    about: 'Commands that nobody may use here.',
  }),
  'commands.per_person_hour': setting({
    schema: hourly,
    standard: 60,
    about: 'How many commands one person may give in a repository within an hour.',
    mayReplace: never,
    bound: operatorOnly,
  }),
  'commands.per_pull_hour': setting({
    schema: hourly,
    standard: 120,
    about: 'How many commands are carried out on one pull request within an hour.',
    mayReplace: never,
    bound: operatorOnly,
  }),
} as const;

export type SettingName = keyof typeof settings;
export type SettingValue<Name extends SettingName> = (typeof settings)[Name] extends Setting<infer Value> ? Value : never;
export const settingNames = Object.keys(settings) as SettingName[];

/** The same, for code that treats all settings alike. */
export function settingOf(name: SettingName): Setting<unknown> {
  return settings[name] as Setting<unknown>;
}

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settings, name);
}
