import type { DependencyChange } from './facts.ts';
import { readManifest } from './read-manifest.ts';

/** Dependencies that a manifest gained, lost or moved. `base` and `head` are whole files; `undefined` where it is absent. */
export function dependencyChanges(path: string, base: string | undefined, head: string | undefined): DependencyChange[] {
  const before = readManifest(path, base ?? '');
  const after = readManifest(path, head ?? '');
  const changes: DependencyChange[] = [];
  for (const [name, { version, line }] of after) {
    const old = before.get(name);
    if (old === undefined) changes.push({ name, to: version, place: { path, line } });
    else if (old.version !== version) changes.push({ name, from: old.version, to: version, place: { path, line } });
  }
  for (const [name, { version }] of before) if (!after.has(name)) changes.push({ name, from: version, place: { path, line: 1 } });
  return changes;
}

/** `1.9 → 2.0` and `0.3 → 0.4` may break callers; ranges are read by their first number. */
export function isMajorStep(from: string, to: string): boolean {
  const numbers = (version: string): readonly (string | undefined)[] => /(\d+)(?:\.(\d+))?/u.exec(version)?.slice(1, 3) ?? [];
  const [oldMajor, oldMinor] = numbers(from);
  const [newMajor, newMinor] = numbers(to);
  if (oldMajor === undefined || newMajor === undefined) return false;
  return oldMajor !== newMajor || (oldMajor === '0' && oldMinor !== newMinor);
}
