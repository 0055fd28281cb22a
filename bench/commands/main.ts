/** 1,000,000 fuzzed comments through the grammar: none may crash it, none may be a false command. Then 100 commands in a minute. `main.ts [COUNT]` */
import { measureAcknowledgement } from './acknowledge.ts';
import { parseCommand } from '#src/command/parse-command.ts';
import { fuzzedComments } from '#test/command/fuzz.ts';
import { complaintAbout } from '#test/command/oracle.ts';

const count = Number(process.argv[2] ?? 1_000_000);
const kinds: Record<string, number> = {};
let wrong = 0;
let milliseconds = 0;
for (const body of fuzzedComments(count, 20_261_121)) {
  const before = performance.now();
  const parsed = parseCommand(body);
  milliseconds += performance.now() - before;
  const complaint = complaintAbout(body, parsed);
  if (complaint !== undefined && (wrong += 1) <= 10) console.error(`${complaint}: ${JSON.stringify(body).slice(0, 300)}`);
  kinds[parsed.kind] = (kinds[parsed.kind] ?? 0) + 1;
}
console.log(JSON.stringify({ comments: count, wrong, kinds, microsecondsEach: Math.round((milliseconds / count) * 1e5) / 100 }));
console.log(JSON.stringify(await measureAcknowledgement()));
process.exitCode = wrong === 0 ? 0 : 1;
