/** The shape of a change that a form asks for: which permission it takes, which fields, and where to go afterwards. */
import type { z } from 'zod';
import { Refusal } from '#sandbox/state/refusal.ts';
import type { May } from './may.ts';
import type { PullView } from './pull-view.ts';
import { badForm, refusals, refused } from './wording.ts';

export interface PageAction {
  /** Path behind the pull request's own to return to, such as `#comment-12` or `/files`. Throws a `Refusal` when it is not allowed. */
  readonly run: (view: PullView, fields: unknown) => Promise<string>;
}

/** Checks permission, then fields, then acts. */
export function pageAction<Fields>(
  may: keyof May,
  schema: z.ZodType<Fields>,
  act: (view: PullView, fields: Fields) => Promise<string> | string,
): PageAction {
  return {
    run: async (view, fields) => {
      if (!view.may[may]) throw new Refusal(403, refused(refusals[may], view.actor.user.login));
      const parsed = schema.safeParse(fields);
      if (!parsed.success) throw new Refusal(422, badForm(parsed.error.issues.map((issue) => issue.path.join('.'))));
      return act(view, parsed.data);
    },
  };
}
