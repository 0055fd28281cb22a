/** `countersign index`: the code index of a local repository, made or brought up to date. */
import { z } from 'zod';
import { loadIndexState } from '#src/retrieval/index-state.ts';
import { codeWording as wording, indexUsage, switchWording } from './code-wording.ts';
import { readArguments } from './read-arguments.ts';
import { switchIndex } from './switch-index.ts';
import type { Verb } from './verb.ts';
import { withLocalIndex } from './with-local-index.ts';
import { misused } from './wording.ts';

const Name = z.string().regex(/^[^/\s]+\/[^/\s]+$/u, switchWording.needsName);

const Options = z
  .object({
    path: z.string().min(1, wording.needsFolder).optional(),
    head: z.string().optional(),
    json: z.boolean().default(false),
    pause: Name.optional(),
    resume: Name.optional(),
  })
  .refine(
    ({ pause, resume, path, head, json }) =>
      (pause ?? resume) === undefined || (!json && [pause, resume, path, head].filter((one) => one !== undefined).length === 1),
    switchWording.notBoth,
  );

export const index: Verb = async (args, setting) => {
  const { print, tell } = setting;
  const reading = readArguments(
    args,
    { head: { type: 'string' }, json: { type: 'boolean' }, pause: { type: 'string' }, resume: { type: 'string' } },
    Options,
    'path',
  );
  if (reading.kind !== 'run') {
    if (reading.kind === 'help') print(indexUsage);
    else tell(misused(reading.problems, indexUsage));
    return reading.kind === 'help' ? 0 : 2;
  }
  const { path = '.', head, json, pause, resume } = reading.values;
  if (pause !== undefined) return await switchIndex('pause', pause, setting);
  if (resume !== undefined) return await switchIndex('resume', resume, setting);
  return await withLocalIndex({ path, head }, setting, async ({ index, repositoryId, name, commitSha, read, seconds }) => {
    const state = await loadIndexState(index.code.sql, repositoryId);
    const { files = 0, chunks = 0, skipped = {} } = state ?? {};
    const facts = { name, commitSha, files, chunks, read, seconds };
    if (json) print(JSON.stringify({ ...facts, skipped }, undefined, 2));
    else print([wording.indexed(facts), ...(Object.keys(skipped).length === 0 ? [] : [wording.skipped(skipped)])].join('\n'));
    return 0;
  });
};
