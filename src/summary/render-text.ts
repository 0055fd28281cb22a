import type { DraftContent } from './draft-content.ts';
import type { SectionKind } from './template.ts';
import { wording } from './wording.ts';

/** The editable text of a draft: Markdown, LF line ends, no trailing newline. Pure; the frame around it is `draft-comment.ts`. */
export function renderText(content: DraftContent): string {
  const { lead, callers } = content;
  const checks = [...content.checks, ...content.tests];
  const said = lead.map(({ text, continues }, index) => `${index === 0 ? '' : continues === true ? ' ' : '\n\n'}${text}`).join('');
  const what = whatBlock(content);
  const few = callers.length + checks.length <= 2;
  return joined([
    said,
    // People's list and ours are two.
    isList(said.slice(said.lastIndexOf('\n') + 1)) && isList(what) ? `${wording.changesHeading}\n${what}` : what,
    few ? bullets([...callers, ...checks]) : '',
    few ? '' : section(wording.callersHeading, callers),
    few ? '' : section(wording.checksHeading, checks),
  ]);
}

/**
 * The same content under the headings of a template: everything that a draft has to say stands under one of `kinds`,
 * each once. `undefined` when there is no place for what changed.
 */
export function renderByKind(content: DraftContent, kinds: readonly SectionKind[]): ReadonlyMap<SectionKind, string> | undefined {
  const main = kinds.find((kind) => kind === 'what') ?? kinds.find((kind) => kind === 'how' || kind === 'why');
  if (main === undefined) return undefined;
  const has = (kind: SectionKind): SectionKind => (kinds.includes(kind) ? kind : main);
  const leads = (kind: 'what' | 'why'): string[] => content.lead.filter((one) => one.kind === kind).map(({ text }) => text);
  // A heading that asks what changes must not stay empty because another one asks how.
  const how = leads('what').length > 0 ? has('how') : main;
  const parts: readonly (readonly [SectionKind, string])[] = [
    ...leads('what').map((text) => [main, text] as const),
    ...leads('why').map((text) => [has('why'), text] as const),
    [how, whatBlock(content)],
    // Under a heading that asks what breaks, nothing else is said.
    ...(kinds.includes('breaking')
      ? ([
          ['breaking', bullets(content.breaking)],
          [has('callers'), bullets(content.callers.filter((one) => !content.breaking.includes(one)))],
        ] as const)
      : ([[has('callers'), bullets(content.callers)]] as const)),
    [has('checks'), bullets(content.checks)],
    [has('tests'), bullets(content.tests)],
  ];
  const byKind = Map.groupBy(parts, ([kind]) => kind);
  return new Map([...byKind].map(([kind, all]) => [kind, joined(all.map(([, text]) => text))] as const).filter(([, text]) => text !== ''));
}

function whatBlock({ areas, moreAreas }: DraftContent): string {
  const what = areas.map(({ name, prose, statements }) => {
    const found = statements.join('; ');
    const starts = name === undefined || prose !== undefined;
    const said = [prose, found === '' ? undefined : `${starts ? capitalized(found) : found}.`].filter((part) => part !== undefined);
    return `- ${name === undefined ? '' : `${name}: `}${said.join(' ')}`;
  });
  const only = areas.length === 1 && moreAreas === undefined ? areas[0] : undefined;
  // One area needs no list and no name: its statements carry the paths.
  return only === undefined ? [...what, ...(moreAreas === undefined ? [] : [`- ${moreAreas}`])].join('\n') : oneArea(only);
}

function isList(block: string): boolean {
  return block.startsWith('- ');
}

/** Two lists with a blank line between them would be one list with gaps, so they are one without. */
function joined(blocks: readonly string[]): string {
  return blocks
    .filter((block) => block !== '')
    .reduce((text, block) => {
      const above = text.slice(text.lastIndexOf('\n') + 1);
      return text === '' ? block : `${text}${isList(above) && isList(block) ? '\n' : '\n\n'}${block}`;
    }, '');
}

function oneArea({ prose, statements }: DraftContent['areas'][number]): string {
  const [first, ...others] = statements;
  if (first === undefined) return prose ?? '';
  const found = others.length === 0 ? `${capitalized(first)}.` : bullets(statements.map((statement) => `${capitalized(statement)}.`));
  return prose === undefined ? found : `${prose}\n\n${found}`;
}

function section(heading: string, statements: readonly string[]): string {
  return statements.length === 0 ? '' : `${heading}\n${bullets(statements)}`;
}

function bullets(statements: readonly string[]): string {
  return statements.map((statement) => `- ${statement}`).join('\n');
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
