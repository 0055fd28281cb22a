import { z } from 'zod';
import { isSmall } from '#src/ask-model.ts';
import type { Model, ModelAnswer } from '#src/ask-model.ts';
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { estimateTokens } from '#src/diff/estimate-tokens.ts';
import type { Commit, PullRequest } from '#src/pull-request.ts';
import type { DraftContent, LeadParagraph } from './draft-content.ts';
import type { Provenance } from './draft-record.ts';
import type { SummaryFacts } from './facts.ts';
import { sidesOf, turnedAround } from './direction.ts';
import { corpusOf, unfaithful } from './faithful.ts';
import { faithfulPart, statedReason } from './kept-sentences.ts';
import type { Holds } from './kept-sentences.ts';
import type { LinkedIssue } from './linked-issues.ts';
import { commitsForModel, linesWithin, materialOf } from './model-material.ts';
import type { Material } from './model-material.ts';
import { draftedAreas } from './outline-draft.ts';
import { saysAgain } from './same-words.ts';

/**
 * Tokens of everything that is particular to one question: people's words and changed lines. A small model says more about
 * a little than about a lot, a CPU reads 70 a second, and the instructions before it, which a server reads once for all
 * pull requests, stay the larger part; a model with a large context gets more.
 */
const LEAST_MATERIAL = 750;
const MOST_MATERIAL = 8_000;
const SHARE_OF_CONTEXT = 16;
/** Of them, people's words at most; and what a question about one area gets, whose instructions are shorter. */
const SHARE_OF_WORDS = 0.35;
const SHARE_OF_AREA = 0.7;
const OUTPUT = 320;
/** Instructions, people's words and what the adapter adds. */
const OVERHEAD = 2_600;
const MOST_AREA_CALLS = 6;
/** What every question costs besides its material; and changes that get a sentence for their largest area at any price. */
const INSTRUCTIONS = 1_700;
const FEW_FILES = 20;
/** Characters of people's own words that tell a change by themselves. */
const ENOUGH_SAID = 60;

const WholeAnswer = z.object({ changes: z.string(), reason: z.string() });
const AreaAnswer = z.object({ sentence: z.string() });

export interface ModelDraftQuestion {
  readonly pull: PullRequest;
  readonly commits: readonly Commit[];
  readonly facts: SummaryFacts;
  readonly issues?: readonly LinkedIssue[];
  readonly outline: DraftContent;
  readonly model: Model;
  readonly signal?: AbortSignal;
}

export interface ModelDraft {
  readonly content: DraftContent;
  readonly provenance: Provenance;
}

/**
 * The outline with a model's sentences on top: what changes and why, and one sentence for each of the largest areas.
 * Small changes are one call; larger ones a call per area and one over the notes. A sentence that names what is not in
 * the change is left out and counted. Never worse than the outline: when the first call fails, the outline is the answer.
 */
export async function modelDraft(question: ModelDraftQuestion): Promise<ModelDraft> {
  const { facts, outline, model, pull, commits, issues = [] } = question;
  const budget = materialBudget(model.contextTokens);
  const files = facts.files.map(({ file }) => file);
  const people = [
    pull.title,
    pull.body,
    pull.headRef.replaceAll(/[-_/]/gu, ' '),
    ...commits.flatMap(({ subject, body }) => [subject, body]),
    ...issues.map(({ number, title }) => `#${number} ${title}`),
  ];
  const corpus = corpusOf({
    texts: files.flatMap(({ hunks }) => hunks.flatMap(({ section, lines }) => [section, ...lines.map(({ text }) => text)])),
    paths: files.flatMap(({ path, previousPath }) => (previousPath === undefined ? [path] : [path, previousPath])),
    people,
  });
  const holdsIn = (shown: readonly ChangedFile[]): Holds => {
    const sides = sidesOf(shown);
    return (sentence) => unfaithful(sentence, corpus) === undefined && turnedAround(sentence, sides) === undefined;
  };
  const holds = holdsIn(files);
  const tally: Tally = { dropped: 0, promptVersion: undefined, whole: new Set(), partly: new Set() };
  const told = commitsForModel(commits, pull, { maxTokens: Math.floor(budget * SHARE_OF_WORDS), issues });
  const left = budget - estimateTokens(told);
  const all = materialOf(files, left);
  const fits = all.whole.length === files.length;
  const areas = fits ? [] : draftedAreas(facts, outline.changelog).slice(0, Math.min(mostAreaCalls(files, budget), outline.areas.length));

  const areaBudget = Math.floor(budget * SHARE_OF_AREA);
  const subjects = areaSubjects(commits, Math.floor(areaBudget * SHARE_OF_WORDS));

  const prose = new Map<number, string>();
  for (const [index, area] of areas.entries()) {
    const shown = materialOf(
      area.files.map(({ file }) => file),
      areaBudget - estimateTokens(subjects),
    );
    noteRead(tally, shown);
    const answer = await askArea(question, subjects, shown.text);
    if (answer.kind === 'failed') return failed(outline, answer);
    tally.promptVersion = answer.usage.promptVersion;
    const sentence = faithfulPart(answer.value.sentence, holdsIn(area.files.map(({ file }) => file)), tally);
    if (sentence !== '') prose.set(index, sentence);
  }

  const notes = areas.flatMap(({ folder }, index) => (prose.has(index) ? [`${folder || 'top folder'}: ${prose.get(index)}`] : []));
  const rest = fits ? all : materialOf(unread(files, tally), Math.max(300, left - estimateTokens(notes.join('\n'))));
  noteRead(tally, rest);
  const material = [...notes, rest.text].join('\n');
  const answer = await model.ask({
    task: 'summary',
    prompt: 'summary',
    data: [
      { label: 'words of the author', text: told },
      { label: fits ? 'changed lines' : 'notes and changed lines', text: material },
    ],
    schema: WholeAnswer,
    schemaName: 'change_summary',
    maxOutputTokens: OUTPUT,
    ...(question.signal === undefined ? {} : { signal: question.signal }),
  });
  if (answer.kind === 'failed') return failed(outline, answer);
  tally.promptVersion = answer.usage.promptVersion;
  const changes = faithfulPart(answer.value.changes, holds, tally);
  // A paragraph by the author is a better reason than any paraphrase of it.
  const reason = commits.length === 1 && outline.lead.length > 0 ? '' : statedReason(answer.value.reason, holds, people, tally);
  const lead = leadOf(outline, changes, reason, isSmall(model));
  const said = lead.map(({ text }) => text).join(' ');
  return {
    content: {
      ...outline,
      lead,
      areas: outline.areas.map((area, index) => {
        const sentence = prose.get(index);
        // What stands above is not said again.
        return sentence === undefined || saysAgain(sentence, said) ? area : { ...area, prose: sentence };
      }),
    },
    provenance: {
      model: answer.usage.model,
      droppedSentences: tally.dropped,
      read: { whole: tally.whole.size, partly: [...tally.partly].filter((path) => !tally.whole.has(path)).length, of: files.length },
      ...(tally.promptVersion === undefined ? {} : { promptVersion: tally.promptVersion }),
    },
  };
}

/** Where people tell what it is about, a small model's account of the whole adds little and is wrong too often. */
function leadOf(outline: DraftContent, changes: string, reason: string, small: boolean): readonly LeadParagraph[] {
  const said = outline.lead.map(({ text }) => text).join(' ');
  const isTold = outline.lead.some(({ kind, text }) => kind === 'why' && text.length >= ENOUGH_SAID);
  const what = small && isTold ? '' : changes;
  const own: readonly LeadParagraph[] = [
    { kind: 'what' as const, text: what },
    { kind: 'why' as const, text: reason, ...(what === '' ? {} : { continues: true as const }) },
  ].filter(({ text }) => text !== '' && !saysAgain(text, said));
  return [...own, ...outline.lead];
}

/** Tokens of people's words and changed lines in one question. */
export function materialBudget(contextTokens: number): number {
  const wanted = Math.min(MOST_MATERIAL, Math.max(LEAST_MATERIAL, Math.floor(contextTokens / SHARE_OF_CONTEXT)));
  return Math.max(200, Math.min(wanted, contextTokens - OUTPUT - OVERHEAD));
}

/** All questions together take at most half of what one with the whole diff would. */
function mostAreaCalls(files: readonly ChangedFile[], budget: number): number {
  let whole = 0;
  for (const { hunks } of files) for (const { lines } of hunks) for (const { text } of lines) whole += estimateTokens(text) + 1;
  const affordable = Math.floor(whole / 2 / (INSTRUCTIONS + budget)) - 1;
  return Math.max(files.length > FEW_FILES ? 0 : 1, Math.min(MOST_AREA_CALLS, affordable));
}

interface Tally {
  dropped: number;
  promptVersion: string | undefined;
  readonly whole: Set<string>;
  readonly partly: Set<string>;
}

function noteRead({ whole, partly }: Tally, shown: Material): void {
  for (const path of shown.whole) whole.add(path);
  for (const path of shown.partly) partly.add(path);
}

/** What no question has shown yet comes first. */
function unread(files: readonly ChangedFile[], { whole, partly }: Tally): readonly ChangedFile[] {
  const seen = (file: ChangedFile): number => (whole.has(file.path) ? 2 : partly.has(file.path) ? 1 : 0);
  return files.toSorted((a, b) => seen(a) - seen(b));
}

/** As many as there is room for. */
function areaSubjects(commits: readonly Commit[], maxTokens: number): string {
  return linesWithin(
    commits.slice(0, 10).map(({ subject }) => `- ${subject.slice(0, 120)}`),
    maxTokens,
  );
}

function askArea(
  { model, signal }: ModelDraftQuestion,
  subjects: string,
  changed: string,
): Promise<ModelAnswer<z.infer<typeof AreaAnswer>>> {
  return model.ask({
    task: 'summary',
    prompt: 'summary-area',
    data: [
      { label: 'commit subjects', text: subjects },
      { label: 'changed lines', text: changed },
    ],
    schema: AreaAnswer,
    schemaName: 'area_summary',
    maxOutputTokens: OUTPUT / 2,
    ...(signal === undefined ? {} : { signal }),
  });
}

function failed(outline: DraftContent, { detail }: { readonly detail: string }): ModelDraft {
  return { content: outline, provenance: { droppedSentences: 0, modelFailure: detail } };
}
