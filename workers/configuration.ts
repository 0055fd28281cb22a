/** What holds on one pull request: the operator's policy, tightened or adapted by the file on the base branch. Never by the head. */
import type { OpenPull, World } from './world.ts';
import { isGone } from '#src/github/github-error.ts';
import { writeComment } from '#src/github/issue-comments.ts';
import { configMarker, configMendedText, configMistakesText } from '#src/command/config-wording.ts';
import type { FileAt } from '#src/git/read-file-at.ts';
import { combine, REPOSITORY_FILE, UNREADABLY_LARGE } from '#src/policy/repository-file.ts';
import type { Combined } from '#src/policy/repository-file.ts';

/** @throws when GitHub or git cannot tell: nobody then guesses what the repository wants. */
export async function readBase(world: World, open: OpenPull): Promise<Combined> {
  return combine(world.policy, await readBaseText(open));
}

async function readBaseText(open: OpenPull): Promise<string | undefined> {
  const { baseRef } = open.pull;
  return textOf(await open.readFileAt(await readBaseTip(open), REPOSITORY_FILE, { branch: baseRef }));
}

/** What would hold after the merge; undefined when the pull request leaves the file alone. */
export async function readHead(world: World, open: OpenPull): Promise<Combined | undefined> {
  const { pull } = open;
  const head = textOf(await open.readFileAt(pull.headSha, REPOSITORY_FILE, 'head'));
  if (head === (await readBaseText(open))) return undefined;
  // A base that moved on is no change of this pull request.
  const { files } = await open.compare(pull);
  const touched = files.some(({ path, previousPath }) => path === REPOSITORY_FILE || previousPath === REPOSITORY_FILE);
  return touched ? combine(world.policy, head) : undefined;
}

/** One comment on the pull request that brings mistakes into the file; edited when they change or are gone. */
export async function tellConfigMistakes(world: World, open: OpenPull): Promise<void> {
  const head = await readHead(world, open);
  const { number } = open.pull;
  const key = `config:${number}`;
  const known = await open.notes.recall(key);
  const mistaken = head !== undefined && head.mistakes.length > 0;
  if (!mistaken && known === undefined) return;
  const body = `${configMarker}\n${mistaken ? configMistakesText(head) : configMendedText}`;
  const { repository, notes } = open;
  await open.write(() => writeComment({ repository, identity: world.identity, notes, number, key, marker: configMarker, body }));
}

/** The branch's tip now: what GitHub calls a pull request's base may be days old. */
/** Of the base branch as it is now, not as it was when the pull request was opened. */
export async function readBaseTip({ repository, pull }: OpenPull): Promise<string> {
  const { octokit, owner, repo } = repository;
  try {
    return (await octokit.rest.repos.getBranch({ owner, repo, branch: pull.baseRef })).data.commit.sha;
  } catch (error) {
    if (isGone(error)) return pull.baseSha;
    throw error;
  }
}

function textOf(file: FileAt): string | undefined {
  return file.kind === 'text' ? file.text : file.kind === 'too-large' ? UNREADABLY_LARGE : undefined;
}
