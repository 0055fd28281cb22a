/** What the commands answer for which a model or git is asked. All text of models and repositories is made safe here. */
import { entryOf, groupNotes } from './release-notes.ts';
import type { MergedPull } from './release-notes.ts';
import type { Danger } from './shell-dangers.ts';
import { emitFence } from '#src/untrusted/code-fences.ts';
import { cutText } from '#src/untrusted/cut-text.ts';
import { showHiddenCharacters } from '#src/untrusted/hidden-characters.ts';
import { inlineCode } from '#src/untrusted/inline-code.ts';
import { plainLine } from '#src/untrusted/plain-line.ts';

export const noModelText = (verb: string): string =>
  `\`/ai ${verb}\` needs a model, and none is configured here. Nothing was done. Whoever operates Countersign sets one with \`MODEL_BASE_URL\`.`;
export const modelFailedText = (detail: string): string =>
  `The model gave no answer: ${plainLine(detail, 200)} Nothing was done; ask again later.`;
export const failedText =
  'This could not be carried out: something went wrong on our side, more than once. Whoever operates Countersign finds it in the log; you can ask again.';

/** Code of a model or a repository, in a fence that nothing in it can close. */
function codeBlock(language: string, code: string, most: number): string {
  const shown = showHiddenCharacters(cutText(code.replaceAll(/\r\n?/gu, '\n').replace(/\n+$/u, ''), most));
  return emitFence({ language, lines: `${shown}${code.length > most ? '\n…' : ''}`.split('\n') }, false);
}

/** Of a command line, in a list: a pipe stays as it is typed. */
const shown = (piece: string): string => inlineCode(piece.trim(), 120, false);

export const noCommandLineText =
  'Nothing was done: the model saw no command line in that. Say what you want to see or to change, for example `/ai shell the ten largest files below src`.';

export function shellText(answer: {
  readonly plan: string;
  readonly command: string;
  readonly parts: readonly { readonly text: string; readonly does: string }[];
  readonly unexplained: readonly string[];
  readonly doubts: readonly string[];
  readonly dangers: readonly Danger[];
  readonly model: string;
}): string {
  const { plan, command, parts, unexplained, doubts, dangers, model } = answer;
  return [
    plainLine(plan, 300),
    '',
    codeBlock('sh', command, 1500),
    ...(parts.length === 0 ? [] : ['', ...parts.map(({ text, does }) => `- ${shown(text)}: ${plainLine(does, 240)}`)]),
    ...(unexplained.length === 0
      ? []
      : [
          '',
          `Not explained: ${unexplained
            .slice(0, 12)
            .map((word) => inlineCode(word, 60, false))
            .join(', ')}.`,
        ]),
    ...(doubts.length === 0 ? [] : ['', '**Perhaps not what you meant**', '', ...doubts.map((doubt) => `- ${plainLine(doubt, 200)}.`)]),
    ...(dangers.length === 0 ? [] : ['', '**Careful**', '', ...dangers.map(({ at, warning }) => `- ${shown(at)} ${warning}.`)]),
    '',
    `Nothing was run. The model ${inlineCode(model, 60)} proposes this and may be wrong${dangers.length === 0 ? '; no fixed rule of ours warns of it, which does not make it safe' : ''}. Read it before you run it.`,
  ].join('\n');
}

export const testsRefusedTexts = {
  nothing: 'Nothing was done: this pull request changes no code that tests could be written for. Name a file: `/ai tests PATH`.',
  unknown: (path: string): string => `Nothing was done: there is no ${inlineCode(path, 200)} on the newest commit.`,
  notCode: (path: string): string => `Nothing was done: ${inlineCode(path, 200)} is a test itself, or no code that I know how to test.`,
  unreadable: (path: string): string => `Nothing was done: ${inlineCode(path, 200)} cannot be read as text, or is too large.`,
} as const;

export function proposedTestsText(answer: {
  readonly path: string;
  readonly style: string | undefined;
  readonly code: string;
  readonly covers: readonly string[];
  readonly doubts: readonly string[];
  readonly model: string;
}): string {
  const { path, style, code, covers, doubts, model } = answer;
  const extension = /\.([A-Za-z0-9]{1,8})$/u.exec(path)?.[1] ?? '';
  return [
    `Proposed tests for ${inlineCode(path, 200)}, ${style === undefined ? 'with no existing tests to follow' : `in the style of ${inlineCode(style, 200)}`}:`,
    '',
    codeBlock(extension, unfenced(code), 12_000),
    ...(covers.length === 0 ? [] : ['', ...covers.map((one) => `- ${plainLine(one, 240)}`)]),
    ...doubts.flatMap((doubt) => ['', `**${doubt}**`]),
    '',
    `They were not run and not committed. The model ${inlineCode(model, 60)} wrote them; check what they expect before you keep them.`,
  ].join('\n');
}

/** Models like to fence what is fenced already. */
function unfenced(code: string): string {
  return /^\s*```[^\n]*\n([^]*?)\n?```\s*$/u.exec(code)?.[1] ?? code;
}

export interface NotesFacts {
  /** A tag or a commit. */
  readonly since: string;
  readonly until: string;
  readonly pulls: readonly MergedPull[];
  readonly commits: number;
  /** More commits or pull requests than are looked at. */
  readonly cut: boolean;
}

const MOST_NOTES = 200;

export function releaseNotesText({ since, until, pulls, commits, cut }: NotesFacts): string {
  const range = `${inlineCode(since, 100)} and the tip of ${inlineCode(until, 100)}`;
  if (pulls.length === 0) return `No merged pull request lies between ${range} (${commits} commit${commits === 1 ? '' : 's'}).`;
  const notes = groupNotes(pulls.slice(0, MOST_NOTES)).flatMap(({ group, pulls: these }) => [
    `### ${group}`,
    '',
    ...these.map((pull) => `- ${cutText(entryOf(pull).replaceAll(/\s+/gu, ' '), 300)} (#${pull.number}, ${pull.login})`),
    '',
  ]);
  const accepted = pulls.filter((pull) => pull.accepted !== undefined).length;
  return [
    `Release notes for ${pulls.length} merged pull request${pulls.length === 1 ? '' : 's'} between ${range}, to copy:`,
    '',
    codeBlock('markdown', notes.join('\n'), 50_000),
    '',
    `Grouped by label, then by title. ${accepted} of them in the words of an accepted summary, the rest by title.${cut || pulls.length > MOST_NOTES ? ' There is more than can be shown at once: name a later tag.' : ''}`,
  ].join('\n');
}

export const noTagText =
  'Nothing was done: this repository has no version tag to begin at. Name a tag or a commit: `/ai release-notes v1.2.0`.';

export const notesRefusedTexts = {
  unknown: (since: string): string => `Nothing was done: there is no tag or commit ${inlineCode(since, 100)} here.`,
  'not-before': (since: string): string => `Nothing was done: ${inlineCode(since, 100)} does not lie in the history of the base branch.`,
} as const;
