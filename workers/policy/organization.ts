/** An organization's own defaults: `countersign.yml` in its repository `.github`, on the default branch; between operator and repository. */
import type { OpenPull, World } from '#workers/world.ts';
import { isGone } from '#src/github/github-error.ts';
import { readSmallFile } from '#src/github/small-file.ts';
import { combine, ORGANIZATION_FILE, UNREADABLY_LARGE } from '#src/policy/repository-file.ts';
import type { Combined, Layer } from '#src/policy/repository-file.ts';

export const HOME = '.github';
/** A change there holds everywhere within this time. */
const FRESH_MS = 30_000;
const known = new Map<string, { readonly at: number; readonly text: Promise<string | undefined> }>();

export const organizationLayer: Layer = { kind: 'organization', file: `${HOME}/${ORGANIZATION_FILE}` };

/** Whether the pull request is one into the default branch of the organization's own repository. */
export async function isOrganizationsHome({ repository, pull }: OpenPull): Promise<boolean> {
  const { octokit, owner, repo } = repository;
  return repo === HOME && (await octokit.rest.repos.get({ owner, repo })).data.default_branch === pull.baseRef;
}

/**
 * @param notBefore what was read earlier does not count.
 * @throws when GitHub cannot tell: nobody then guesses what the organization wants.
 */
export async function readOrganization(world: World, { repository }: OpenPull, notBefore?: Date): Promise<Combined> {
  const { installationId, owner } = repository;
  const key = `${installationId} ${owner.toLowerCase()}`;
  const now = world.now().getTime();
  let entry = known.get(key);
  if (entry === undefined || now - entry.at > FRESH_MS || entry.at < (notBefore?.getTime() ?? 0)) {
    if (known.size > 1000) known.clear();
    entry = { at: now, text: readText(world, installationId, owner) };
    known.set(key, entry);
    // What failed is asked again at once.
    entry.text.catch(() => known.delete(key));
  }
  return combine(world.policy, await entry.text, organizationLayer);
}

async function readText({ github }: World, installationId: number, owner: string): Promise<string | undefined> {
  try {
    const { data } = await github.forInstallation(installationId).rest.repos.get({ owner, repo: HOME });
    // A repository that moved away answers under its old name too.
    if (data.owner.login.toLowerCase() !== owner.toLowerCase() || data.name !== HOME) return undefined;
    const home = { octokit: github.forRepository(installationId, data.id), owner, repo: HOME };
    const file = await readSmallFile(home, ORGANIZATION_FILE, data.default_branch);
    return file.kind === 'text' ? file.text : file.kind === 'too-large' ? UNREADABLY_LARGE : undefined;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}
