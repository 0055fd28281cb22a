import type { ModelAnswer, ModelRequest } from '#src/ask-model.ts';

/**
 * How many questions an endpoint gets at once. A small machine that is asked eight things at once answers none in time, so
 * the width is found out: every answer widens it a little, every time-out halves it (additive increase, multiplicative
 * decrease). Waiting here counts for no deadline. People wait for a draft, so drafts go first.
 */
export interface Lanes {
  /** Runs `question` when a lane is free. @returns undefined when `signal` aborted before. */
  readonly run: <Answer>(
    request: Pick<ModelRequest<unknown>, 'task' | 'signal'>,
    question: () => Promise<ModelAnswer<Answer>>,
  ) => Promise<ModelAnswer<Answer> | undefined>;
}

interface Waiting {
  readonly urgent: boolean;
  readonly go: () => void;
}

export function createLanes({ start = 2, most = 8 }: { readonly start?: number; readonly most?: number } = {}): Lanes {
  let width = Math.min(start, most);
  let busy = 0;
  const waiting: Waiting[] = [];

  function release(): void {
    busy -= 1;
    while (busy < Math.floor(width) && waiting.length > 0) {
      const urgent = waiting.findIndex((one) => one.urgent);
      busy += 1;
      waiting.splice(Math.max(0, urgent), 1)[0]?.go();
    }
  }

  /** @returns false when the signal came first. */
  async function enter({ task, signal }: Pick<ModelRequest<unknown>, 'task' | 'signal'>): Promise<boolean> {
    if (signal?.aborted === true) return false;
    if (busy < Math.floor(width)) {
      busy += 1;
      return true;
    }
    return await new Promise<boolean>((resolve) => {
      const giveUp = (): void => {
        waiting.splice(waiting.indexOf(one), 1);
        resolve(false);
      };
      const go = (): void => {
        signal?.removeEventListener('abort', giveUp);
        resolve(true);
      };
      const one: Waiting = { urgent: task === 'summary' || task === 'command', go };
      waiting.push(one);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  return {
    run: async (request, question) => {
      if (!(await enter(request))) return undefined;
      try {
        const answer = await question();
        if (answer.kind === 'answered') width = Math.min(most, width + 1 / width);
        else if (answer.reason === 'timeout') width = Math.max(1, Math.floor(width / 2));
        return answer;
      } finally {
        release();
      }
    },
  };
}
