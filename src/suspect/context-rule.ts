/** A sign that is a line and what stands, or does not stand, around it. */
import type { ChangeView } from './change-view.ts';
import type { LanguageFamily } from './language-family.ts';
import { isTest } from './removed-rules.ts';
import type { Sign } from './suspicion.ts';

export interface ContextRule {
  readonly kind: string;
  readonly languages?: readonly LanguageFamily[];
  /** On an added line. */
  readonly pattern: RegExp;
  readonly unless?: RegExp;
  /** In the function around the line. */
  readonly withIn?: RegExp;
  readonly withoutIn?: RegExp;
  /** These, each after the one before, in the function: one expression for all would take time squared. */
  readonly inOrder?: readonly RegExp[];
  readonly notInOrder?: readonly RegExp[];
  /** On a line anywhere in the file; a file that could not be read shows nothing. */
  readonly withFile?: RegExp;
  readonly withoutFile?: RegExp;
  /** In the lines that follow, until the block ends. */
  readonly before?: RegExp;
  readonly notBefore?: RegExp;
  readonly fact: string;
  readonly claim: string;
  readonly title: string;
  readonly category: Sign['category'];
  readonly severity: Sign['severity'];
}

const LINES_AFTER = 12;
const MOST_LINES = 20_000;
const MOST_CHARACTERS = 20_000;
/** Each look at a function costs; what has more of one pattern is no code of a person. */
const MOST_TRIED = 60;
/** The same point again says nothing new. */
const MOST_OF_A_KIND = 2;

export function contextSigns(rules: readonly ContextRule[], view: ChangeView): Sign[] {
  if (isTest(view.path)) return [];
  return rules
    .filter(({ languages }) => languages === undefined || languages.includes(view.language))
    .filter(({ withFile }) => withFile === undefined || stands(withFile, view))
    .filter(({ withoutFile }) => withoutFile === undefined || (isKnown(view) && !stands(withoutFile, view)))
    .flatMap((rule) => {
      const candidates = view.added.filter(({ text }) => rule.pattern.test(text) && rule.unless?.test(text) !== true);
      return candidates
        .slice(0, MOST_TRIED)
        .filter(({ line }) => standsRight(rule, view, line))
        .slice(0, MOST_OF_A_KIND)
        .map(({ line }) => signOf(rule, line));
    });
}

/** Line by line: over a whole file an expression that tries each place anew takes time squared. */
function stands(pattern: RegExp, { lines }: ChangeView): boolean {
  return lines.slice(0, MOST_LINES).some((text) => pattern.test(text));
}

function isKnown({ complete, lines }: ChangeView): boolean {
  return complete && lines.length <= MOST_LINES;
}

function standsRight(rule: ContextRule, view: ChangeView, line: number): boolean {
  const { withIn, withoutIn, inOrder, notInOrder } = rule;
  if (withIn ?? withoutIn ?? inOrder ?? notInOrder) {
    const owner = view.functionAt(line).text.slice(0, MOST_CHARACTERS);
    if (withIn?.test(owner) === false || withoutIn?.test(owner) === true) return false;
    if (inOrder && !standInOrder(inOrder, owner)) return false;
    if (notInOrder && standInOrder(notInOrder, owner)) return false;
  }
  if (rule.before === undefined && rule.notBefore === undefined) return true;
  const after = view.lines.slice(line, line + LINES_AFTER).join('\n');
  return rule.before?.test(after) !== false && rule.notBefore?.test(after) !== true;
}

function standInOrder(parts: readonly RegExp[], text: string): boolean {
  let rest = text;
  return parts.every((part) => {
    const found = part.exec(rest);
    if (found !== null) rest = rest.slice(found.index + found[0].length);
    return found !== null;
  });
}

function signOf({ kind, fact, claim, title, category, severity }: ContextRule, line: number): Sign {
  return { kind, line, fact, claim, title, category, severity };
}
