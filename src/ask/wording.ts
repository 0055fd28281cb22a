/** What the App answers to questions. Model text and paths are made safe here; links are only ever ours. */
import type { AskEnding } from './answer-question.ts';
import type { CitedClaim } from './claims.ts';
import type { ExplainEnding } from './explain-place.ts';
import type { Spot } from './source.ts';
import type { NearPlace } from './near-place.ts';
import { inlineCode } from '#src/untrusted/inline-code.ts';
import { plainLine } from '#src/untrusted/plain-line.ts';

/** How a place becomes Markdown: a link on GitHub, plain code on a terminal. */
export type Cite = (spot: Spot) => string;

/** `lines`: with the code itself, for whoever has the repository at hand. On GitHub an answer links code and repeats none of it. */
type Shown = 'links' | 'lines';

const LONGEST_CLAIM = 500;
const LONGEST_CODE = 160;
const MOST_MISSING = 6;
const MOST_NEAR = 3;

export function linesOf({ path, startLine, endLine }: Spot): string {
  return `${path}:${startLine}${endLine === startLine ? '' : `-${endLine}`}`;
}

/** @param repositoryUrl without a slash at its end, from us and never from text. */
export function citeOn(repositoryUrl: string): Cite {
  return (spot) => {
    const path = spot.path.toWellFormed().split('/').map(escapeSegment).join('/');
    const lines = `#L${spot.startLine}${spot.endLine === spot.startLine ? '' : `-L${spot.endLine}`}`;
    return `[${inlineCode(linesOf(spot)).replaceAll(/[[\]]/gu, '')}](${repositoryUrl}/blob/${spot.commitSha}/${path}${lines})`;
  };
}

/** Also what Markdown would read as the end of the address. */
function escapeSegment(segment: string): string {
  return encodeURIComponent(segment).replaceAll(/[()'*!_~]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

export function askText(ending: AskEnding, cite: Cite, shown: Shown = 'links'): string {
  switch (ending.kind) {
    case 'no-index':
      return noIndexText;
    case 'unknown':
      return [
        `I don't know: the index of commit \`${ending.commitSha.slice(0, 8)}\` has nothing on this.${missingText(ending.missing)}${behindText(ending)}`,
        ...nearest(ending.places, cite, shown),
      ].join('\n');
    case 'places':
      return [`${whyNoWords[ending.why]}${behindText(ending)}`, ...nearest(ending.places, cite, shown)].join('\n');
    case 'answered':
      return [
        ...claimLines(ending.claims, cite, shown),
        ...alsoNear(ending, cite),
        '',
        `From the code at \`${ending.commitSha.slice(0, 8)}\`, in the words of ${inlineCode(ending.model, 80)}; each statement with the place that it rests on.${cutText(ending.cut)}${behindText(ending)}`,
      ].join('\n');
  }
}

export function explainText(ending: ExplainEnding, cite: Cite): string {
  switch (ending.kind) {
    case 'absent':
      return `There is no file ${inlineCode(ending.path)} on the newest commit, or it is shorter than that. Nothing was explained.`;
    case 'too-large':
      return `${inlineCode(ending.path)} is too large to be explained. Nothing was read.`;
    case 'not-text':
      return `${inlineCode(ending.path)} holds no text that could be explained.`;
    case 'places':
      return [whyNoWords[ending.why], ...definedAt(ending.definitions, cite)].join('\n');
    case 'explained':
      return [
        `${cite(ending.spot)}:`,
        '',
        ...claimLines(ending.claims, cite),
        ...definedAt(ending.definitions, cite),
        '',
        `In the words of ${inlineCode(ending.model, 80)}; each statement with the place that it rests on.${cutText(ending.cut)}`,
      ].join('\n');
  }
}

export const noIndexText =
  'The code index of this repository is not complete yet, so nothing could be looked up. `/ai status` shows how far it is; ask again then.';
export const storeAwayText =
  'The code index does not answer now, so nothing could be looked up. Nothing was lost; ask again in a few minutes.';

const whyNoWords: Readonly<Record<'no-model' | 'model-failed' | 'nothing-proven', string>> = {
  'no-model': 'No model is configured, so nothing is put into words.',
  'model-failed': 'The model gave no usable answer, so nothing is put into words; ask again in a minute.',
  'nothing-proven': 'Nothing that the model said was proven by the code it named and about what was asked, so none of it is shown.',
};

function claimLines(claims: readonly CitedClaim[], cite: Cite, shown: Shown = 'links'): readonly string[] {
  return claims.map(({ text, spot, line }) => {
    const claim = plainLine(text, LONGEST_CLAIM);
    return shown === 'links' ? `- ${claim} (${cite(spot)})` : `- ${claim}\n  ${withLine(spot, line, cite)}`;
  });
}

function nearest(places: readonly NearPlace[], cite: Cite, shown: Shown): readonly string[] {
  const told = places.map((place) => `- ${shown === 'links' ? cite(place) : withLine(place, place.line, cite)}`);
  return told.length === 0 ? [] : ['', 'The nearest places:', '', ...told];
}

function withLine(spot: Spot, line: string, cite: Cite): string {
  return line === '' ? cite(spot) : `${cite(spot)}: ${inlineCode(line, LONGEST_CODE, false)}`;
}

/** What the model left aside may be what the person is looking for. */
function alsoNear({ places, claims }: Extract<AskEnding, { kind: 'answered' }>, cite: Cite): readonly string[] {
  const others = places.filter(({ path }) => claims.every(({ spot }) => spot.path !== path)).slice(0, MOST_NEAR);
  return others.length === 0 ? [] : ['', `Also near: ${others.map((place) => cite(place)).join(', ')}.`];
}

function definedAt(definitions: readonly Spot[], cite: Cite): readonly string[] {
  return definitions.length === 0 ? [] : ['', 'What it uses is defined here:', '', ...definitions.map((place) => `- ${cite(place)}`)];
}

function missingText(missing: readonly string[]): string {
  const words = missing.slice(0, MOST_MISSING).map((word) => inlineCode(word, 60));
  return words.length === 0 ? '' : ` Nowhere near: ${words.join(', ')}.`;
}

function cutText(cut: number): string {
  return cut === 0 ? '' : ` ${cut} ${cut === 1 ? 'statement was' : 'statements were'} left out: not proven, or not about what was asked.`;
}

function behindText({ behind }: { readonly behind: boolean }): string {
  return behind ? ' The branch has moved on since; the index follows.' : '';
}
