/** The same pull request through our gate and through the wrapper's own comparison with a base. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { compareCommits } from '#src/git/compare.ts';
import { readBlobs } from '#src/git/read-blobs.ts';
import type { Scanner } from '#src/scan/create-scanner.ts';
import { gateLocally } from '#src/verbs/gate-locally.ts';
import { localPull } from '#src/verbs/local-pull.ts';
import { cpuSeconds } from './cpu-time.ts';

export interface Measured {
  /** CPU seconds, children included. */
  readonly cpu: number;
  readonly wallMs: number;
  /** `rule path:line` of what is new, sorted. */
  readonly found: readonly string[];
  readonly trouble: readonly string[];
}

export async function measureOurs(repository: string, base: string, head: string, scanner: Scanner): Promise<Measured> {
  return await measured(async () => {
    const mirror = { gitDir: `${repository}/.git` };
    const comparison = await compareCommits(mirror, base, head);
    const pull = localPull('bench', { base: { name: base, sha: base }, head: { name: head, sha: head } }, comparison.commits);
    const { result } = await gateLocally(pull, comparison, {
      read: (ids) => readBlobs(mirror, ids),
      scan: scanner.scan,
      policy: { blockAt: 'error', submodules: 'block' },
      signal: new AbortController().signal,
    });
    return {
      found: result.fresh.map(({ finding }) => `${finding.rule} ${finding.place.path}:${finding.place.startLine}`),
      trouble: result.unchecked.map(({ path, reason }) => `${path}: ${reason}`),
    };
  });
}

const Answer = z.object({
  results: z.array(z.object({ check_id: z.string(), path: z.string(), start: z.object({ line: z.number() }) })),
  errors: z.array(z.object({ message: z.string().optional() })),
});

/** `repository` has `head` checked out. The wrapper puts names of folders in front of the ids of rules. */
export async function measureWrapper(wrapper: string, repository: string, base: string, rules: string, home: string): Promise<Measured> {
  const flags = ['--json', '--metrics=off', '--disable-version-check', '-j', '1', '--quiet', '--disable-nosem', '--max-target-bytes=0'];
  return await measured(async () => {
    const child = spawn(wrapper, ['scan', `--baseline-commit=${base}`, `--config=${rules}`, ...flags, '.'], {
      cwd: repository,
      env: { PATH: `${wrapper.slice(0, wrapper.lastIndexOf('/'))}:/usr/local/bin:/usr/bin:/bin`, HOME: home, LC_ALL: 'C.UTF-8' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, words] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (part: string) => (out += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (words += part));
    await once(child, 'close');
    const answer = Answer.safeParse(JSON.parse(out === '' ? 'null' : out)).data;
    if (answer === undefined) throw new Error(`The wrapper gave no answer: ${words.slice(-800)}`);
    return {
      found: answer.results.map((one) => `${one.check_id.split('.').at(-1)} ${one.path}:${one.start.line}`),
      trouble: answer.errors.map((error) => error.message ?? 'an error'),
    };
  });
}

async function measured(work: () => Promise<Pick<Measured, 'found' | 'trouble'>>): Promise<Measured> {
  const [before, began] = [cpuSeconds(), performance.now()];
  const { found, trouble } = await work();
  const after = cpuSeconds();
  const cpu = after.own - before.own + (after.children - before.children);
  return { cpu, wallMs: Math.round(performance.now() - began), found: [...new Set(found)].toSorted(), trouble };
}
