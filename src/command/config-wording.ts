/** What `/ai config` answers, and what is said about a mistaken configuration file. */
import { originText } from './silence-wording.ts';
import type { Configuration, Difference } from '#src/policy/configuration.ts';
import { differences } from '#src/policy/configuration.ts';
import type { Combined, FileMistake } from '#src/policy/repository-file.ts';
import { REPOSITORY_FILE } from '#src/policy/repository-file.ts';
import { settingNames } from '#src/policy/settings.ts';
import { code } from '#src/policy/wording.ts';

/** Finds the comment about mistakes again. */
export const configMarker = '<!-- countersign:config -->';

export interface ConfigFacts {
  readonly baseRef: string;
  /** What holds now, by the base branch. */
  readonly base: Combined;
  /** What would hold after the merge; absent when the pull request leaves the file alone. */
  readonly head: Combined | undefined;
}

export function configText({ base, head, baseRef }: ConfigFacts): string {
  return [
    `What holds here, by the base branch (${code(baseRef)}):`,
    '',
    '| setting | value | from |',
    '|---|---|---|',
    ...settingNames.map((name) => row(name, base.configuration)),
    ...(base.mistakes.length === 0 ? [] : ['', `\`${REPOSITORY_FILE}\` on the base branch has mistakes:`, '', ...mistakeLines(base)]),
    ...(head === undefined ? [] : ['', ...previewLines(base.configuration, head)]),
  ].join('\n');
}

function row(name: (typeof settingNames)[number], { value, origin }: Configuration): string {
  const shown: unknown = value(name);
  return `| \`${name}\` | ${Array.isArray(shown) && shown.length === 0 ? 'none' : code(shown)} | ${originText(origin(name))} |`;
}

function previewLines(base: Configuration, head: Combined): readonly string[] {
  const changed = differences(base, head.configuration);
  const difference =
    changed.length === 0
      ? [`This pull request changes \`${REPOSITORY_FILE}\`, but nothing that holds would be different after the merge.`]
      : [`This pull request changes \`${REPOSITORY_FILE}\`. After the merge, and not before:`, '', ...changed.map(changeLine)];
  return head.mistakes.length === 0 ? difference : [...difference, '', 'It has mistakes:', '', ...mistakeLines(head)];
}

function changeLine({ name, before, after }: Difference): string {
  return `- \`${name}\`: ${code(before)} → ${code(after)}`;
}

/** The one comment on the pull request that brings the mistakes. */
export function configMistakesText(head: Combined): string {
  return [
    `\`${REPOSITORY_FILE}\` in this pull request has ${head.mistakes.length === 1 ? 'a mistake' : `${head.mistakes.length} mistakes`}:`,
    '',
    ...mistakeLines(head),
    '',
    head.unusable
      ? 'Nothing of the file could be read: if it is merged like this, the operator’s values hold.'
      : 'The rest of the file counts. Until it is merged, the file on the base branch holds in any case. `/ai config` shows the difference it would make.',
  ].join('\n');
}

export const configMendedText = `\`${REPOSITORY_FILE}\` in this pull request has no mistakes any more.`;

function mistakeLines({ mistakes, unusable }: Combined): readonly string[] {
  return mistakes.map((mistake) => `- line ${mistake.line}: ${mistake.text}. ${insteadText(mistake, unusable)}`);
}

function insteadText({ instead }: FileMistake, unusable: boolean): string {
  if (unusable) return 'The file is not used.';
  if (instead === undefined) return 'It is not used.';
  return `Used instead: ${code(instead.value)} (${originText(instead.origin)}).`;
}
