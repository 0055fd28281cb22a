import { fence } from '#src/untrusted/fence.ts';
import { showHiddenCharacters } from '#src/untrusted/hidden-characters.ts';
import { newSecretLedger, redactSecrets } from '#src/untrusted/redact-secrets.ts';
import type { JsonSchema } from './answer-schema.ts';
import type { PromptFile } from './prompt-file.ts';

export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface Question {
  readonly frame: PromptFile;
  readonly prompt: PromptFile;
  readonly schema: JsonSchema;
  readonly data: readonly { readonly label: string; readonly text: string }[];
  /** Fresh and random for this request. */
  readonly nonce: string;
}

/**
 * Instructions first, the same bytes for every pull request (a server can keep them in its prefix cache, and nothing
 * from outside stands among them); data last: secrets replaced, hidden characters shown, each piece fenced.
 */
export async function composeMessages(question: Question): Promise<Message[]> {
  const { frame, prompt, schema, data, nonce } = question;
  const ledger = newSecretLedger();
  const pieces: string[] = [];
  for (const { label, text } of data) {
    const cleanLabel = (await redactSecrets(label, ledger)).text;
    const redacted = await redactSecrets(text, ledger);
    pieces.push(fence(cleanLabel, showHiddenCharacters(redacted.text), nonce));
  }
  const system = `${frame.instructions}\n\n${prompt.instructions}\n\nSchema of the answer:\n${JSON.stringify(schema)}`;
  return [
    { role: 'system', content: system },
    { role: 'user', content: `The id of this message is ${nonce}.\n\n${pieces.join('\n\n')}` },
  ];
}
