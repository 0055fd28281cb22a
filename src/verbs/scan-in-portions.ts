/** A long scan in portions, so that people see it move. */
import type { GatePorts } from '#src/gate/ports.ts';

/** One run of the engine takes as many. */
const PORTION = 200;

export function scanInPortions(scan: GatePorts['scan'], progress: (done: number, all: number) => void): GatePorts['scan'] {
  return async (targets, signal) => {
    if (targets.length === 0) return scan(targets, signal);
    let whole: Awaited<ReturnType<GatePorts['scan']>> | undefined;
    for (let from = 0; from < targets.length; from += PORTION) {
      progress(from, targets.length);
      const part = await scan(targets.slice(from, from + PORTION), signal);
      whole =
        whole === undefined
          ? part
          : { ...whole, targets: [...whole.targets, ...part.targets], findings: [...whole.findings, ...part.findings] };
      if (signal.aborted) break;
    }
    return whole ?? scan([], signal);
  };
}
