/** Release notes from merged pull requests: grouped by fixed rules, said in the words that people accepted. Pure. */

export interface MergedPull {
  readonly number: number;
  readonly title: string;
  readonly login: string;
  readonly labels: readonly string[];
  /** The summary that a person accepted. */
  readonly accepted?: string;
}

export const groups = [
  'Breaking changes',
  'Security',
  'New',
  'Fixed',
  'Faster',
  'Changed',
  'Documentation',
  'Dependencies',
  'Internal',
] as const;
export type Group = (typeof groups)[number];

const byLabel: readonly (readonly [RegExp, Group])[] = [
  [/^breaking(?:[- ]change)?s?$/iu, 'Breaking changes'],
  [/^(?:type: ?)?security$/iu, 'Security'],
  [/^(?:type: ?)?(?:enhancement|feature)s?$/iu, 'New'],
  [/^(?:type: ?)?(?:bug|bugfix|fix|regression)(?:es|s)?$/iu, 'Fixed'],
  [/^(?:type: ?)?performance$/iu, 'Faster'],
  [/^(?:type: ?)?(?:documentation|docs)$/iu, 'Documentation'],
  [/^dependenc(?:y|ies)$/iu, 'Dependencies'],
];
const byType: Readonly<Record<string, Group>> = {
  feat: 'New',
  feature: 'New',
  fix: 'Fixed',
  bugfix: 'Fixed',
  hotfix: 'Fixed',
  perf: 'Faster',
  security: 'Security',
  docs: 'Documentation',
  doc: 'Documentation',
  deps: 'Dependencies',
  build: 'Internal',
  chore: 'Internal',
  ci: 'Internal',
  refactor: 'Internal',
  style: 'Internal',
  test: 'Internal',
  tests: 'Internal',
};
/** https://gitmoji.dev: at the beginning of a title, whatever else it says. */
const bySign: readonly (readonly [RegExp, Group])[] = [
  [/^(?:💥)/u, 'Breaking changes'],
  [/^(?:🔒|🛂)/u, 'Security'],
  [/^(?:✨|🎉|🚀|🌱)/u, 'New'],
  [/^(?:🐛|🚑|🩹)/u, 'Fixed'],
  [/^(?:⚡)/u, 'Faster'],
  [/^(?:📝|🌐|✏|💡|🍱)/u, 'Documentation'],
  [/^(?:⬆|⬇|📌|➕|➖)/u, 'Dependencies'],
  [/^(?:♻|👷|🔥|✅|🎨|👥|🔧|💚|🚨|🔖|🔨|🧪|🚚|🙈|🔐)/u, 'Internal'],
];
/** Of the release itself, not of what is in it. */
const RELEASE =
  /^(?:(?:chore\(release\)|build|release|version|bump version|prepare|start version|begin)\b:?\s*)+.{0,20}\bv?\d+(?:\.\d+|\.x)+|^v?\d+\.\d+(?:\.\d+)?(?:-\S+)?(?:\s+release)?$/iu;
const byVerb: readonly (readonly [RegExp, Group])[] = [
  [/^(?:bump|upgrade|update) \S+ (?:from|to) v?\d/iu, 'Dependencies'],
  [/^(?:add|adds|allow|introduce|support|implement|offer)\b/iu, 'New'],
  [/^(?:fix|fixes|correct|repair|mend|prevent|avoid|handle|stop)\b/iu, 'Fixed'],
  [/^(?:speed|cache)\b/iu, 'Faster'],
  [/^(?:document|readme|docs)\b/iu, 'Documentation'],
  [/^(?:refactor|test|tests|lint|format|clean)\b/iu, 'Internal'],
];

/** `type(scope)!: subject`, https://www.conventionalcommits.org */
const TYPED = /^(?<type>[a-z]{2,12})(?:\((?<scope>[^()]{1,40})\))?(?<breaking>!)?:[ \t]+(?<subject>\S.*)$/iu;

/** Labels first, which people set on purpose; then the title's type, then its first word. */
export function groupOf({ title, labels }: Pick<MergedPull, 'title' | 'labels'>): Group {
  const typed = TYPED.exec(title)?.groups;
  const type = typed?.['type']?.toLowerCase() ?? '';
  const known = Object.hasOwn(byType, type) ? byType[type] : undefined;
  const labelled = byLabel.filter(([fits]) => labels.some((label) => fits.test(label))).map(([, group]) => group);
  if (labelled.includes('Breaking changes') || (typed?.['breaking'] === '!' && known !== undefined)) return 'Breaking changes';
  const [first] = groups.filter((group) => labelled.includes(group));
  if (first !== undefined) return first;
  if (known === 'Internal' && /^deps/iu.test(typed?.['scope'] ?? '')) return 'Dependencies';
  if (RELEASE.test(title)) return 'Internal';
  const sign = bySign.find(([fits]) => fits.test(title));
  if (sign !== undefined) return sign[1];
  return known ?? byVerb.find(([fits]) => fits.test(title))?.[1] ?? 'Changed';
}

/** What one entry says: the first sentence that a person accepted, or else the title without its type. */
export function entryOf({ title, accepted }: Pick<MergedPull, 'title' | 'accepted'>): string {
  const line = (accepted ?? '')
    .split(/\r?\n/u)
    .map((one) => one.replace(/^\s*(?:(?:[>*+-]|\d+[.)])\s+)*/u, '').trim())
    .find((one) => /\p{L}/u.test(one) && !/^#|^<!--|^\*\*[^*]+\*\*:?$|:$/u.test(one));
  const sentence = line === undefined ? undefined : (/^.{12,}?[.!?](?=\s|$)/u.exec(line)?.[0] ?? line);
  const typed = TYPED.exec(title.trim())?.groups;
  const known = typed !== undefined && Object.hasOwn(byType, (typed['type'] ?? '').toLowerCase());
  return sentence ?? (known ? (typed['subject'] ?? title) : title.trim());
}

/** Oldest first in each group; empty groups are left out. */
export function groupNotes(pulls: readonly MergedPull[]): readonly { readonly group: Group; readonly pulls: readonly MergedPull[] }[] {
  return groups
    .map((group) => ({ group, pulls: pulls.filter((pull) => groupOf(pull) === group).toSorted((a, b) => a.number - b.number) }))
    .filter((one) => one.pulls.length > 0);
}

/** The highest version among the tags; `undefined` when none looks like a version. Pre-releases come last. */
export function newestVersion(tags: readonly string[]): string | undefined {
  const versions = tags.flatMap((tag) => {
    const [, numbers, rest] = /^(?:[A-Za-z][\w-]{0,30}[-_@/])?v?(\d{1,9}(?:\.\d{1,9}){0,3})([-+.\w]{0,40})$/u.exec(tag) ?? [];
    return numbers === undefined || rest?.startsWith('-') === true ? [] : [{ tag, parts: numbers.split('.').map(Number) }];
  });
  return versions.toSorted((a, b) => {
    for (let at = 0; at < 4; at += 1) {
      const difference = (b.parts[at] ?? 0) - (a.parts[at] ?? 0);
      if (difference !== 0) return difference;
    }
    return a.tag < b.tag ? -1 : 1;
  })[0]?.tag;
}
