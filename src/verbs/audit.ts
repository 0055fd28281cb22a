/** `countersign audit verify`: is the audit log as the App wrote it? Only reads. */
import { z } from 'zod';
import { verifyAudit } from '#src/records/audit.ts';
import { readArguments } from './read-arguments.ts';
import type { Verb } from './verb.ts';
import { withDatabase } from './with-database.ts';
import { auditUsage, auditWording as wording, misused } from './wording.ts';

const Options = z.object({ what: z.literal('verify', { error: wording.needsVerify }), json: z.boolean().default(false) });

export const audit: Verb = async (args, setting) => {
  const { print, tell } = setting;
  const reading = readArguments(args, { json: { type: 'boolean' } }, Options, 'what');
  if (reading.kind !== 'run') {
    if (reading.kind === 'help') print(auditUsage);
    else tell(misused(reading.problems, auditUsage));
    return reading.kind === 'help' ? 0 : 2;
  }
  return await withDatabase(setting, wording.inUse, async (database) => {
    const verdict = await verifyAudit(database);
    if (reading.values.json) print(JSON.stringify(verdict, undefined, 2));
    else if (verdict.kind === 'whole') print(wording.whole(verdict.rows));
    else tell(wording.broken(verdict.id, verdict.reason));
    return verdict.kind === 'whole' ? 0 : 1;
  });
};
