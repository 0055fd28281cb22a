/** A scanner whose rules can be exchanged while it runs. Rules that are refused change nothing: the last good ones stay in force. */
import { createHash } from 'node:crypto';
import type { Scanner, ScannerOptions } from './create-scanner.ts';
import { createScanner } from './create-scanner.ts';
import { readRuleFolder } from './rule-folder.ts';
import { ScannerNotReady } from './scanner-not-ready.ts';

export type Reload =
  | { readonly kind: 'same' }
  /** The files changed since the last look: they are read when they have come to rest. */
  | { readonly kind: 'changing' }
  | { readonly kind: 'taken'; readonly packDigest: string; readonly ruleCount: number }
  | { readonly kind: 'refused'; readonly reason: string };

export interface ReloadingScanner extends Scanner {
  /** Looks at the rule files, and takes them when they changed and are good. Told once per change. */
  readonly reload: () => Promise<Reload>;
}

/** @throws ScannerNotReady when not even the first rules are good. */
export async function createReloadingScanner(options: ScannerOptions): Promise<ReloadingScanner> {
  let known = await stateOf(options.packPaths);
  let last = known;
  let scanner = await createScanner(options);
  return {
    get packDigest() {
      return scanner.packDigest;
    },
    get ruleCount() {
      return scanner.ruleCount;
    },
    get packs() {
      return scanner.packs;
    },
    scan: (targets, signal) => scanner.scan(targets, signal),
    reload: async () => {
      const state = await stateOf(options.packPaths);
      const resting = state === last;
      last = state;
      if (state === known) return { kind: 'same' };
      if (!resting) return { kind: 'changing' };
      known = state;
      try {
        scanner = await createScanner(options);
        return { kind: 'taken', packDigest: scanner.packDigest, ruleCount: scanner.ruleCount };
      } catch (error) {
        if (error instanceof ScannerNotReady) return { kind: 'refused', reason: error.message };
        throw error;
      }
    },
  };
}

/** Contents, not rules: what cannot be read is a state too. */
async function stateOf(places: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const place of places) {
    const state = await readRuleFolder(place).then(
      ({ digest }) => digest,
      (error: unknown) => String(error),
    );
    hash.update(`${state}\n`);
  }
  return hash.digest('hex');
}
