import { sectionsOf } from './sections.ts';

export interface DraftPart {
  /** The section of the description that it fills; empty: it stands by itself. */
  readonly key: string;
  readonly heading: string;
  readonly text: string;
}

/** The text as people left it, cut at the headings that it fills; what stands under no such heading stays together. */
export function splitFills(text: string, fills: readonly string[]): readonly DraftPart[] {
  if (fills.length === 0) return [{ key: '', heading: '', text }];
  const wanted = new Set(fills);
  const parts = new Map<string, { heading: string; text: string }>();
  let rest = '';
  let key = '';
  for (const section of sectionsOf(text)) {
    const body = text.slice(section.bodyStart, section.end);
    if (wanted.has(section.key) && !parts.has(section.key)) {
      key = section.key;
      parts.set(key, { heading: section.heading, text: body.trim() });
      continue;
    }
    // A heading of people's own below a filled one belongs to it.
    const whole = text.slice(section.start, section.end).trim();
    const part = parts.get(key);
    if (part === undefined) rest = [rest, whole].filter((one) => one !== '').join('\n\n');
    else part.text = [part.text, whole].filter((one) => one !== '').join('\n\n');
  }
  return [
    ...[...parts].map(([name, part]) => ({ key: name, ...part })).filter((part) => part.text !== ''),
    ...(rest === '' ? [] : [{ key: '', heading: '', text: rest }]),
  ];
}
