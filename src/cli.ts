/** `countersign <verb>`. Wiring only: each verb has a file in `src/verbs/`, loaded when it is asked for. */
import { fileURLToPath } from 'node:url';
import { nearNames } from './verbs/near-names.ts';
import type { Verb } from './verbs/verb.ts';
import { interrupted, overallUsage, unknownVerb } from './verbs/wording.ts';

const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  doctor: async () => (await import('./verbs/doctor.ts')).doctor,
  review: async () => (await import('./verbs/review.ts')).review,
  scan: async () => (await import('./verbs/scan.ts')).scan,
  index: async () => (await import('./verbs/index-verb.ts')).index,
  ask: async () => (await import('./verbs/ask.ts')).ask,
  notes: async () => (await import('./verbs/notes.ts')).notes,
  audit: async () => (await import('./verbs/audit.ts')).audit,
  eval: async () => (await import('./verbs/eval.ts')).evaluate,
  demo: async () => (await import('./verbs/demo.ts')).demo,
};

async function main([name, ...args]: readonly string[]): Promise<number> {
  const print = (text: string): void => void process.stdout.write(`${text.trimEnd()}\n`);
  const tell = (text: string): void => void process.stderr.write(`${text.trimEnd()}\n`);
  if (name === '--help' || name === '-h' || name === 'help') {
    print(overallUsage);
    return 0;
  }
  const load = name === undefined || !Object.hasOwn(verbs, name) ? undefined : verbs[name];
  if (load === undefined) {
    tell(name === undefined ? overallUsage : unknownVerb(name, nearNames(name, Object.keys(verbs))));
    return 2;
  }
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopping.abort());
  try {
    const run = await load();
    return await run(args, { root: fileURLToPath(new URL('..', import.meta.url)), signal: stopping.signal, print, tell });
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    tell(interrupted);
    return 130;
  }
}

// Whoever read our output may be gone (`| head`).
process.stdout.on('error', () => process.exit(1));
const code = await main(process.argv.slice(2));
// What was written goes out first; idle threads and sockets must not keep the process.
process.stdout.write('', () => process.exit(code));
