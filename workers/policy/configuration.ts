/** What holds on one pull request: the operator's policy, tightened or adapted by the file on the base branch. Never by the head. */
import { isOrganizationsHome, organizationLayer, readOrganization } from './organization.ts';
import type { OpenPull, World } from '#workers/world.ts';
import { isGone } from '#src/github/github-error.ts';
import { writeComment } from '#src/github/issue-comments.ts';
import { configMarker, configNoteText, configUnchangedText, isQuiet } from '#src/command/config-wording.ts';
import type { ConfigChange } from '#src/command/config-wording.ts';
import type { FileAt } from '#src/git/read-file-at.ts';
import { combine, ORGANIZATION_FILE, REPOSITORY_FILE, UNREADABLY_LARGE } from '#src/policy/repository-file.ts';
import type { Combined } from '#src/policy/repository-file.ts';

/**
 * @param notBefore the organization changed its defaults then: what was read earlier does not count.
 * @throws when GitHub or git cannot tell: nobody then guesses what the repository wants.
 */
export async function readBase(world: World, open: OpenPull, notBefore?: Date): Promise<Combined> {
  const organization = await readOrganization(world, open, notBefore);
  const own = combine(organization.configuration, await readBaseText(open, REPOSITORY_FILE));
  return { ...own, organizationMistakes: organization.mistakes.length };
}

async function readBaseText(open: OpenPull, file: string): Promise<string | undefined> {
  const { baseRef } = open.pull;
  return textOf(await open.readFileAt(await readBaseTip(open), file, { branch: baseRef }));
}

/** What would hold after the merge, for each file that the pull request changes. */
export async function readChanges(world: World, open: OpenPull): Promise<readonly ConfigChange[]> {
  const organization = (await readOrganization(world, open)).configuration;
  const [own, everywhere] = await Promise.all([
    textsOf(open, REPOSITORY_FILE),
    (await isOrganizationsHome(open)) ? textsOf(open, ORGANIZATION_FILE) : undefined,
  ]);
  const changes: ConfigChange[] = [];
  if (own !== undefined)
    changes.push({
      file: REPOSITORY_FILE,
      base: combine(organization, own.base).configuration,
      head: combine(organization, own.head),
    });
  if (everywhere !== undefined)
    changes.push({
      file: ORGANIZATION_FILE,
      base: combine(world.policy, everywhere.base, organizationLayer).configuration,
      head: combine(world.policy, everywhere.head, organizationLayer),
    });
  return changes;
}

interface Texts {
  readonly base: string | undefined;
  readonly head: string | undefined;
}

/** Undefined when the pull request leaves this file alone. */
async function textsOf(open: OpenPull, file: string): Promise<Texts | undefined> {
  const { pull } = open;
  const head = textOf(await open.readFileAt(pull.headSha, file, 'head'));
  const base = await readBaseText(open, file);
  if (head === base) return undefined;
  // A base that moved on is no change of this pull request.
  const { files } = await open.compare(pull);
  return files.some(({ path, previousPath }) => path === file || previousPath === file) ? { base, head } : undefined;
}

/** One comment on the pull request that changes what holds, or brings mistakes into a file; edited when that changes or is gone. */
export async function tellConfigChange(world: World, open: OpenPull): Promise<void> {
  const changes = await readChanges(world, open);
  const { number } = open.pull;
  const key = `config:${number}`;
  const known = await open.notes.recall(key);
  if (changes.every(isQuiet) && known === undefined) return;
  const texts = changes.map((change) => configNoteText(change, known !== undefined));
  const body = [configMarker, texts.length === 0 ? configUnchangedText : texts.join('\n\n')].join('\n');
  const { repository, notes } = open;
  await open.write(() => writeComment({ repository, identity: world.identity, notes, number, key, marker: configMarker, body }));
}

/** The branch's tip now: what GitHub calls a pull request's base may be days old. */
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
