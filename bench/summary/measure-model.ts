/** Drafts with a real model beside one question with the whole diff: tokens, seconds, and what could not be found. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Model } from '#src/ask-model.ts';
import { composeDraft } from '#src/summary/compose-draft.ts';
import { outlineOf } from '#src/syntax/outline-of.ts';
import { checkFaithful } from './check-faithful.ts';
import { askOnce, oneCallTokens } from './one-call.ts';
import type { RealChange } from './real-changes.ts';
import { showDraft } from './show-draft.ts';

const Side = z.object({ tokens: z.number(), seconds: z.number(), checked: z.number(), missing: z.array(z.string()) });
const ModelRow = z.object({
  change: z.string(),
  files: z.number(),
  failure: z.string().optional(),
  dropped: z.number(),
  ours: Side,
  /** What one question with the whole diff takes, by estimate: it may be more than any context holds. */
  estimated: z.number(),
  /** Absent when the whole diff was too long, or the server did not answer. */
  oneCall: Side.optional(),
  shown: z.string(),
});
type ModelRow = z.infer<typeof ModelRow>;

export interface ModelMeasurement {
  readonly model: Model;
  /** A folder with one file per change: what is in it is not asked again. */
  readonly keep: string | undefined;
  /** No further change is begun after it. */
  readonly seconds: number;
  /** Whether to ask the one question beside it. */
  readonly beside: boolean;
}

/** Small servers take minutes a change: with `keep`, any number of runs add to one measurement. */
export async function measureModel(
  changes: AsyncIterable<RealChange>,
  { model, keep, seconds, beside }: ModelMeasurement,
  say: (text: string) => void,
): Promise<object> {
  const until = performance.now() + seconds * 1000;
  const kept = keep === undefined ? new Map<string, ModelRow>() : readKept(keep);
  for await (const change of changes) {
    const name = `${change.repository}-${change.comparison.headSha.slice(0, 10)}`;
    if (kept.has(name)) continue;
    if (performance.now() > until) break;
    const row = await draftOne(name, change, model, beside);
    kept.set(name, row);
    if (keep !== undefined) writeFileSync(join(keep, `${name}.json`), JSON.stringify(row, undefined, 1));
    say(row.shown);
    say(
      `ours ${told(row.ours)}; one question ${row.oneCall === undefined ? `not answered (about ${row.estimated} tokens)` : told(row.oneCall)}`,
    );
  }
  return summarizeModel([...kept.values()]);
}

function told({ tokens, seconds, missing }: z.infer<typeof Side>): string {
  return `${tokens} tokens, ${seconds.toFixed(0)} s, ${missing.length} not found`;
}

function readKept(folder: string): Map<string, ModelRow> {
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const rows = names.map((name) => ModelRow.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
  return new Map(rows.map((row) => [row.change, row]));
}

async function draftOne(name: string, change: RealChange, model: Model, beside: boolean): Promise<ModelRow> {
  const before = performance.now();
  let tokens = 0;
  const counting: Model = {
    ...model,
    ask: async (request) => {
      const answer = await model.ask(request);
      if (answer.kind === 'answered') tokens += answer.usage.promptTokens + answer.usage.completionTokens;
      return answer;
    },
  };
  const ports = { readBlobs: change.readBlobs, outline: outlineOf, model: counting };
  const draft = await composeDraft(change.pull, change.comparison, ports);
  const seconds = (performance.now() - before) / 1000;
  const found = await checkFaithful(`${draft.title}\n${draft.text}`, change);
  const once = beside ? await askOnce(model, change) : undefined;
  const theirs = once === undefined ? undefined : await checkFaithful(once.text, change);
  return {
    change: name,
    files: change.comparison.files.length,
    ...(draft.provenance.modelFailure === undefined ? {} : { failure: draft.provenance.modelFailure }),
    dropped: draft.provenance.droppedSentences,
    ours: { tokens, seconds, checked: found.tokens, missing: [...found.missing] },
    estimated: oneCallTokens(change),
    ...(once === undefined || theirs === undefined
      ? {}
      : { oneCall: { tokens: once.tokens, seconds: once.seconds, checked: theirs.tokens, missing: [...theirs.missing] } }),
    shown: showDraft(change, draft),
  };
}

function summarizeModel(rows: readonly ModelRow[]): object {
  const large = rows.filter(({ files }) => files > 20);
  const both = rows.filter(({ oneCall }) => oneCall !== undefined);
  return {
    drafts: rows.length,
    failed: rows.filter(({ failure }) => failure !== undefined).length,
    dropped_sentences: sum(rows, ({ dropped }) => dropped),
    checked: sum(rows, ({ ours }) => ours.checked),
    missing: rows.flatMap(({ ours }) => ours.missing),
    tokens_per_draft: Math.round(sum(rows, ({ ours }) => ours.tokens) / Math.max(1, rows.length)),
    seconds_per_draft: Math.round(sum(rows, ({ ours }) => ours.seconds) / Math.max(1, rows.length)),
    tokens_to_one_call: ratio(
      rows,
      ({ ours }) => ours.tokens,
      ({ estimated }) => estimated,
    ),
    large: large.length,
    large_tokens_to_one_call: ratio(
      large,
      ({ ours }) => ours.tokens,
      ({ estimated }) => estimated,
    ),
    both_answered: {
      changes: both.length,
      tokens_ratio: ratio(
        both,
        ({ ours }) => ours.tokens,
        ({ oneCall }) => oneCall?.tokens ?? 0,
      ),
      seconds_ratio: ratio(
        both,
        ({ ours }) => ours.seconds,
        ({ oneCall }) => oneCall?.seconds ?? 0,
      ),
      ours: { checked: sum(both, ({ ours }) => ours.checked), missing: sum(both, ({ ours }) => ours.missing.length) },
      one_call: {
        checked: sum(both, ({ oneCall }) => oneCall?.checked ?? 0),
        missing: sum(both, ({ oneCall }) => oneCall?.missing.length ?? 0),
      },
    },
  };
}

function sum(rows: readonly ModelRow[], pick: (row: ModelRow) => number): number {
  return rows.reduce((total, row) => total + pick(row), 0);
}

function ratio(rows: readonly ModelRow[], above: (row: ModelRow) => number, below: (row: ModelRow) => number): number {
  return Math.round((sum(rows, above) / Math.max(1, sum(rows, below))) * 1000) / 1000;
}
