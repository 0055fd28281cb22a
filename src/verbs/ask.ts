/** `countersign ask`: a question to a local repository, answered as `/ai ask` answers it. */
import { join } from 'node:path';
import { z } from 'zod';
import { answerQuestion } from '#src/ask/answer-question.ts';
import type { AskEnding } from '#src/ask/answer-question.ts';
import { askText } from '#src/ask/wording.ts';
import type { Model } from '#src/ask-model.ts';
import { readBlobs } from '#src/git/read-blobs.ts';
import { createModel } from '#src/model/create-model.ts';
import { findPlaces } from '#src/retrieval/find-places.ts';
import { askUsage, citePlainly, codeWording as wording } from './code-wording.ts';
import { readArguments } from './read-arguments.ts';
import type { Verb, VerbSetting } from './verb.ts';
import { withLocalIndex } from './with-local-index.ts';
import type { Indexed } from './with-local-index.ts';
import { misused, reviewWording } from './wording.ts';

const Options = z.object({
  question: z.string({ error: wording.needsQuestion }).trim().min(1, wording.needsQuestion),
  repo: z.string().min(1, reviewWording.repoNeedsFolder).default('.'),
  head: z.string().optional(),
  json: z.boolean().default(false),
});

export const ask: Verb = async (args, setting) => {
  const { print, tell } = setting;
  const text = { type: 'string' } as const;
  const reading = readArguments(args, { repo: text, head: text, json: { type: 'boolean' } }, Options, 'question', true);
  if (reading.kind !== 'run') {
    if (reading.kind === 'help') print(askUsage);
    else tell(misused(reading.problems, askUsage));
    return reading.kind === 'help' ? 0 : 2;
  }
  const { question, repo, head, json } = reading.values;
  return await withLocalIndex({ path: repo, head }, setting, async (indexed) => {
    const ending = await answer(question, indexed, setting);
    print(json ? JSON.stringify(toDocument(ending), undefined, 2) : askText(ending, citePlainly, 'lines'));
    return ending.kind === 'unknown' || ending.kind === 'no-index' ? 1 : 0;
  });
};

async function answer(question: string, indexed: Indexed, { root, signal, tell }: VerbSetting): Promise<AskEnding> {
  const { config, index, repository, repositoryId } = indexed;
  const model = config.model === undefined ? undefined : await createModel({ ...config.model, promptsFolder: join(root, 'prompts') });
  const read = (ids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> => readBlobs(repository.mirror, ids, undefined, signal);
  return await answerQuestion(question, {
    findPlaces: (text) => findPlaces({ search: index.code.search, readBlobs: read }, repositoryId, text),
    model: model && telling(model, tell),
    signal,
  });
}

/** Most questions that nothing is known of never reach the model; nobody should wait for it then. */
function telling(model: Model, tell: (text: string) => void): Model {
  return {
    name: model.name,
    contextTokens: model.contextTokens,
    parameters: model.parameters,
    ask: (request) => {
      tell(reviewWording.asking(model.name));
      return model.ask(request);
    },
  };
}

function toDocument(ending: AskEnding): object {
  if (ending.kind === 'no-index') return { kind: ending.kind };
  const places = ending.places.map(({ path, startLine, endLine }) => ({ path, startLine, endLine }));
  const { kind, commitSha } = ending;
  switch (kind) {
    case 'unknown':
      return { kind, commitSha, missing: ending.missing, places };
    case 'places':
      return { kind, commitSha, why: ending.why, places };
    case 'answered': {
      const claims = ending.claims.map(({ text, spot: { path, startLine, endLine } }) => ({ text, path, startLine, endLine }));
      return { kind, commitSha, model: ending.model, claims, cut: ending.cut, places };
    }
  }
}
