/** What a commit's body says beyond its subject. Pure. */

import { sectionsOf } from './sections.ts';
import { kindOf } from './template.ts';

const MOST_ITEMS = 5;
const BULLET = /^\s*(?:[-*+•]|\d{1,2}[.)])\s+/u;
/** Words to tools, and what a squash puts in front. */
const TO_TOOLS = /^\s*(?:\[(?:skip ci|ci skip|no ci|skip actions)\]|\*{3}NO_CI\*{3}|\/[a-z][\w -]{0,60})\s*$/iu;

/** The first paragraph that says something: one line, or the items of a list; empty when none does. */
export function statedReason(body: string, title: string): readonly string[] {
  for (const paragraph of telling(body.slice(0, 20_000)).split(/\r?\n[ \t]*\r?\n/u)) {
    if (isTrailer(paragraph) || isReference(paragraph)) continue;
    const lines = paragraph.split(/\r?\n/u).filter((line) => line.trim() !== '' && !TO_TOOLS.test(line));
    const first = lines.findIndex((line) => BULLET.test(line));
    const prose = (first === -1 ? lines : lines.slice(0, first)).join(' ').trim();
    // "This PR:" only leads to its list.
    const said = prose === '' || prose.endsWith(':') ? (first === -1 ? [] : itemsOf(lines.slice(first))) : [prose];
    const news = said.filter((item) => !repeats(item, title));
    if (news.length > 0) return news.slice(0, MOST_ITEMS);
  }
  return [];
}

/** A body in the form of a template: what stands under the heading that asks why, or what; without comments and boxes. */
function telling(body: string): string {
  const text = body.replaceAll(/<!--[\s\S]*?(?:-->|$)/gu, '');
  const sections = sectionsOf(text);
  if (sections.length === 1) return text;
  const under = (wanted: string): string[] =>
    sections.filter(({ heading, key }) => key !== '' && kindOf(heading) === wanted).map(({ bodyStart, end }) => text.slice(bodyStart, end));
  const before = text.slice(0, sections[0]?.end ?? 0);
  return [before, ...under('why'), ...under('what'), ...under('how')].join('\n\n').replaceAll(/^.*\[[ xX]\].*$/gmu, '');
}

function itemsOf(lines: readonly string[]): string[] {
  const items: string[] = [];
  for (const line of lines) {
    if (BULLET.test(line)) items.push(line.replace(BULLET, '').trim());
    else items[items.length - 1] += ` ${line.trim()}`;
  }
  return items.filter((item) => item !== '');
}

/** A squash repeats its subject as the first item. */
function repeats(item: string, title: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/\(#\d+\)|[^\p{L}\p{N}]+/gu, '');
  return plain(item) === '' || plain(title).startsWith(plain(item)) || plain(item) === plain(title);
}

function isTrailer(text: string): boolean {
  return /^\s*([\w-]+: .*(\r?\n|$))+\s*$/u.test(text) || /^\s*-{3,}\s*$/mu.test(text.split('\n', 1)[0] ?? '');
}

/** A bare reference ("Closes #12") says where the reason stands, not what it is. */
function isReference(text: string): boolean {
  return text.length < 200 && /^\s*(?:(?:\w+ )?(?:[\w./-]*#|GH-)\d+[,.;\s]*)+$/u.test(text);
}
