/** A draft in the form of the team's template. Pure. */
import { disarmMarks } from './draft-marks.ts';
import type { DraftContent } from './draft-content.ts';
import { withLf } from './line-ends.ts';
import { renderByKind, renderText } from './render-text.ts';
import { bodyOf, chooseTemplate, headed, kindOf, openSections } from './template.ts';
import type { SectionKind, TemplateFile } from './template.ts';
import type { Section } from './sections.ts';

export interface FormedDraft {
  readonly text: string;
  /** Keys of the description's own sections that the text fills, each under its heading. Empty: the text stands by itself. */
  readonly fills: readonly string[];
}

/**
 * - The description has open sections of its own: the text holds just these, and accepting puts each under its heading.
 * - It has none of the template: the text is the template, filled; boxes stay as they are.
 * - There is no template, or it asks for nothing that a draft knows: plain text.
 */
export function fillTemplate(content: DraftContent, templates: readonly TemplateFile[], description: string): FormedDraft {
  const plain: FormedDraft = { text: renderText(content), fills: [] };
  const template = chooseTemplate(templates, description);
  const own = filled(content, openSections(description, template));
  if (own !== undefined)
    return {
      text: own.map(({ section, text }) => `${description.slice(section.start, section.bodyStart).trim()}\n\n${text}`).join('\n\n'),
      fills: own.map(({ section }) => section.key),
    };
  if (template === undefined || usesTemplate(description, template)) return plain;
  const whole = filled(content, openSections(template.text, undefined).concat(placeholders(template)));
  return whole === undefined ? plain : { text: insertAll(template.text, whole), fills: [] };
}

interface Filling {
  readonly section: Section;
  readonly text: string;
}

function filled(content: DraftContent, open: readonly Section[]): readonly Filling[] | undefined {
  const first = new Map<SectionKind, Section>();
  for (const section of open) {
    const kind = kindOf(section.heading);
    if (kind !== undefined && !first.has(kind)) first.set(kind, section);
  }
  const texts = renderByKind(content, [...first.keys()]);
  if (texts === undefined) return undefined;
  return [...first]
    .flatMap(([kind, section]) => {
      const text = texts.get(kind);
      return text === undefined ? [] : [{ section, text: disarmMarks(text) }];
    })
    .toSorted((a, b) => a.section.start - b.section.start);
}

/** Author's words stand in the description already, in the template's form: it is not repeated beside them. */
function usesTemplate(description: string, template: TemplateFile): boolean {
  const keys = new Set(headed(description).map(({ key }) => key));
  return headed(template.text).some(({ key }) => keys.has(key));
}

/** In a template itself, what it says under a heading are instructions; only boxes are not. */
function placeholders({ text }: TemplateFile): readonly Section[] {
  const open = new Set(openSections(text, undefined).map(({ start }) => start));
  return headed(text).filter((one) => !open.has(one.start) && !/^\s*(?:[-*+]|\d{1,9}[.)])\s+\[[ xX]?\]/mu.test(bodyOf(text, one)));
}

function insertAll(template: string, fillings: readonly Filling[]): string {
  let text = '';
  let done = 0;
  for (const { section, text: words } of fillings) {
    const place = section.bodyStart + template.slice(section.bodyStart, section.end).trimEnd().length;
    text += `${template.slice(done, place).trimEnd()}\n\n${words}\n\n`;
    done = section.end;
  }
  // A box that somebody ticked in the template itself is nobody's promise about this change.
  return disarmMarks(withLf(text + template.slice(done)).replaceAll(/^(\s*(?:[-*+]|\d{1,9}[.)])\s+)\[[xX]\]/gmu, '$1[ ]')).trim();
}
