/** What the command line says about models: what a server can do, and how well a review does with it. */

import type { CallFailure } from '#src/model/endings.ts';
import type { Probed } from '#src/model/probe-endpoint.ts';

export const probeWording = {
  silent: (failure: CallFailure): { readonly said: string; readonly todo: string } => {
    const look = 'Look at the log of the model server.';
    switch (failure.kind) {
      case 'unauthorized':
        return {
          said: `refuses the key (status ${failure.status}).`,
          todo: 'Set the key that the server wants: MODEL_API_KEY, or `api_key_file` in policies/models.yml.',
        };
      case 'timeout':
        return {
          said: 'began no answer to a one-line question, or did not end it, in time.',
          todo: `${look} It may still be loading, be busy, or be too slow: Countersign waits longer for real work, and people with it.`,
        };
      case 'refused-request':
        return {
          said: `refuses a one-line question (status ${failure.status}).`,
          todo: `${look} It may be a model that makes embeddings, not text: set MODEL_NAME to one that answers.`,
        };
      case 'unreachable':
        return failure.why === 'not-a-model-server'
          ? {
              said: "answers with something that is no model's answer.",
              todo: 'Check that MODEL_BASE_URL leads to the server itself, ends in /v1, and no sign-in page or proxy stands between.',
            }
          : {
              said: `is listed, but does not answer a one-line question (${failure.status === undefined ? 'the connection broke off' : `status ${failure.status}`}).`,
              todo: `${look} It may be out of memory, still loading, or busy.`,
            };
      case 'too-long':
      case 'aborted':
        return { said: 'does not take a one-line question.', todo: `${look} Its context may be set far too small.` };
    }
  },
  noJson: (name: string) => `${name} answers, but never with JSON, in none of the three ways of asking for it. Nothing would be reviewed.`,
  noJsonTodo: 'Choose an instruction-tuned model, or a server that takes response_format (vLLM, SGLang, llama.cpp, Ollama).',
  textTodo: 'It works, with more questions asked again. A server that takes response_format json_schema makes every answer usable.',
  format: ({ rung, reasoningOnly, streams, countsTokens }: Probed) =>
    [
      {
        json_schema: 'keeps to a JSON schema',
        json_object: 'gives JSON, but takes no schema: some answers are asked for again',
        text: 'gives JSON only when asked in words: answers that are none are asked for again',
      }[rung],
      ...(reasoningOnly ? ['they stand where others think (reasoning_content), and are read there'] : []),
      ...(streams ? [] : ['they come in one piece, so that a server that hangs is noticed late']),
      ...(countsTokens ? [] : ['their tokens are not counted by the server, so budgets rest on estimates']),
    ].join('; '),
  room: ({ contextTokens, contextFrom }: Probed, linesAtOnce: number | undefined) => {
    const size = contextFrom === 'told' ? `${contextTokens} tokens, as the server says` : `about ${contextTokens} tokens, found by trying`;
    return linesAtOnce === undefined ? size : `${size}; about ${linesAtOnce} changed lines are read at once, larger files in parts`;
  },
  reads: (parameters: number | undefined, freely: boolean) => {
    if (parameters === undefined)
      return 'reads the whole change; the server does not tell the size of the model, which is taken for a large one';
    const size = `${(parameters / 1e9).toFixed(parameters < 1e10 ? 1 : 0)} billion weights`;
    return freely
      ? `reads the whole change (${size})`
      : `a small model (${size}): it is asked about places where rules find signs of known defects, and does not read the whole change`;
  },
  speed: ({ tokensPerSecond, parallel }: Probed) =>
    tokensPerSecond === 0
      ? 'not measured: a short question took more than a minute. Reviews will be slow, or the server is busy now'
      : `${tokensPerSecond.toFixed(tokensPerSecond < 10 ? 1 : 0)} tokens a second, ${parallel ? 'several questions at once' : 'one question at a time'}`,
} as const;

export const evalUsage = `usage: countersign eval CASES [--runs N] [--prompts FOLDER]... [--model NAME[@URL]]... [--cache FOLDER] [--comments] [--json]

Reviews each case in the folder CASES (challenge.yaml, before/, after/) as a pull request and compares the comments with the
defects that are known: precision, recall, F1, comments per change, tokens and time, with 95 % intervals over cases. Nothing
is posted anywhere. A strict hit stands within 3 lines of the defect and names it by one of its keywords.
  --runs N           so many times each (default: 1); small models answer differently each time
  --prompts FOLDER   instead of prompts/; several are measured side by side, as differences to the first
  --model NAME[@URL] instead of MODEL_NAME (and MODEL_BASE_URL); several likewise
  --cache FOLDER     keep answers here and ask no question twice, so that scoring again costs nothing
  --only TEXT        cases whose id holds TEXT
  --comments         print every comment with the defects that it meets
  --json             one JSON document on standard output, progress on standard error
Exit codes: 0 measured, 2 wrong usage or not done.
`;

export const evalWording = {
  needsCases: 'Say which folder holds the cases: countersign eval CASES.',
  badRuns: '--runs must be a whole number from 1 to 20.',
  needsModel: 'No model to measure: set MODEL_BASE_URL, or give --model NAME@URL.',
  badSettings: (problems: readonly string[]) =>
    ['Not measured. These settings must be put right first:', ...problems.map((one) => `  - ${one}`)].join('\n'),
  reviewing: (id: string, run: number, runs: number, label: string) => `${id}, run ${run} of ${runs}: ${label} …`,
  notDone: (reason: string) => `Not measured: ${reason}`,
} as const;
