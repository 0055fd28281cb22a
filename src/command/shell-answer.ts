/** `/ai shell`: a command line with each part explained and its dangers named. It is text; nothing is ever run. */
import { z } from 'zod';
import type { Answer } from './ports.ts';
import { dangersOf } from './shell-dangers.ts';
import { doubtsAbout } from './shell-doubts.ts';
import { modelFailedText, noCommandLineText, noModelText, shellText } from './answer-wording.ts';
import type { Model } from '#src/ask-model.ts';

export const ShellAnswer = z.object({
  /** Said before the command, so that the command follows from it. */
  plan: z.string().min(1).max(400),
  command: z.string().min(1).max(1500),
  parts: z.array(z.object({ text: z.string().min(1).max(300), does: z.string().min(1).max(300) })).max(20),
});
export type ShellAnswer = z.infer<typeof ShellAnswer>;

export async function answerShell(wish: string, model: Model | undefined, signal: AbortSignal | undefined): Promise<Answer> {
  if (model === undefined) return { kind: 'refused', text: noModelText('shell') };
  const answer = await model.ask({
    task: 'command',
    prompt: 'shell',
    data: [{ label: 'What a colleague wants', text: wish }],
    schema: ShellAnswer,
    schemaName: 'shell_command',
    maxOutputTokens: 700,
    ...(signal === undefined ? {} : { signal }),
  });
  if (answer.kind === 'failed') return { kind: 'refused', text: modelFailedText(answer.detail) };
  const command = answer.value.command.replaceAll(/\r\n?/gu, '\n').trim();
  if (command === 'true') return { kind: 'refused', text: noCommandLineText };
  const explained = explain(command, answer.value.parts);
  return {
    kind: 'done',
    text: shellText({
      command,
      plan: answer.value.plan,
      ...explained,
      doubts: doubtsAbout(wish, command),
      dangers: dangersOf(command),
      model: answer.usage.model,
    }),
  };
}

/** Only what stands in the line is explained; words of it that nobody explained are told as such. */
export function explain(
  command: string,
  parts: ShellAnswer['parts'],
): { readonly parts: ShellAnswer['parts']; readonly unexplained: readonly string[] } {
  const covered = Array.from({ length: command.length }, () => false);
  const kept = parts.filter(({ text }) => {
    const part = text.trim();
    const at = part === '' ? -1 : command.indexOf(part);
    if (at >= 0) covered.fill(true, at, at + part.length);
    return at >= 0;
  });
  // A word that is explained in part, such as one letter of `-tuln`, is not explained.
  const words = [...command.matchAll(/[^\s|;&]+/gu)].filter(({ 0: word, index }) =>
    [...word.matchAll(/\w/gu)].some((letter) => covered[index + letter.index] === false),
  );
  return { parts: kept, unexplained: words.map(([word]) => word) };
}
