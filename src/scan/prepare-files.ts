/** From targets to what the engine gets: routed, decoded, named, and each distinct content once. Pure. */
import { createHash } from 'node:crypto';
import { decodeSource } from './decode-source.ts';
import { neutralName } from './neutral-name.ts';
import type { PreparedFile } from './prepared-file.ts';
import { routeFile } from './route-file.ts';
import type { ScanTarget, TargetReport } from './scan-target.ts';

/** What became of one target: a file of the batch by name, or an outcome without the engine. */
export type Plan =
  | { readonly kind: 'file'; readonly name: string; readonly language: string }
  | { readonly kind: 'decided'; readonly report: TargetReport };

export function prepareFiles(
  targets: readonly ScanTarget[],
  limitBytes: number,
): { readonly files: readonly PreparedFile[]; readonly plans: readonly Plan[] } {
  const files = new Map<string, PreparedFile & { readonly targets: ScanTarget[] }>();
  const plans = targets.map((target): Plan => {
    const { side, path, blobId } = target;
    const route = routeFile(path, target.content);
    if (route === undefined) return { kind: 'decided', report: { side, path, blobId, outcome: { kind: 'outside' } } };
    const { language, extension } = route;
    const key = `${language.name} ${extension} ${createHash('sha256').update(target.content).digest('hex')}`;
    const known = files.get(key);
    if (known !== undefined) {
      known.targets.push(target);
      return { kind: 'file', name: known.name, language: language.name };
    }
    const source = decodeSource(target.content, language, limitBytes);
    if (source.kind === 'not-scannable')
      return { kind: 'decided', report: { side, path, blobId, language: language.name, outcome: source } };
    const name = neutralName(side, files.size, extension);
    files.set(key, { name, language, extension, bytes: source.bytes, addedLineEnds: source.addedLineEnds, targets: [target] });
    return { kind: 'file', name, language: language.name };
  });
  return { files: [...files.values()], plans };
}
