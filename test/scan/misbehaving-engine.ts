/** A folder in which a script stands for an engine that misbehaves after its self-test. */
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { emptyFolder, enginePath } from './real-scanner.ts';

export interface MisbehavingEngine {
  readonly path: string;
  readonly misbehave: () => void;
  readonly vanish: () => void;
}

export function misbehaving(script: string): MisbehavingEngine {
  const folder = emptyFolder();
  symlinkSync(join(dirname(enginePath), 'libs'), join(folder, 'libs'));
  const path = join(folder, 'semgrep-core');
  const start = (line: string): void => writeFileSync(path, `#!/bin/sh\n${line}\n`, { mode: 0o755 });
  start(`exec "${enginePath}" "$@"`);
  return { path, misbehave: () => start(script), vanish: () => rmSync(path) };
}
