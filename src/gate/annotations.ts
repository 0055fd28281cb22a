/** Remarks on head lines, most important first. The adapter sends them in batches; the conclusion does not wait for them. Pure. */
import type { Annotation } from '#src/check-run.ts';
import type { GateResult, NewFinding } from './outcome.ts';
import { trace } from './wording.ts';

/** More than a person would look at, and ten calls of 50. */
const MOST = 500;

export function annotationsOf({ fresh, unchecked }: GateResult): readonly Annotation[] {
  const files = unchecked
    .filter((one) => one.waiver === undefined && one.submodule !== true)
    .map(({ path, reason }): Annotation => {
      return {
        path,
        startLine: 1,
        endLine: 1,
        level: 'failure',
        title: 'Could not be checked',
        message: clean(`This file could not be checked: ${reason}.`, 2000),
      };
    });
  const blocking = fresh.filter((one) => one.blocks);
  const advisory = fresh.filter((one) => !one.blocks && one.waiver === undefined);
  return [...blocking.map(toAnnotation), ...files, ...advisory.map(toAnnotation)].slice(0, MOST);
}

function toAnnotation({ finding, blocks }: NewFinding): Annotation {
  const { path, startLine, endLine } = finding.place;
  const steps = trace(finding.trace.map((step) => step.startLine));
  const flow = steps === '' ? '' : `\n\n${steps}.`;
  const fix = finding.fix === undefined ? '' : `\n\nHow to fix: ${finding.fix}`;
  const message = clean(`${finding.message}${flow}${fix}`, 8000);
  return { path, startLine, endLine, level: blocks ? 'failure' : 'warning', title: clean(finding.rule, 200), message };
}

/** GitHub shows annotations as plain text; NUL and lone surrogates would have the whole call refused. */
function clean(text: string, limit: number): string {
  return text
    .replace(/[^\P{C}\n\t]/gu, '\uFFFD')
    .slice(0, limit)
    .replace(/[\uD800-\uDBFF]$/u, '');
}
