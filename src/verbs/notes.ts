/** `countersign notes`: release notes of a range of a local repository, without GitHub. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { entryOf, groupOf, groups, newestVersion } from '#src/command/release-notes.ts';
import { openLocal } from '#src/git/open-local.ts';
import type { LocalRepository } from '#src/git/open-local.ts';
import { readRange } from '#src/git/read-range.ts';
import { cutText } from '#src/untrusted/cut-text.ts';
import { showHiddenCharacters } from '#src/untrusted/hidden-characters.ts';
import { reasonOf } from './check.ts';
import { mergedInRange } from './merged-in-range.ts';
import type { MergedChange } from './merged-in-range.ts';
import { notesUsage, notesWording as wording } from './notes-wording.ts';
import { readArguments } from './read-arguments.ts';
import type { Verb, VerbSetting } from './verb.ts';
import { misused, reviewWording } from './wording.ts';

const MOST_COMMITS = 20_000;
const LONGEST_ENTRY = 300;

const Options = z.object({
  range: z
    .string()
    .regex(/^[^\s-][^\s]{0,299}$/u, wording.badRange)
    .optional(),
  repo: z.string().min(1, reviewWording.repoNeedsFolder).default('.'),
  json: z.boolean().default(false),
});

export const notes: Verb = async (args, setting) => {
  const { print, tell, signal } = setting;
  const reading = readArguments(args, { repo: { type: 'string' }, json: { type: 'boolean' } }, Options, 'range');
  if (reading.kind !== 'run') {
    if (reading.kind === 'help') print(notesUsage);
    else tell(misused(reading.problems, notesUsage));
    return reading.kind === 'help' ? 0 : 2;
  }
  const scratch = await mkdtemp(join(tmpdir(), 'countersign-notes-'));
  try {
    return await notesIn(scratch, reading.values, setting);
  } catch (error) {
    signal.throwIfAborted();
    tell(reviewWording.notDone(reasonOf(error)));
    return 2;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};

async function notesIn(scratch: string, options: z.infer<typeof Options>, { signal, print, tell }: VerbSetting): Promise<number> {
  const refuse = (problem: string): number => {
    tell(problem);
    return 2;
  };
  const opened = await openLocal(options.repo, scratch, signal);
  if (opened.kind === 'refused') return refuse(reviewWording.notOpened[opened.reason](options.repo));
  const { repository } = opened;
  const named = rangeOf(options.range, repository);
  if (named === undefined) return refuse(wording.noTag);
  const [from, to] = [await repository.resolve(named.from), await repository.resolve(named.to)];
  if (from === undefined || to === undefined) return refuse(wording.unknown(from === undefined ? named.from : named.to));
  const commits = await readRange(repository.mirror.gitDir, { from, to }, MOST_COMMITS, signal);
  const changes = mergedInRange(commits.slice(0, MOST_COMMITS));
  if (changes.length === 0) return refuse(wording.nothing(named.from, named.to));
  const grouped = groups
    .map((group) => ({ group, changes: changes.filter(({ title }) => groupOf({ title, labels: [] }) === group) }))
    .filter((one) => one.changes.length > 0);
  if (options.json) print(JSON.stringify({ ...named, commits: commits.length, groups: grouped }, undefined, 2));
  else print(grouped.flatMap((one) => [`### ${one.group}`, '', ...one.changes.map(entryLine), '']).join('\n'));
  const accepted = changes.filter((change) => change.accepted !== undefined).length;
  tell(wording.made({ ...named, changes: changes.length, accepted, isCut: commits.length > MOST_COMMITS }));
  return 0;
}

/** `FROM..TO`, `FROM`, or nothing: since the newest version. */
function rangeOf(range: string | undefined, { refs }: LocalRepository): { readonly from: string; readonly to: string } | undefined {
  const [from = '', to = ''] = (range ?? '').split(/\.{2,3}/u);
  if (from !== '') return { from, to: to === '' ? 'HEAD' : to };
  const tags = refs.flatMap(({ name }) => (name.startsWith('refs/tags/') ? [name.slice('refs/tags/'.length)] : []));
  const newest = newestVersion(tags);
  return newest === undefined ? undefined : { from: newest, to: to === '' ? 'HEAD' : to };
}

function entryLine(change: MergedChange): string {
  const words = cutText(showHiddenCharacters(entryOf(change)).replaceAll(/\s+/gu, ' '), LONGEST_ENTRY);
  return `- ${words} (${change.number === undefined ? change.sha.slice(0, 8) : `#${change.number}`}, ${showHiddenCharacters(change.author)})`;
}
