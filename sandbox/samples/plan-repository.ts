/** From a sample and its pull requests to the commits that git shall hold. Pure. */
import type { SamplePull, SampleRepository, SampleCommit } from './sample.ts';
import { applySteps, changedEntries, type FileTree, type TreeEntry } from './file-tree.ts';

export interface PlannedCommit {
  readonly branch: string;
  /** Set on the first commit of a branch that starts at another branch's tip. */
  readonly from: string | undefined;
  readonly commit: SampleCommit;
  readonly changes: readonly (readonly [string, TreeEntry | null])[];
}

export interface RepositoryPlan {
  readonly commits: readonly PlannedCommit[];
  /** Branch to the tree at its tip. */
  readonly trees: ReadonlyMap<string, FileTree>;
}

/** Every pull request's branch starts at the tip of `main`. */
export function planRepository(
  sample: SampleRepository,
  pulls: readonly SamplePull[],
  source: ReadonlyMap<string, string>,
): RepositoryPlan {
  const commits: PlannedCommit[] = [];
  const trees = new Map<string, FileTree>();

  function lay(branch: string, from: string | undefined, list: readonly SampleCommit[]): void {
    let tree: FileTree = from === undefined ? new Map<string, TreeEntry>() : (trees.get(from) ?? new Map<string, TreeEntry>());
    for (const [index, commit] of list.entries()) {
      const next = applySteps(tree, commit.steps, source);
      commits.push({ branch, from: index === 0 ? from : undefined, commit, changes: changedEntries(tree, next) });
      tree = next;
    }
    trees.set(branch, tree);
  }

  lay('main', undefined, sample.history);
  for (const pull of pulls) if (pull.repository === sample.name) lay(pull.branch, 'main', pull.commits);
  return { commits, trees };
}
