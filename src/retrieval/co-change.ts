/** Files that changed together before will again. From `git log`, newest commit first. */

export interface PastCommit {
  readonly paths: readonly string[];
}

/** Commits over so many files are moves and formatting; they say nothing about two files. */
const MAX_FILES = 40;
/** Half as much after so many commits: what belonged together ten years ago may not any more. */
const HALF_LIFE = 1_500;

/**
 * Per path, 0 to 1: the share of a given file's commits in which the other changed too, the highest over the given files. Rare company
 * counts less: one joint commit is chance.
 */
export function changedTogether(history: readonly PastCommit[], given: ReadonlySet<string>): ReadonlyMap<string, number> {
  const alone = new Map<string, number>();
  const joint = new Map<string, Map<string, number>>();
  for (const [age, { paths }] of history.entries()) {
    if (paths.length > MAX_FILES) continue;
    const own = paths.filter((path) => given.has(path));
    if (own.length === 0) continue;
    const weight = 2 ** (-age / HALF_LIFE);
    // Of a commit over 20 files each pair learns less than of one over two.
    const share = weight / Math.log2(1 + Math.max(1, paths.length - 1));
    for (const path of own) {
      alone.set(path, (alone.get(path) ?? 0) + weight);
      const others = joint.get(path) ?? new Map<string, number>();
      joint.set(path, others);
      for (const other of paths) if (!given.has(other)) others.set(other, (others.get(other) ?? 0) + share);
    }
  }
  const result = new Map<string, number>();
  for (const [path, others] of joint) {
    const total = (alone.get(path) ?? 0) + 0.5;
    for (const [other, together] of others) result.set(other, Math.max(result.get(other) ?? 0, Math.min(1, together / total)));
  }
  return result;
}
