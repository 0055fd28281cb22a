/** Task-list boxes in Markdown source: where they stand, and how to tick one without touching any other character. */

export interface TaskBox {
  /** Offset in the source of the character between the brackets. */
  readonly offset: number;
  readonly checked: boolean;
  /** What stands behind the box on its line. */
  readonly label: string;
}

// One list or quotation marker at a time, each pattern bound to its place: nested repetition would backtrack without end on `- - - -`.
const marker = /[ \t]*(?:>|([-*+]|\d{1,9}[.)])(?=[ \t]|$))/y;
// https://github.github.com/gfm/#task-list-items-extension-
const box = /[ \t]+\[([ xX])\][ \t]+(?=\S)/y;
const fenceStart = /[ \t]*(`{3,}|~{3,})(.*)$/y;

/** Finds the boxes in source order, leaving out those in fenced code and in HTML comments. */
export function findTaskBoxes(source: string): TaskBox[] {
  const boxes: TaskBox[] = [];
  let fence: string | undefined;
  let inComment = false;
  let start = 0;
  for (const line of source.split('\n')) {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (inComment) {
      inComment = !text.includes('-->');
    } else {
      const prefix = readPrefix(text);
      const fenced: RegExpExecArray | null = execAt(fenceStart, text, prefix.end);
      if (fence !== undefined) {
        if (closes(fenced, fence)) fence = undefined;
      } else if (fenced !== null && !(fenced[1]?.startsWith('`') && fenced[2]?.includes('`'))) {
        fence = fenced[1];
      } else {
        const found = prefix.isList ? execAt(box, text, prefix.end) : null;
        if (found)
          boxes.push({ offset: start + text.indexOf('[', prefix.end) + 1, checked: found[1] !== ' ', label: text.slice(box.lastIndex) });
        inComment = opensComment(text);
      }
    }
    start += line.length + 1;
  }
  return boxes;
}

/** The source with exactly one box set; `undefined` when there is no such box. */
export function setTaskBox(source: string, index: number, checked: boolean): string | undefined {
  const found = findTaskBoxes(source)[index];
  if (found === undefined) return undefined;
  return source.slice(0, found.offset) + (checked ? 'x' : ' ') + source.slice(found.offset + 1);
}

/** Where the markers of lists and quotations end, and whether the last one is a list's. */
function readPrefix(line: string): { readonly end: number; readonly isList: boolean } {
  let end = 0;
  let isList = false;
  for (let found = execAt(marker, line, 0); found !== null; found = execAt(marker, line, end)) {
    end = marker.lastIndex;
    isList = found[1] !== undefined;
  }
  return { end, isList };
}

function execAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function closes(fenced: RegExpExecArray | null, fence: string): boolean {
  const run = fenced?.[1] ?? '';
  return run[0] === fence[0] && run.length >= fence.length && (fenced?.[2] ?? '').trim() === '';
}

function opensComment(line: string): boolean {
  const open = line.lastIndexOf('<!--');
  return open >= 0 && !line.includes('-->', open);
}
