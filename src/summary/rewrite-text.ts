import { z } from 'zod';
import type { Model } from '#src/ask-model.ts';
import { estimateTokens } from '#src/diff/estimate-tokens.ts';
import type { Comparison, PullRequest } from '#src/pull-request.ts';
import { cleanModelText } from '#src/untrusted/clean-model-text.ts';
import { corpusOf, unfaithful } from './faithful.ts';
import { changesForModel, commitsForModel } from './model-material.ts';

/** Tokens. */
const OUTPUT = 700;
const OVERHEAD = 1_000;
const MOST_MATERIAL = 1_500;
const MAX_TEXT = 12_000;
const MAX_LINES = 60;

const RewrittenAnswer = z.object({ lines: z.array(z.string()) });

export interface RewriteQuestion {
  readonly pull: PullRequest;
  readonly comparison: Comparison;
  readonly text: string;
  readonly instruction: string;
  readonly model: Model;
  readonly signal?: AbortSignal;
}

export type Rewritten =
  | { readonly kind: 'rewritten'; readonly text: string }
  | { readonly kind: 'held'; readonly reason: 'model-failed' | 'nothing-usable' | 'no-room' };

/** The text as a model rewrites it by a person's instruction. Lines that name what is neither in the change nor in the text are left out. */
export async function rewriteText({ pull, comparison, text, instruction, model, signal }: RewriteQuestion): Promise<Rewritten> {
  if (text.length > MAX_TEXT || estimateTokens(text) * 2 + OVERHEAD > model.contextTokens) return { kind: 'held', reason: 'no-room' };
  const room = Math.max(0, Math.min(MOST_MATERIAL, model.contextTokens - OVERHEAD - OUTPUT - estimateTokens(text)));
  const answer = await model.ask({
    task: 'summary',
    prompt: 'summary-edit',
    data: [
      { label: 'words of the author', text: commitsForModel(comparison.commits, pull) },
      { label: 'changed lines', text: changesForModel(comparison.files, room) },
      { label: 'text', text },
      { label: 'wish', text: instruction },
    ],
    schema: RewrittenAnswer,
    schemaName: 'rewritten_text',
    maxOutputTokens: OUTPUT,
    ...(signal === undefined ? {} : { signal }),
  });
  if (answer.kind === 'failed') return { kind: 'held', reason: 'model-failed' };
  const corpus = corpusOf({
    texts: [text, ...comparison.files.flatMap(({ hunks }) => hunks.flatMap(({ lines }) => lines.map((line) => line.text)))],
    paths: comparison.files.map(({ path }) => path),
    people: [pull.title, pull.body, instruction, ...comparison.commits.flatMap(({ subject, body }) => [subject, body])],
  });
  const standing = new Set(text.split('\n').map((line) => line.trim()));
  const lines = answer.value.lines
    .slice(0, MAX_LINES)
    .flatMap((line) => line.split('\n'))
    .filter((line) => standing.has(line.trim()) || isFrame(line) || unfaithful(line, corpus) === undefined);
  // What stood there may be a person's and stays as it is; what is new is a model's and is cleaned.
  const safe = lines.map((line) => (standing.has(line.trim()) ? line : cleanModelText(line, { maxLength: 1_000 })));
  const rewritten = spaced(safe).trim();
  return rewritten === '' || !lines.some((line) => !isFrame(line))
    ? { kind: 'held', reason: 'nothing-usable' }
    : { kind: 'rewritten', text: rewritten };
}

/** Headings and empty lines claim nothing. */
function isFrame(line: string): boolean {
  return line.trim() === '' || /^\s{0,3}#{1,6} [^`]{0,60}$/u.test(line);
}

/** A list needs an empty line before it, whatever the model thought of that. */
function spaced(lines: readonly string[]): string {
  const isItem = (line: string | undefined): boolean => /^\s*[-*+] /u.test(line ?? '');
  return lines
    .map((line, index) => {
      const before = lines[index - 1];
      const apart = index > 0 && line.trim() !== '' && (before ?? '').trim() !== '' && !(isItem(line) && isItem(before));
      return apart ? `\n${line}` : line;
    })
    .join('\n')
    .replaceAll(/\n{3,}/gu, '\n\n');
}
