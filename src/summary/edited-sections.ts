import { editedShare } from './edited-share.ts';
import { sectionsOf } from './sections.ts';

/** How much people changed under each heading, from 0 to 1; what stands before the first one is `lead`. Sections of one side only count as 1. */
export function editedSections(draft: string, accepted: string): Readonly<Record<string, number>> {
  const [before, after] = [bodies(draft), bodies(accepted)];
  const names = [...new Set([...before.keys(), ...after.keys()])].slice(0, 30);
  return Object.fromEntries(names.map((name) => [name, editedShare(before.get(name) ?? '', after.get(name) ?? '')]));
}

function bodies(text: string): ReadonlyMap<string, string> {
  const sections = sectionsOf(text).map(
    ({ key, bodyStart, end }) => [key === '' ? 'lead' : key.slice(0, 80), text.slice(bodyStart, end)] as const,
  );
  return new Map(sections.filter(([name, body]) => name !== 'lead' || body.trim() !== ''));
}
