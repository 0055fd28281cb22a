/** `/ai edit`: words on the command's line are an instruction, the lines below are the new text. Pure. */

export interface EditRequest {
  /** What should become of the text, in a person's words; empty when `text` is given. */
  readonly instruction: string;
  /** The new text, as it was written; empty when `instruction` is given. */
  readonly text: string;
}

/** @returns undefined when it says nothing, or both: then nobody can tell which was meant. */
export function readEdit(rest: string, body: string): EditRequest | undefined {
  const end = body.search(/[\r\n]/u);
  const text = end === -1 ? '' : body.slice(end).trim();
  return (rest === '') === (text === '') ? undefined : { instruction: rest, text };
}
