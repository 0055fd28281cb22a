/** What is said in a thread after its first comment. Text of the model passes through `cleanModelText`. */
import { cleanModelText } from '#src/untrusted/clean-model-text.ts';
import { inlineCode } from '#src/untrusted/inline-code.ts';
import { leftUseKind } from './left-uses.ts';
import type { StoredFinding } from './stored-findings.ts';

type Why =
  | { readonly kind: 'gone'; readonly proof: 'file-deleted' | 'no-sign' | 'no-use'; readonly line: string }
  | { readonly kind: 'look'; readonly why: string };

/** One line, and why it may be believed. */
export function proofOf({ proposal, place }: StoredFinding, headSha: string, why: Why): string {
  const commit = headSha.slice(0, 8);
  const path = inlineCode(place.path);
  if (why.kind === 'look') return `Resolved: ${path} changed here in ${commit}. ${cleanModelText(why.why, { maxLength: 300 })}`;
  if (why.proof === 'no-use')
    return `Resolved: as of ${commit} nothing outside the change uses what was taken from ${path}, or it is there again.`;
  if (why.proof === 'file-deleted') return `Resolved: ${path} is deleted in ${commit}.`;
  return `Resolved: ${inlineCode(why.line.slice(0, 120))} is no longer in ${path} as of ${commit}, and the rule ${inlineCode(proposal.sign?.kind ?? '')} finds its sign there no more.`;
}

export function backOf({ place, proposal }: StoredFinding, headSha: string): string {
  if (proposal.sign?.kind === leftUseKind)
    return `Back: as of ${headSha.slice(0, 8)} ${inlineCode(place.path)} lacks again what is used elsewhere, so this conversation is open again.`;
  return `Back: ${inlineCode(firstLine(place).slice(0, 120))} stands in ${inlineCode(place.path)} again as of ${headSha.slice(0, 8)}, so this conversation is open again.`;
}

/** Without a model the evidence speaks alone. */
export function answerInThread({ proposal, place }: StoredFinding, answer: string | undefined): string {
  const evidence = `The comment rests on ${inlineCode(place.path)}, line ${place.startLine ?? 1}: ${inlineCode(firstLine(place).slice(0, 160))}`;
  const rule = proposal.sign
    ? ` The rule ${inlineCode(proposal.sign.kind)} says: ${cleanModelText(proposal.reason.split('\n')[0] ?? '', { maxLength: 400 })}`
    : '';
  const said =
    answer === undefined
      ? 'No model could answer this, so here is what the comment rests on.'
      : cleanModelText(answer, { maxLength: 1_200 });
  return `${said}\n\n${evidence}.${rule}\n\n<sub>Answered once. A person decides; \`/ai dismiss\` takes the point off the list.</sub>`;
}

function firstLine({ code = '' }: StoredFinding['place']): string {
  return (
    code
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim() ?? ''
  );
}
