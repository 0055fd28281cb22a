/** What the repository says about its ways: from the base branch alone. */
import { readBaseTip } from '#workers/policy/configuration.ts';
import type { OpenPull } from '#workers/world.ts';
import type { Configuration } from '#src/policy/configuration.ts';
import { fitsGlob } from '#src/policy/glob.ts';
import { conventionFiles, pathInstructions } from '#src/review/conventions.ts';
import type { Convention } from '#src/review/conventions.ts';

export async function readConventions(
  open: OpenPull,
  configuration: Configuration,
  paths: readonly string[],
): Promise<readonly Convention[]> {
  const tip = await readBaseTip(open);
  const files: Convention[] = [];
  for (const source of conventionFiles) {
    const file = await open.readFileAt(tip, source, { branch: open.pull.baseRef });
    if (file.kind === 'text') files.push({ source, text: file.text });
  }
  return [...pathInstructions(configuration.value('review.instructions'), paths, fitsGlob), ...files];
}
