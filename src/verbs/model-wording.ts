/** What the command line says about models: what a server can do, and how well a review does with it. */

export const probeWording = {
  modelSilent: (name: string, how: string) =>
    `${name} did not answer a one-line question (${how.replaceAll('-', ' ')}). The list of models is there, but nothing would be reviewed.`,
  modelSilentTodo: 'Look at the log of the model server: it may still be loading, be busy, or be too slow for an answer within 30 seconds.',
  modelNoJson: (name: string) => `${name} answers, but not with JSON, in none of the three ways of asking for it.`,
  modelNoJsonTodo: 'Choose an instruction-tuned model, or a server that takes response_format (vLLM, SGLang, llama.cpp, Ollama).',
  modelTextTodo: 'It works, with more repeated questions. A server that takes response_format json_schema makes every answer usable.',
  modelCan: (probe: {
    readonly rung: 'json_schema' | 'json_object' | 'text';
    readonly reasoningOnly: boolean;
    readonly countsTokens: boolean;
    readonly streams: boolean;
    readonly contextTokens: number;
    readonly contextFrom: 'told' | 'found';
    readonly tokensPerSecond: number;
    readonly parallel: boolean;
  }) => {
    const ways = {
      json_schema: 'keeps to a JSON schema',
      json_object: 'gives JSON, without a schema',
      text: 'gives JSON only when asked in words',
    };
    // About 12 tokens a line of code, and as much again for instructions and the answer.
    const lines = Math.max(0, Math.floor((probe.contextTokens - 2_500) / 24 / 50) * 50);
    return [
      ways[probe.rung],
      ...(probe.reasoningOnly ? ['puts its answers where others think (reasoning_content), which is read'] : []),
      probe.streams ? 'streams' : 'does not stream: deadlines count for whole answers',
      ...(probe.countsTokens ? [] : ['does not count tokens: they are estimated']),
      `${probe.contextFrom === 'told' ? '' : 'about '}${probe.contextTokens} tokens: files with more than ${lines} changed lines are read in parts`,
      `${probe.tokensPerSecond.toFixed(probe.tokensPerSecond < 10 ? 1 : 0)} tokens a second`,
      probe.parallel ? 'takes several questions at once' : 'takes one question at a time',
    ].join('; ');
  },
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
