/** Every evasion through the real story, all their files through one scan of the real engine. */
import { checkSecurity } from '#src/gate/check-security.ts';
import type { GateResult } from '#src/gate/outcome.ts';
import type { GatePorts, GateScan, GateTarget } from '#src/gate/ports.ts';
import type { Comparison } from '#src/pull-request.ts';
import { routeFile } from '#src/scan/route-file.ts';
import { changed, headSha, mergeBaseSha, pull, stage } from '#test/gate/fixtures.ts';
import type { Evasion } from './evasion.ts';

type Scan = (targets: readonly GateTarget[]) => Promise<GateScan>;
export interface Verdict {
  readonly conclusion: string | undefined;
  readonly result: GateResult | undefined;
}

/** One result per change, in order. The changes share one scan, so their paths must differ. */
export async function judgeChanges(
  changes: readonly { readonly comparison: Comparison; readonly readBlobs: GatePorts['readBlobs'] }[],
  scan: Scan,
): Promise<readonly Verdict[]> {
  const shared = inOneScan(scan, changes.length);
  return await Promise.all(
    changes.map(async ({ comparison, readBlobs }) => {
      const on = stage(
        [],
        {},
        {
          compare: async () => ({ ...comparison, headSha }),
          readBlobs,
          scan: shared,
          languageOf: (name) => routeFile(name, Buffer.alloc(0))?.language.name,
        },
      );
      const setting = {
        policy: { blockAt: 'error', submodules: 'block' } as const,
        signal: new AbortController().signal,
        now: () => new Date(0),
      };
      const outcome = await checkSecurity(pull, on.ports, setting);
      return { conclusion: on.checks.at(-1)?.conclusion, result: outcome.kind === 'decided' ? outcome.result : undefined };
    }),
  );
}

export async function judgeEvasions(evasions: readonly Evasion[], scan: Scan): Promise<readonly Verdict[]> {
  const changes = evasions.map(({ files }, index) => {
    const contents = new Map<string, Buffer>();
    const all = files.map(({ path, before, after, more }) => {
      const at = `e${index}/${path}`;
      if (before !== undefined) contents.set(`base ${at}`, Buffer.from(before));
      if (after !== undefined) contents.set(`head ${at}`, Buffer.from(after));
      const size = after === undefined ? 0 : Buffer.byteLength(after);
      return { ...changed(at, before?.toString('utf8'), after?.toString('utf8'), more), headSize: size };
    });
    return {
      comparison: { mergeBaseSha, headSha, files: all, commits: [] },
      readBlobs: async (ids: readonly string[]) =>
        new Map(ids.flatMap((id) => (contents.has(id) ? [[id, contents.get(id) ?? Buffer.from('')]] : []))),
    };
  });
  return judgeChanges(changes, scan);
}

/** Waits until every story has handed in its files, scans once, and gives each its own part of the report. */
function inOneScan(scan: Scan, stories: number): Scan {
  const waiting: {
    readonly targets: readonly GateTarget[];
    readonly answer: (report: GateScan) => void;
    readonly fail: (error: unknown) => void;
  }[] = [];
  return (targets) =>
    new Promise((answer, fail) => {
      waiting.push({ targets, answer, fail });
      if (waiting.length < stories) return;
      scan(waiting.flatMap((one) => one.targets)).then(
        (report) => {
          for (const story of waiting) story.answer(partOf(report, story.targets));
        },
        (error: unknown) => {
          for (const story of waiting) story.fail(error);
        },
      );
    });
}

function partOf(report: GateScan, targets: readonly GateTarget[]): GateScan {
  const mine = new Set(targets.map((target) => `${target.side}\0${target.path}`));
  return {
    ...report,
    targets: report.targets.filter((one) => mine.has(`${one.side}\0${one.path}`)),
    findings: report.findings.filter((one) => mine.has(`${one.side}\0${one.finding.place.path}`)),
  };
}
