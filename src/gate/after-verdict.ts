/** What is added to a finished check. Pure. Title, conclusion and annotations are not touched. */
import { cleanModelText } from '#src/untrusted/clean-model-text.ts';
import type { Explanation } from './explain-findings.ts';
import { block, code, plain } from './markdown.ts';
import type { GateResult } from './outcome.ts';
import { scopeOfFinding, shortIdOf } from './waiver.ts';
import * as wording from './wording.ts';

export interface Additions {
  readonly model?: { readonly name: string; readonly explained: ReadonlyMap<string, Explanation> };
  /** Why the findings are not in code scanning although they should be. */
  readonly uploadFailed?: string;
}

/** @param summary as it stands on GitHub, perhaps with earlier additions: these are replaced. */
export function withAdditions(summary: string, result: GateResult, { model, uploadFailed }: Additions): string {
  const [own = ''] = summary.split(`\n\n${wording.addedMark}`);
  const sections = [
    ...(uploadFailed === undefined ? [] : [wording.uploadFailed(plain(uploadFailed))]),
    ...(model === undefined ? [] : modelSection(result, model)),
  ];
  return sections.length === 0 ? own : [own, wording.addedMark, ...sections].join('\n\n');
}

function modelSection(result: GateResult, model: NonNullable<Additions['model']>): readonly string[] {
  if (model.explained.size > 0) return [explainedSection(result, model)];
  return result.fresh.some(({ blocks }) => blocks) ? [wording.notExplained(code(model.name, 80))] : [];
}

function explainedSection({ fresh }: GateResult, { name, explained }: NonNullable<Additions['model']>): string {
  const left = new Map(explained);
  const parts = fresh.flatMap((one) => {
    const id = shortIdOf(scopeOfFinding(one));
    const explanation = left.get(id);
    left.delete(id);
    if (explanation === undefined) return [];
    const { path, startLine } = one.finding.place;
    const words = [explanation.reach, explanation.input, explanation.fix].map((text) => cleanModelText(text, { maxLength: 700 }).trim());
    const fix = explanation.replacement === undefined ? [] : [wording.triedFix, block(explanation.replacement)];
    return [
      [`**${plain(one.finding.rule)}** ${code(`${path}:${startLine}`)}`, ...words.filter((text) => text !== ''), ...fix].join('\n\n'),
    ];
  });
  return [`### ${wording.explainedHead}`, wording.explainedIntro(code(name, 80)), ...parts].join('\n\n');
}
