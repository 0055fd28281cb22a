/** What a model is asked for, and what of it may be said: a claim stays only with a quote that stands in its source. */
import { z } from 'zod';
import { locateProse } from './locate-prose.ts';
import { locateQuote } from './locate-quote.ts';
import { offTopic } from './off-topic.ts';
import type { AskedWords } from './ports.ts';
import type { Source, Spot } from './source.ts';
import { corpusOf, unfaithful } from '#src/summary/faithful.ts';
import type { Corpus } from '#src/summary/faithful.ts';

export const Claims = z.object({
  claims: z.array(z.object({ source: z.number().int(), quote: z.string().max(2_000), claim: z.string().max(800) })).max(8),
});
export type Claims = z.infer<typeof Claims>;

export interface CitedClaim {
  readonly text: string;
  /** Where its quote stands. */
  readonly spot: Spot;
  /** The first line there, as the model saw it. */
  readonly line: string;
}

export interface JudgedClaims {
  readonly kept: readonly CitedClaim[];
  /** Why each of the others was cut; for the record, never shown. */
  readonly cut: readonly string[];
}

/** Speaks of the sources, the question or itself instead of the code. */
const EMPTY =
  /^$|\b(?:the|this) (?:sources?|quote|claim|question|code snippet|snippet|provided (?:code|text))\b|\bis (?:defined|located|found) in (?:the )?(?:file )?`[^`]*`(?: file)?\.?$/iu;

/** @param shown the sources as the model saw them, in its numbering from 1. */
export function judgeClaims({ claims }: Claims, shown: readonly Source[], asked?: AskedWords): JudgedClaims {
  const corpus = corpusOf({ texts: shown.map(({ text }) => text), paths: shown.map(({ path }) => path), people: [] });
  const kept: CitedClaim[] = [];
  const cut: string[] = [];
  for (const { source, quote, claim } of claims) {
    const text = claim.replaceAll(/\s+/gu, ' ').trim();
    const spot = placeOf(quote, shown, source);
    const home = spot === undefined ? undefined : sourceOf(spot, shown);
    const why = whyNot(text, { spot, home, corpus, asked });
    if (spot === undefined || why !== undefined) cut.push(why ?? '');
    else if (!kept.some((known) => known.text === text)) kept.push({ text, spot, line: lineAt(spot, home) });
  }
  return { kept, cut };
}

interface Judged {
  readonly spot: Spot | undefined;
  readonly home: Source | undefined;
  readonly corpus: Corpus;
  readonly asked: AskedWords | undefined;
}

function whyNot(text: string, { spot, home, corpus, asked }: Judged): string | undefined {
  if (spot === undefined || home === undefined) return 'quote not found';
  if (EMPTY.test(text)) return 'says nothing';
  return unfaithful(text, corpus) ?? (asked === undefined ? undefined : offTopic(text, spot, home, asked));
}

/** In the source that the model named; else in the only other one that holds the quote. */
function placeOf(quote: string, shown: readonly Source[], number: number): Spot | undefined {
  const named = shown[number - 1];
  const inNamed = named === undefined ? undefined : spotIn(quote, named);
  if (inNamed !== undefined) return inNamed;
  const elsewhere = shown.flatMap((source) => spotIn(quote, source) ?? []);
  return elsewhere.length === 1 ? elsewhere[0] : undefined;
}

function spotIn(quote: string, { path, startLine, text, commitSha, content }: Source): Spot | undefined {
  const lines = text.split('\n');
  const found = locateQuote(quote, lines) ?? (content === 'code' ? undefined : locateProse(quote, lines));
  return found === undefined ? undefined : { path, commitSha, startLine: startLine + found.from, endLine: startLine + found.to };
}

function sourceOf({ path, startLine }: Spot, shown: readonly Source[]): Source | undefined {
  return shown.find((one) => one.path === path && one.startLine <= startLine && startLine <= one.endLine);
}

function lineAt({ startLine }: Spot, home: Source | undefined): string {
  return home?.text.split('\n')[startLine - home.startLine]?.trim() ?? '';
}
