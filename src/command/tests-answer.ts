/** `/ai tests`: proposed tests as text, in the style of the nearest existing ones. Nothing is run and nothing is committed. */
import { z } from 'zod';
import { modelFailedText, noModelText, proposedTestsText, testsRefusedTexts } from './answer-wording.ts';
import { fileToTest, isCode, isTest, nearestTest } from './nearest-test.ts';
import type { Answer, TestsFacts } from './ports.ts';
import { doubtsAboutTests } from './tests-doubts.ts';
import type { Model } from '#src/ask-model.ts';

export const TestsAnswer = z.object({
  code: z.string().min(1).max(12_000),
  covers: z.array(z.string().min(1).max(300)).max(8),
});

const ANSWER_TOKENS = 1500;
/** The instructions, the schema and the frame around the data. */
const FRAME_TOKENS = 1200;
const CHARACTERS_PER_TOKEN = 2.5;

export async function answerTests(
  wanted: string | undefined,
  readFacts: () => Promise<TestsFacts>,
  model: Model | undefined,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const refused = (text: string): Answer => ({ kind: 'refused', text });
  if (model === undefined) return refused(noModelText('tests'));
  const facts = await readFacts();
  const path = wanted ?? fileToTest(facts.changed);
  if (path === undefined) return refused(testsRefusedTexts.nothing);
  if (!facts.paths.includes(path)) return refused(testsRefusedTexts.unknown(path));
  if (!isCode(path) || isTest(path)) return refused(testsRefusedTexts.notCode(path));
  const style = nearestTest(path, facts.paths);
  const [code, example] = await Promise.all([facts.readText(path), style === undefined ? undefined : facts.readText(style)]);
  if (code === undefined) return refused(testsRefusedTexts.unreadable(path));
  const room = Math.max(2000, Math.min(60_000, (model.contextTokens - ANSWER_TOKENS - FRAME_TOKENS) * CHARACTERS_PER_TOKEN));
  const diff = facts.readDiff(path);
  const answer = await model.ask({
    task: 'command',
    prompt: 'tests',
    data: [
      { label: `File to test: ${path}`, text: cut(code, room * 0.5) },
      ...(diff === '' ? [] : [{ label: `What changed in ${path}`, text: cut(diff, room * 0.2) }]),
      ...(style === undefined || example === undefined
        ? []
        : [{ label: `Existing tests, for the style: ${style}`, text: cut(example, room * 0.3) }]),
    ],
    schema: TestsAnswer,
    schemaName: 'proposed_tests',
    maxOutputTokens: ANSWER_TOKENS,
    ...(signal === undefined ? {} : { signal }),
  });
  if (answer.kind === 'failed') return refused(modelFailedText(answer.detail));
  return {
    kind: 'done',
    text: proposedTestsText({
      path,
      style: example === undefined ? undefined : style,
      ...answer.value,
      doubts: doubtsAboutTests(path, code, answer.value.code),
      model: answer.usage.model,
    }),
  };
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.floor(most)).toWellFormed()}\n… (cut)`;
}
