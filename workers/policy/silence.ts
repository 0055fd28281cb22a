/** Whether the draft or the review keeps silent on this pull request; looks up only what a setting asks about. */
import type { OpenPull, World } from '#workers/world.ts';
import type { Configuration } from '#src/policy/configuration.ts';
import { wantsOf, whySilent } from '#src/policy/silence.ts';
import type { QuietPart, Silence } from '#src/policy/silence.ts';
import { loadPauses } from '#src/records/pauses.ts';

export async function silenceOf(
  world: World,
  open: OpenPull,
  part: QuietPart,
  configuration: Configuration,
  asked: boolean,
): Promise<Silence | undefined> {
  const { pull, repository } = open;
  const wants = wantsOf(part, configuration);
  const [paused] = await loadPauses(world.database, pull.repositoryId, pull.number);
  const named = { owner: repository.owner, repo: repository.repo, pull_number: pull.number };
  const labels = wants.labels ? (await repository.octokit.rest.pulls.get(named)).data.labels.map(({ name }) => name) : [];
  const files = wants.files ? (await open.compare(pull)).files : [];
  const paths = files.map(({ path }) => path);
  const lines = files.reduce((sum, { additions, deletions }) => sum + additions + deletions, 0);
  return whySilent(part, configuration, { ...pull, labels, paths, lines, paused, asked });
}
