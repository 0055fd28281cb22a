/** The sample repositories and their pull requests, put into the sandbox. */
import { buildRepository, readSampleFiles } from '#sandbox/samples/build-repository.ts';
import { samplePulls, sampleRepositories } from '#sandbox/samples/catalog.ts';
import { applySteps, changedEntries, lineOf, type FileTree } from '#sandbox/samples/file-tree.ts';
import type { SamplePull } from '#sandbox/samples/sample.ts';
import type { App } from '#sandbox/state/app.ts';
import type { Repository } from '#sandbox/state/repository.ts';
import type { FileChange, World } from '#sandbox/state/world.ts';
import type { DemoPull } from './demo-pull.ts';
import type { ExpectedEffects } from './judge-pull.ts';
import { protectRepository } from './people-and-app.ts';

export interface PreparedSample {
  readonly pull: SamplePull;
  readonly repository: Repository;
  readonly headTree: FileTree;
}

/** Builds the repositories with git and hands copies to the sandbox; no pull request is open yet. */
export async function buildSamples(world: World, app: App, scratch: string): Promise<readonly PreparedSample[]> {
  const prepared = new Map<SamplePull, PreparedSample>();
  for (const sample of sampleRepositories) {
    const { gitFolder, plan } = await buildRepository(sample, samplePulls, scratch);
    const { owner, name, description } = sample;
    const repository = await world.createRepository({
      owner,
      name,
      description,
      private: false,
      defaultBranch: 'main',
      cloneFrom: gitFolder,
    });
    protectRepository(world, repository, 'main', app);
    for (const pull of samplePulls) {
      const headTree = plan.trees.get(pull.branch);
      if (pull.repository === name && headTree) prepared.set(pull, { pull, repository, headTree });
    }
  }
  return samplePulls.flatMap((pull) => prepared.get(pull) ?? []);
}

/** Opens one pull request as its author would, with its prepared commits. */
export async function openSample(world: World, { pull, repository, headTree }: PreparedSample, withModel: boolean): Promise<DemoPull> {
  const openedAt = Date.now();
  const { title, body, branch } = pull;
  const opened = await world.openPullRequest(world.person(pull.openedBy), repository, { title, body, head: branch, base: 'main' });
  for (const prepared of pull.prepared) {
    const after = applySteps(headTree, prepared.steps, await readSampleFiles(pull.repository));
    const files = changedEntries(headTree, after).map(([path, entry]): FileChange =>
      entry ? { path, ...entry } : { path, content: null },
    );
    await world.prepareCommit(opened, prepared.title, files);
  }
  const owner = world.ownerOf(repository).login;
  return {
    label: `${owner}/${repository.name}#${opened.number}`,
    place: { owner, repo: repository.name, number: opened.number },
    expected: expectedEffects(pull, headTree, withModel),
    openedAt,
  };
}

function expectedEffects({ expected, body }: SamplePull, tree: FileTree, withModel: boolean): ExpectedEffects {
  return {
    gate: expected.gate,
    annotations: expected.annotations.map(({ path, text }) => ({ path, line: lineOf(tree, path, text) })),
    named: expected.named,
    body,
    withModel,
  };
}
