/** The operator's policy (`policies/default.yml`). Pure: text in, policy or every mistake out. */
import { parseDocument } from 'yaml';
import { z } from 'zod';

const days = z.number().int().min(1).max(90);

const Policy = z.strictObject({
  gate: z.strictObject({
    block_at: z.enum(['error', 'warning', 'info']),
    waivers: z
      .strictObject({
        role: z.enum(['write', 'maintain', 'admin']),
        author_may: z.boolean(),
        default_days: days,
        most_days: days,
      })
      .refine((waivers) => waivers.default_days <= waivers.most_days, 'default_days is more than most_days'),
  }),
});
export type Policy = z.infer<typeof Policy>;

/** @throws with every mistake and its place; nothing is guessed in a policy. */
export function parsePolicy(text: string, name: string): Policy {
  const document = parseDocument(text, { maxAliasCount: 0 } as never);
  const problems = document.errors.map((error) => error.message.split('\n')[0] ?? '');
  if (problems.length === 0) {
    const parsed = Policy.safeParse(document.toJS({ maxAliasCount: 0 }));
    if (parsed.success) return parsed.data;
    problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`));
  }
  throw new Error(
    `${name} is not a policy:\n${problems.map((problem) => `- ${problem}`).join('\n')}\nNothing was started. Correct it and start again.`,
  );
}
