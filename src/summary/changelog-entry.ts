/** What a change writes into the changelog: people's own words about it, for those who use the code. Pure. */
import { changedLines } from './changed-lines.ts';
import type { FileFacts, Place } from './facts.ts';

export interface ChangelogEntry extends Place {
  /** Raw text, one line each, without bullets and references. */
  readonly items: readonly string[];
}

const CHANGELOG =
  /(^|\/)(CHANGES|CHANGELOG|HISTORY|NEWS)(\.(md|mdx|rst|txt|adoc))?$|(^|\/)(changelog\.d|changelogs?|newsfragments|\.changeset)\/[^/]+\.(md|rst|txt)$|(^|\/)(releases?|release[-_]notes)\/[\w.-]+\.(md|rst|txt)$/iu;
const BULLET = /^\s*[-*+]\s+/u;
/** Headings, rules, links, comments and fences say nothing by themselves. */
const NO_WORDS = /^\s*(\([^)]*\)\s*$|#|[=~^"'`-]{3,}|\[[^\]]+\]:|<!--|:::|\.\. )/u;
/** More than this is a release and not one change. */
const MOST_ADDED = 24;
const MOST_DELETED = 4;
const MOST_ITEMS = 3;

/** The entry that a change adds to a changelog; `undefined` when it adds none, or writes a whole release. */
export function changelogEntry(files: readonly FileFacts[]): ChangelogEntry | undefined {
  if (files.length < 2) return undefined;
  for (const { file } of files) {
    if (!CHANGELOG.test(file.path) || file.additions > MOST_ADDED || file.deletions > MOST_DELETED) continue;
    // Lines that took the place of others correct old entries.
    const fresh = file.hunks.filter(({ lines }) => lines.every(({ kind }) => kind !== 'deleted'));
    const added = changedLines({ ...file, hunks: fresh }).filter(({ kind }) => kind === 'added');
    const items = itemsOf(added.map(({ text }) => text)).map(plainWords);
    const telling = items.filter((item) => (item.match(/\p{L}{2,}/gu) ?? []).length >= 4);
    const [first] = added.filter(({ text }) => text.trim() !== '');
    if (first === undefined || telling.length === 0 || items.length > MOST_ITEMS) continue;
    return { path: file.path, line: first.line, items: telling };
  }
  return undefined;
}

/** Bullets with the lines that they go on in; a paragraph without one is an item as well. */
function itemsOf(lines: readonly string[]): string[] {
  const items: string[] = [];
  let isOpen = false;
  let isCode = false;
  for (const line of lines) {
    if (/^\s*(`{3}|~{3})/u.test(line)) isCode = !isCode;
    if (isCode || line.trim() === '' || NO_WORDS.test(line)) isOpen = false;
    else if (isOpen && !BULLET.test(line)) items.push(`${items.pop() ?? ''} ${line.trim()}`);
    else {
      items.push(line.replace(BULLET, '').trim());
      isOpen = true;
    }
  }
  return items;
}

/** Without the marks of reStructuredText, references and thanks. */
function plainWords(item: string): string {
  return item
    .slice(0, 2_000)
    .replaceAll(/:(?:issue|pr|pull|user|ghsa|cve|gh):`[^`]{0,80}`/giu, '')
    .replaceAll(/\{(?:issue|pr|pull|user|ghsa|cve|gh)\}`[^`]{0,80}`/giu, '')
    .replaceAll(/(?::[\w:.-]{1,40}:|\{[\w:.-]{1,40}\})`[~!]?([^`]{1,120})`/gu, '`$1`')
    .replaceAll(/``([^`]{1,200})``/gu, '`$1`')
    .replaceAll(/\[([^\]]{1,200})\]\([^)]{0,400}\)/gu, '$1')
    .replaceAll(
      /\s*[([]?(?:(?:fix(?:es)?|close[sd]?|resolve[sd]?|refs?|see|by|in|thanks(?: to)?)\s+)?(?:#\d+|@[\w-]+)(?:[,\s]+(?:and\s+)?(?:#\d+|@[\w-]+))*[)\]]?/giu,
      '',
    )
    .replaceAll(/\(\s*\)/gu, '')
    .replace(/^\*\*[\p{L} ]{1,30}:?\*\*:?\s*/u, '')
    .replace(/\s*\((?:\p{Lu}[\p{L}.'-]+[\s,]*){2,6}\)\s*$/u, '')
    .replaceAll(/\s+/gu, ' ')
    .replace(/\s+([.,;])/gu, '$1')
    .replace(/(?:\s*(?:[.,;–—-]|\b(?:by|in)\b))*\s*$/iu, '')
    .trim();
}
