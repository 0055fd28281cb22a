/** What a person reads in the terminal. Text from outside is made visible: nothing in it may steer the terminal. */
import { styleText } from 'node:util';
import { SECRET_RULE } from '#src/gate/committed-secrets.ts';
import type { NewFinding } from '#src/gate/outcome.ts';
import { showHiddenCharacters as visible } from '#src/untrusted/hidden-characters.ts';
import { redactSecrets } from '#src/untrusted/redact-secrets.ts';
import { codeFrame } from './code-frame.ts';
import type { LocalChange, Look } from './look-at-change.ts';
import { reviewWording as wording } from './wording.ts';

export type Paint = (format: 'bold' | 'red' | 'yellow' | 'green' | 'dim', text: string) => string;

/** Colors only where standard output is a terminal that wants them (NO_COLOR). */
export const terminalPaint: Paint = (format, text) => styleText(format, text);

export async function renderReview(change: LocalChange, look: Look, paint: Paint): Promise<string> {
  const { draft, security, review, comparison } = look;
  const { result } = security;
  const findings: string[] = [];
  for (const fresh of result.fresh) findings.push(await renderFinding(fresh, look.readHead, paint));
  const color = result.conclusion === 'success' ? 'green' : 'red';
  return [
    paint('bold', visible(wording.heading(change.head.name, change.base.name, comparison.files.length, comparison.commits.length))),
    ...(draft === undefined
      ? [wording.nothingChanged]
      : [paint('bold', visible(draft.title)), visible(draft.text), paint('dim', visible([draft.foot, ...draft.notRead].join('\n')))]),
    paint('bold', wording.securityHeading),
    paint(color, visible(security.title)),
    ...findings,
    ...(result.unchecked.length === 0
      ? []
      : [result.unchecked.map(({ path, reason }) => paint('red', visible(wording.unchecked(path, reason)))).join('\n')]),
    paint('bold', wording.reviewHeading),
    visible(review.title),
    ...review.comments.map(({ path, line, body }) => `${paint('bold', visible(`${path}:${line}`))}\n${indented(comment(body, paint))}`),
  ].join('\n\n');
}

type ReadHead = Look['readHead'];

export async function renderFinding({ finding, blocks }: NewFinding, readHead: ReadHead, paint: Paint): Promise<string> {
  const { path, startLine, endLine } = finding.place;
  const place = paint('bold', visible(`${path}:${startLine}`));
  const kind = paint(blocks ? 'red' : 'yellow', `${finding.severity}${blocks ? wording.blocks : ''}`);
  const fix = finding.fix === undefined ? [] : [wording.fix(visible(finding.fix))];
  const flow = finding.trace.length < 2 ? [] : [wording.flow(finding.trace.map((step) => step.startLine))];
  const frame = await frameOf(finding, endLine, readHead);
  return [`${place}  ${kind}  ${finding.rule}`, indented([visible(finding.message), frame, ...flow, ...fix].join('\n'))].join('\n');
}

/** A committed secret is shown as the gate shows it, masked; whatever else looks like one, too. */
async function frameOf(finding: NewFinding['finding'], endLine: number, readHead: ReadHead): Promise<string> {
  const text = finding.rule.startsWith(SECRET_RULE) ? undefined : await readHead(finding.place.path);
  if (text === undefined) return visible(finding.code);
  return (await redactSecrets(codeFrame(text, finding.place.startLine, endLine))).text;
}

/** Our own Markdown of a comment, as a terminal shows such things. */
function comment(body: string, paint: Paint): string {
  return visible(body)
    .replace(/^\*\*(.*)\*\*$/mu, (_, title: string) => paint('yellow', title))
    .replace(/^<sub>(.*)<\/sub>$/mu, (_, foot: string) => paint('dim', foot));
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gmu, '  ');
}
