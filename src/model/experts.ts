/** Several models as one: each task has its own order, and where one cannot answer the next is asked. */
import type { Model, ModelAnswer, ModelRequest } from '#src/ask-model.ts';
import type { Task } from './models-file.ts';

/** What another endpoint could do better. An unusable answer and a question that is too long count: models differ. */
const worthAnother = new Set(['unreachable', 'unauthorized', 'timeout', 'too-long', 'unusable']);

/** `models` by endpoint name, `tasks` with at least one name each. Name, window and size are those of the first for reviews. */
export function createExperts(models: ReadonlyMap<string, Model>, tasks: Readonly<Record<Task, readonly string[]>>): Model {
  const orderOf = (task: Task): readonly Model[] => tasks[task].flatMap((name) => models.get(name) ?? []);
  const first = (): Model | undefined => orderOf('review')[0];
  return {
    get name() {
      return first()?.name ?? '';
    },
    get contextTokens() {
      return first()?.contextTokens ?? 0;
    },
    get parameters() {
      return first()?.parameters;
    },
    ask: async <Answer>(request: ModelRequest<Answer>): Promise<ModelAnswer<Answer>> => {
      let last: ModelAnswer<Answer> | undefined;
      for (const model of orderOf(request.task)) {
        if (request.signal?.aborted === true) break;
        const answer = await model.ask(request);
        if (answer.kind === 'answered' || !worthAnother.has(answer.reason)) return answer;
        last = answer;
      }
      return last ?? { kind: 'failed', reason: 'aborted', detail: 'The question was withdrawn.', retryable: true };
    },
  };
}
