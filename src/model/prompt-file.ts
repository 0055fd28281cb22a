import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const FrontMatter = z.object({
  name: z.string().regex(/^[a-z0-9-]+$/),
  version: z.number().int().positive(),
  task: z.string().regex(/^[a-z-]+$/),
});

export interface PromptFile {
  readonly name: string;
  readonly version: number;
  readonly task: string;
  /** The text below the front matter, byte for byte, without white space at its ends. */
  readonly instructions: string;
}

export class PromptFileError extends Error {
  readonly retryable = false;
  override readonly name = 'PromptFileError';
}

/** Reads `<folder>/<name>.md`. Throws PromptFileError when it is missing or its front matter is wrong: a fault of the installation. */
export async function readPromptFile(folder: string, name: string): Promise<PromptFile> {
  if (!/^[a-z0-9-]{1,60}$/.test(name))
    throw new PromptFileError('A prompt name has lower-case letters, digits and dashes only. Nothing was asked.');
  let source: string;
  try {
    source = await readFile(join(folder, `${name}.md`), 'utf8');
  } catch (cause) {
    throw new PromptFileError(
      `The prompt file ${name}.md cannot be read. Nothing was asked. Restore the folder prompts/ of this version.`,
      { cause },
    );
  }
  return parsePromptFile(source, name);
}

/** The pure half of `readPromptFile`. */
export function parsePromptFile(source: string, name: string): PromptFile {
  const parts = /^---\r?\n([\s\S]{0,2000}?)\r?\n---\r?\n([\s\S]*)$/.exec(source);
  if (parts?.[1] === undefined || parts[2] === undefined)
    throw new PromptFileError(`${name}.md does not begin with front matter between two lines of dashes.`);
  let values: unknown;
  try {
    values = parse(parts[1]);
  } catch (cause) {
    throw new PromptFileError(`The front matter of ${name}.md is not YAML.`, { cause });
  }
  const front = FrontMatter.safeParse(values);
  if (!front.success)
    throw new PromptFileError(`The front matter of ${name}.md needs name, version (a whole number) and task.`, { cause: front.error });
  if (front.data.name !== name) throw new PromptFileError(`${name}.md calls itself ${front.data.name}.`);
  return { ...front.data, instructions: parts[2].trim() };
}
