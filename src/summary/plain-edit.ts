/** What can be said of an edited file in which no declaration changed: its one line, its new sections, its top-level name. Pure. */
import { changedLines } from './changed-lines.ts';
import type { ChangedLine } from './changed-lines.ts';
import type { FileFacts } from './facts.ts';
import { routeAround } from './line-facts.ts';
import { inlineCode, plainLine } from './show-text.ts';
import { wording } from './wording.ts';

const MAX_LINE = 64;
/** No news to who runs it. */
const COMMENT = /^(?:\/\/|\/?\*|#(?!\[|include|define)|<!--|--\s)/u;
const MOST_SECTIONS = 2;
const MAX_SECTION = 80;
const NAME =
  /^(?:export\s+)?(?:const|let|var|static|pub(?:\([a-z]+\))?\s+(?:const|static))?\s*(?<name>[\p{L}_$][\p{L}\p{N}_$]{2,60})(?:\s*:[^=]{1,80})?\s*=(?!=)/u;

/** `place`: the file's first changed line, as it is shown. `brief`: beside many others. */
export function plainEdit(facts: FileFacts, place: string, brief: boolean): string {
  const { file, line, role, symbols } = facts;
  const route = role === 'source' ? routeAround(file, line) : undefined;
  if (route !== undefined) return wording.handlerOf(inlineCode(route), place);
  if (role === 'documentation') {
    const titles = newSections(file.hunks.length > 60 ? [] : changedLines(file));
    return titles.length === 0 ? (oneLine(facts, place, brief) ?? place) : wording.newSections(place, titles);
  }
  const single = oneLine(facts, place, brief);
  if (single !== undefined) return single;
  if (role !== 'source') return place;
  const name = symbols === undefined ? undefined : topLevelName(changedLines(file));
  if (name !== undefined) return wording.named(place, inlineCode(name, 60));
  const section = sectionOf(facts);
  return section === undefined ? place : wording.near(place, inlineCode(section, 60));
}

function oneLine(facts: FileFacts, place: string, brief: boolean): string | undefined {
  const line = brief ? undefined : changedLine(facts);
  return line === undefined ? undefined : `${place} (${line})`;
}

/** One line for another, one more or one less, where it is short enough to be read in passing. */
export function changedLine({ file, role }: FileFacts): string | undefined {
  if (file.additions > 1 || file.deletions > 1) return undefined;
  const lines = changedLines(file);
  const [old, now] = (['deleted', 'added'] as const).map((kind) =>
    lines
      .find((line) => line.kind === kind)
      ?.text.replaceAll(/\s+/gu, ' ')
      .trim(),
  );
  if (
    [old, now].some(
      (text) =>
        text !== undefined && (text.length > MAX_LINE || (role === 'source' && COMMENT.test(text)) || !/[\p{L}\p{N}]{2}/u.test(text)),
    )
  )
    return undefined;
  const shown = (text: string): string => inlineCode(text, MAX_LINE);
  if (old !== undefined && now !== undefined) return old === now ? undefined : wording.becomes(shown(old), shown(now));
  if (now !== undefined) return wording.gains(shown(now));
  return old === undefined ? undefined : wording.loses(shown(old));
}

/** Headings that were added and not taken from elsewhere: Markdown's from the second level on, and reStructuredText's. */
function newSections(lines: readonly ChangedLine[]): string[] {
  const titlesOf = (kind: ChangedLine['kind']): string[] => {
    const ofKind = lines.filter((line) => line.kind === kind);
    return ofKind.flatMap(({ text, line }, index) => {
      const markdown = /^#{2,5}\s+(.{2,200}?)(?:\s+#+)?(?:\s*\{[^}]*\})?\s*$/u.exec(text)?.[1];
      if (markdown !== undefined) return [markdown];
      const next = ofKind[index + 1];
      const isUnderlined =
        next?.line === line + 1 && /^([=~^"-])\1{2,}\s*$/u.test(next.text) && next.text.trim().length >= text.trim().length;
      return isUnderlined && /^\p{L}/u.test(text) ? [text.trim()] : [];
    });
  };
  const gone = titlesOf('deleted');
  const added = titlesOf('added');
  // Headings that were only worded anew are no new sections.
  const titles = added.length > gone.length ? added.filter((title) => !gone.includes(title)) : [];
  return titles.slice(0, MOST_SECTIONS).map((title) => plainLine(`“${title.replaceAll(/[`*]|:\s*$/gu, '')}”`, MAX_SECTION));
}

/** Of a file whose declarations are known, an assignment outside of them. */
function topLevelName(lines: readonly ChangedLine[]): string | undefined {
  for (const kind of ['added', 'deleted'] as const)
    for (const line of lines) {
      const name = line.kind === kind ? NAME.exec(line.text)?.groups?.['name'] : undefined;
      if (name !== undefined) return name;
    }
  return undefined;
}

/** What git prints behind `@@`, where it opens something: https://git-scm.com/docs/gitattributes#_defining_a_custom_hunk_header */
function sectionOf({ file, symbols }: FileFacts): string | undefined {
  const opens = file.hunks
    .map(({ section }) => section.trim())
    .filter((section) => /[\p{L}_]{3}/u.test(section) && !/^\s*(?:\/\*|\*|\/\/|#|<!--)/u.test(section));
  const telling =
    symbols === undefined && !/\.(css|scss|less|html?)$/iu.test(file.path) ? opens : opens.filter((section) => /[{(]$/u.test(section));
  return telling
    .map((section) => section.replace(/\s*\{$/u, ''))
    .find((section) => !/^(?:export|import|return|const|let|var|type|use)$/u.test(section));
}
