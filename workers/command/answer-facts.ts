/** What `/ai tests` and `/ai release-notes` are told about the repository. */
import type { OpenPull, World } from '#workers/world.ts';
import { noTagText, notesRefusedTexts, releaseNotesText } from '#src/command/answer-wording.ts';
import type { Answer, TestsFacts } from '#src/command/ports.ts';
import { newestVersion } from '#src/command/release-notes.ts';
import { renderHunks } from '#src/diff/render-hunks.ts';
import { readMergedBetween, readTags } from '#src/github/merged-pulls.ts';
import { loadAcceptedTexts } from '#src/records/drafts.ts';

export async function readTestsFacts(open: OpenPull): Promise<TestsFacts> {
  const { pull } = open;
  const { files } = await open.compare(pull);
  return {
    paths: await open.listFiles(),
    changed: files.map(({ path, additions }) => ({ path, added: additions })),
    readText: async (path) => {
      const file = await open.readFileAt(pull.headSha, path, 'head');
      return file.kind === 'text' && !file.text.includes('\u0000') ? file.text : undefined;
    },
    readDiff: (path) => {
      const file = files.find((one) => one.path === path);
      return file === undefined ? '' : renderHunks(file, file.hunks);
    },
  };
}

export async function answerReleaseNotes(world: World, { repository, pull }: OpenPull, wanted: string | undefined): Promise<Answer> {
  const since = wanted ?? newestVersion(await readTags(repository));
  if (since === undefined) return { kind: 'refused', text: noTagText };
  const merged = await readMergedBetween(repository, since, pull.baseRef);
  if (merged.kind !== 'read') return { kind: 'refused', text: notesRefusedTexts[merged.kind](since) };
  const numbers = merged.pulls.map(({ number }) => number);
  const accepted = await loadAcceptedTexts(world.database, pull.repositoryId, numbers);
  const pulls = merged.pulls.map((one) => {
    const text = accepted.get(one.number);
    return text === undefined ? one : { ...one, accepted: text };
  });
  return { kind: 'done', text: releaseNotesText({ ...merged, since, until: pull.baseRef, pulls }) };
}
