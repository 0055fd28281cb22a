/** What `/ai config` answers, and what is said about a mistaken configuration file. */
import { originText } from './silence-wording.ts';
import type { Configuration, Difference } from '#src/policy/configuration.ts';
import { differences } from '#src/policy/configuration.ts';
import type { Combined, FileMistake } from '#src/policy/repository-file.ts';
import { ORGANIZATION_FILE, REPOSITORY_FILE } from '#src/policy/repository-file.ts';
import type { SettingName } from '#src/policy/settings.ts';
import { settingNames } from '#src/policy/settings.ts';
import { code } from '#src/policy/wording.ts';

/** Finds the comment about mistakes again. */
export const configMarker = '<!-- countersign:config -->';

/** What a pull request makes of one of the files. */
export interface ConfigChange {
  readonly file: typeof REPOSITORY_FILE | typeof ORGANIZATION_FILE;
  /** What holds now. */
  readonly base: Configuration;
  /** What would hold after the merge. */
  readonly head: Combined;
}

export interface ConfigFacts {
  readonly baseRef: string;
  /** What holds now, by the base branch. */
  readonly base: Combined;
  /** Empty when the pull request leaves the files alone. */
  readonly changes: readonly ConfigChange[];
}

export function configText({ base, changes, baseRef }: ConfigFacts): string {
  const decided = settingNames.filter((name) => base.configuration.origin(name).kind !== 'default');
  return [
    `What holds here, by the base branch (${code(baseRef)}):`,
    '',
    ...table(decided, base.configuration),
    '',
    `<details><summary>The other ${settingNames.length - decided.length} settings have their usual value</summary>`,
    '',
    ...table(
      settingNames.filter((name) => !decided.includes(name)),
      base.configuration,
    ),
    '',
    '</details>',
    ...(base.mistakes.length === 0 ? [] : ['', `\`${REPOSITORY_FILE}\` on the base branch has mistakes:`, '', ...mistakeLines(base)]),
    ...(base.organizationMistakes === undefined || base.organizationMistakes === 0
      ? []
      : ['', organizationMistakesText(base.organizationMistakes)]),
    ...changes.flatMap((change) => ['', ...previewLines(change)]),
  ].join('\n');
}

function table(names: readonly SettingName[], configuration: Configuration): readonly string[] {
  return ['| setting | value | from |', '|---|---|---|', ...names.map((name) => row(name, configuration))];
}

function row(name: (typeof settingNames)[number], { value, origin }: Configuration): string {
  const shown: unknown = value(name);
  return `| \`${name}\` | ${code(shown)} | ${originText(origin(name))} |`;
}

function previewLines({ file, base, head }: ConfigChange): readonly string[] {
  const changed = differences(base, head.configuration);
  const where = file === ORGANIZATION_FILE ? ' in every repository of the organization that does not say otherwise' : '';
  const difference =
    changed.length === 0
      ? [`This pull request changes \`${file}\`, but nothing that holds would be different after the merge.`]
      : [`This pull request changes \`${file}\`. After the merge, and not before${where}:`, '', ...changed.map(changeLine)];
  return head.mistakes.length === 0 ? difference : [...difference, '', 'It has mistakes:', '', ...mistakeLines(head)];
}

function changeLine({ name, before, after }: Difference): string {
  return `- \`${name}\`: ${code(before)} → ${code(after)}`;
}

/** What they are is not told here: others may read that file than may read this pull request. */
const organizationMistakesText = (count: number): string =>
  `The organization’s own \`${ORGANIZATION_FILE}\` (in its repository \`.github\`) has ${count === 1 ? 'a mistake' : `${count} mistakes`}; what is mistaken there is not used.`;

/** The one comment on the pull request that changes what holds, or brings mistakes. */
export function configNoteText(change: ConfigChange, again: boolean): string {
  const { file, base, head } = change;
  if (head.mistakes.length === 0) return [...(again ? [configMendedText(file), ''] : []), ...previewLines(change)].join('\n');
  const changes = isQuiet({ ...change, head: { ...head, mistakes: [] } })
    ? []
    : ['', ...previewLines({ file, base, head: { ...head, mistakes: [] } })];
  return [configMistakesText(change), ...changes].join('\n');
}

/** Nothing that anybody has to know before the merge. */
export function isQuiet({ base, head }: ConfigChange): boolean {
  return head.mistakes.length === 0 && (head.unusable || differences(base, head.configuration).length === 0);
}

function configMistakesText({ file, head }: ConfigChange): string {
  return [
    `\`${file}\` in this pull request has ${head.mistakes.length === 1 ? 'a mistake' : `${head.mistakes.length} mistakes`}:`,
    '',
    ...mistakeLines(head),
    '',
    head.unusable
      ? 'Nothing of the file could be read: if it is merged like this, the operator’s values hold.'
      : 'The rest of the file counts. Until it is merged, the file on the base branch holds in any case. `/ai config` shows every value.',
  ].join('\n');
}

export const configUnchangedText = 'This pull request leaves the configuration as it is again.';
const configMendedText = (file: string): string => `\`${file}\` in this pull request has no mistakes any more.`;

function mistakeLines({ mistakes, unusable }: Combined): readonly string[] {
  return mistakes.map((mistake) => `- line ${mistake.line}: ${mistake.text}. ${insteadText(mistake, unusable)}`);
}

function insteadText({ instead }: FileMistake, unusable: boolean): string {
  if (unusable) return 'The file is not used.';
  if (instead === undefined) return 'It is not used.';
  return `Used instead: ${code(instead.value)} (${originText(instead.origin)}).`;
}
