import { openAtEnd } from './close-fence.ts';
import { withLf } from './line-ends.ts';
import { mergeThree } from './merge-three.ts';
import { findBlock, innerOf, pairsIn, summaryBlock, withoutBlocks } from './own-blocks.ts';
import type { Region, WrittenBlock } from './own-blocks.ts';
import { splitFills } from './split-fills.ts';
import type { DraftPart } from './split-fills.ts';
import { bodyOf, headed, isUnfilled } from './template.ts';

/** Characters, GitHub's limit for a description. Counted in UTF-16 units: never more than GitHub counts. */
export const MAX_DESCRIPTION = 65_536;

export interface MergeQuestion {
  /** As it is now. */
  readonly description: string | null;
  /** The draft as people left it. */
  readonly text: string;
  /** The description that the draft was based on; what is new against it is somebody's, and stays. */
  readonly basedOn?: string;
  /** Sections of that description which the text fills. */
  readonly fills?: readonly string[];
  /** The App's own record of what it wrote last; nothing else between markers is ever taken for ours. */
  readonly written?: readonly WrittenBlock[];
}

export interface Conflict {
  readonly kind: 'conflict';
  /** People's text stands where ours would go, so it is theirs to resolve. */
  readonly reason: 'block-edited' | 'block-repeated' | 'section-filled' | 'section-gone';
  readonly heading?: string;
  readonly mine?: string;
  readonly theirs?: string;
}

export type MergedDescription =
  | { readonly kind: 'merged' | 'unchanged'; readonly description: string; readonly blocks: readonly WrittenBlock[] }
  | Conflict
  | { readonly kind: 'too-long'; readonly length: number; readonly limit: number };

/**
 * Puts `text` between the summary's markers: under the headings that it fills, or in one block of its own. Three-way:
 * base is what the draft was based on (and what we wrote last), mine is the description now, theirs the draft. Every other
 * character of the description stays as it is, byte for byte; where both sides changed the same place, nothing is written.
 */
export function mergeIntoDescription(question: MergeQuestion): MergedDescription {
  const old = question.description ?? '';
  const parts = splitFills(question.text, question.fills ?? []);
  const keys = new Set(parts.map(({ key }) => key));
  let description = withoutBlocks(
    old,
    (question.written ?? []).filter(({ key }) => !keys.has(key)),
  );
  const blocks: WrittenBlock[] = [];
  for (const part of parts) {
    const placed = placePart(description, part, question);
    if (placed.kind === 'conflict') return placed;
    ({ description } = placed);
    blocks.push(placed.block);
  }
  if (description === old) return { kind: 'unchanged', description, blocks };
  if (description.length > MAX_DESCRIPTION) return { kind: 'too-long', length: description.length, limit: MAX_DESCRIPTION };
  return { kind: 'merged', description, blocks };
}

type Placed = { readonly kind: 'placed'; readonly description: string; readonly block: WrittenBlock } | Conflict;

function placePart(old: string, part: DraftPart, { basedOn, written = [] }: MergeQuestion): Placed {
  const { key, heading } = part;
  const block = summaryBlock(part.text);
  const before = written.find((one) => one.key === key);
  const named = heading === '' ? {} : { heading };
  if (before !== undefined) {
    const [place, ...more] = findBlock(old, before.block);
    if (more.length > 0) return { kind: 'conflict', reason: 'block-repeated', ...named };
    const shared = before.shared === true ? { shared: true as const } : {};
    if (place !== undefined) return { kind: 'placed', description: replaced(old, place, block), block: { key, block, ...shared } };
    const left = pairsIn(old).filter(({ start }) => !written.some((one) => findBlock(old, one.block).some((own) => own.start === start)));
    const [edited, ...others] = left;
    if (edited !== undefined)
      return others.length > 0 ? { kind: 'conflict', reason: 'block-edited', ...named } : mergeBlock(old, edited, before, block, named);
  }
  if (key === '') return { kind: 'placed', description: addBlock(old, block), block: { key, block } };
  return intoSection(old, part, block, basedOn ?? '');
}

/** People edited the block since we wrote it: their edits and ours, when they do not meet. */
function mergeBlock(old: string, place: Region, before: WrittenBlock, block: string, named: { heading?: string }): Placed {
  const standing = innerOf(old.slice(place.start, place.end));
  const merged = mergeThree(innerOf(before.block), standing, innerOf(block));
  if (merged.kind === 'conflict') return { ...merged, reason: 'block-edited', ...named };
  const whole = summaryBlock(merged.text);
  return { kind: 'placed', description: replaced(old, place, whole), block: { key: before.key, block: whole, shared: true } };
}

function intoSection(old: string, { key, heading, text }: DraftPart, block: string, basedOn: string): Placed {
  const [section, ...more] = headed(old).filter((one) => one.key === key);
  if (section === undefined || more.length > 0) return { kind: 'conflict', reason: 'section-gone', heading };
  const body = bodyOf(old, section);
  const then = headed(basedOn).find((one) => one.key === key);
  if (!isUnfilled(body, then === undefined ? undefined : bodyOf(basedOn, then)))
    return { kind: 'conflict', reason: 'section-filled', heading, mine: withLf(body).trim(), theirs: text };
  const place = section.bodyStart + body.trimEnd().length;
  const [head, tail] = [old.slice(0, place), old.slice(place)];
  const lineEnd = old.includes('\r\n') ? '\r\n' : '\n';
  const blank = (found: number): string => lineEnd.repeat(Math.max(0, 2 - found));
  const ends = (/(?:\r?\n)*$/u.exec(head)?.[0].match(/\n/gu) ?? []).length;
  const starts = (/^(?:\r?\n)*/u.exec(tail)?.[0].match(/\n/gu) ?? []).length;
  const written = block.replaceAll('\n', lineEnd);
  const description = `${head}${blank(ends)}${written}${tail === '' ? '' : blank(starts)}${tail}`;
  return { kind: 'placed', description, block: { key, block } };
}

/** A block that stands keeps its own line ends. */
function replaced(old: string, { start, end }: Region, block: string): string {
  const lineEnd = old.slice(start, end).includes('\r\n') ? '\r\n' : '\n';
  return old.slice(0, start) + block.replaceAll('\n', lineEnd) + old.slice(end);
}

function addBlock(description: string, block: string): string {
  const lineEnd = description.includes('\r\n') ? '\r\n' : '\n';
  const written = block.replaceAll('\n', lineEnd);
  if (description.trim() === '') return description + written;
  // Behind an open fence or comment the block would be shown as code or not at all: then it goes on top.
  if (openAtEnd(description) !== undefined) return written + lineEnd + lineEnd + description;
  const ends = /(\r?\n)*$/u.exec(description)?.[0].match(/\n/gu)?.length ?? 0;
  return description + lineEnd.repeat(Math.max(0, 2 - ends)) + written;
}
