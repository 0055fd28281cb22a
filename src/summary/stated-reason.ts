/** What a commit's body says beyond its subject. Pure. */

import { saysAgain } from './same-words.ts';
import { sectionsOf } from './sections.ts';
import { kindOf } from './template.ts';

const MOST_ITEMS = 5;
const BULLET = /^\s*(?:[-*+•]|\d{1,2}[.)])\s+/u;
/** Words to tools, and what a squash puts in front. */
const TO_TOOLS = /^\s*(?:\[(?:skip ci|ci skip|no ci|skip actions)\]|\*{3}NO_CI\*{3}|\/[a-z][\w -]{0,60})\s*$/iu;
/** "Closes #12", with or without a number: it says where the reason stands, not what it is. */
const REFERENCE =
  /^\s*(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?|part of|refs?|see|relate[sd]? to|issues?)?:?\s*(?:(?:[\w./-]*#\d*|GH-\d+|https?:\/\/\S+)[,.;\s]*(?:and\s+)?)+/iu;
/** Steps on the way that nobody has to know afterwards. */
const STEP =
  /^(?:(?:test|tests|style|chore|ci|docs|build|lint|fixup|wip|nit)(?:\([^)]*\))?!?:|(?:fix|run|apply|use|make|please|satisfy|address|respond|another|remove|cargo|go)\b.*\b(?:lint\w*|fmt|style|naming|format\w*|spotless|prettier|gofmt|black|ruff|eslint|typos?|warnings?|unused imports?|(?:review|pr)\b.*(?:comments?|feedback)|feedback|suggestions?|nits?)\b)|\b(?:copyright header|pre-?commit)\b|^merge\b/iu;

export interface StatedReason {
  /** `reason`: prose, or an author's own list. `commits`: what a squash gathered, without its first subject and mere steps. */
  readonly kind: 'reason' | 'commits';
  /** One line each; empty when nothing is said. */
  readonly lines: readonly string[];
}

/** The first paragraph that says something; commits that a squash lists only when no paragraph does. */
export function statedReason(body: string, title: string): StatedReason {
  const commits: string[] = [];
  for (const paragraph of telling(body.slice(0, 20_000)).split(/\r?\n[ \t]*\r?\n/u)) {
    if (isTrailer(paragraph)) continue;
    const lines = paragraph.split(/\r?\n/u).filter((line) => line.trim() !== '' && !TO_TOOLS.test(line));
    const first = lines.findIndex((line) => BULLET.test(line));
    const prose = withoutReference((first === -1 ? lines : lines.slice(0, first)).join(' ').trim());
    // "This PR:" only leads to its list; a question is the template's.
    const isLead = prose === '' || /[:?]$/u.test(prose);
    const items = first === -1 ? [] : itemsOf(lines.slice(first));
    if (!isLead) {
      if (!saysAgain(prose, title)) return { kind: 'reason', lines: [prose] };
      continue;
    }
    const news = items.map(withoutReference).filter((item) => item !== '' && !saysAgain(item, title));
    if (items.length === 1 && /^\s*\*/u.test(lines[0] ?? '')) commits.push(...news.filter((item) => !STEP.test(item)));
    else if (news.length > 0) return { kind: 'reason', lines: news.slice(0, MOST_ITEMS) };
  }
  return { kind: 'commits', lines: [...new Set(commits)].slice(0, MOST_ITEMS) };
}

/** A body in the form of a template: what stands under the heading that asks why, or what; without comments, boxes and bots' parts. */
function telling(body: string): string {
  const text = body
    .replaceAll(/<!--[^>]{0,80}auto-generated comment[\s\S]*?<!--\s*end of auto-generated comment[\s\S]*?(?:-->|$)/giu, '')
    .replaceAll(/<!--[\s\S]*?(?:-->|$)/gu, '');
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

function withoutReference(text: string): string {
  return text.slice(0, 300).replace(REFERENCE, '').trim() === ''
    ? ''
    : text.replace(/^(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\s+(?:[\w./-]*#|GH-)\d+[.,:;]+\s+(?=\S)/iu, '');
}

function isTrailer(text: string): boolean {
  return /^\s*([\w-]+: .*(\r?\n|$))+\s*$/u.test(text) || /^\s*-{3,}\s*$/mu.test(text.split('\n', 1)[0] ?? '');
}
