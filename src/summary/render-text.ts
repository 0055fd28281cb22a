import type { DraftContent } from './draft-content.ts';
import { wording } from './wording.ts';

/** The editable text of a draft: Markdown, LF line ends, no trailing newline. Pure; the frame around it is `draft-comment.ts`. */
export function renderText({ lead, areas, moreAreas, callers, checks }: DraftContent): string {
  const what = areas.map(({ name, prose, statements }) => {
    const found = statements.join('; ');
    const starts = name === undefined || prose !== undefined;
    const said = [prose, found === '' ? undefined : `${starts ? capitalized(found) : found}.`].filter((part) => part !== undefined);
    return `- ${name === undefined ? '' : `${name}: `}${said.join(' ')}`;
  });
  const only = areas.length === 1 && moreAreas === undefined ? areas[0] : undefined;
  // One area needs no list and no name: its statements carry the paths.
  const whatBlock = only === undefined ? [...what, ...(moreAreas === undefined ? [] : [`- ${moreAreas}`])].join('\n') : oneArea(only);
  const few = callers.length + checks.length <= 2;
  return [
    ...lead,
    whatBlock,
    few ? bullets([...callers, ...checks]) : '',
    few ? '' : section(wording.callersHeading, callers),
    few ? '' : section(wording.checksHeading, checks),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
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
