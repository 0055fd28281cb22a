/** `countersign audit verify`: is the audit log as the App wrote it? Only reads. */
import { z } from 'zod';
import { forgetSecrets, readLocalConfig } from '#src/config.ts';
import { verifyAudit } from '#src/records/audit.ts';
import type { AuditVerdict } from '#src/records/audit.ts';
import { openDatabase } from '#src/records/database.ts';
import { startEmbeddedPostgres } from '#src/records/embedded-postgres.ts';
import { reasonOf } from './check.ts';
import { readArguments } from './read-arguments.ts';
import type { Verb } from './verb.ts';
import { auditUsage, auditWording as wording, misused, reviewWording } from './wording.ts';

const Options = z.object({ what: z.literal('verify', { error: wording.needsVerify }), json: z.boolean().default(false) });

export const audit: Verb = async (args, { root, print, tell }) => {
  const reading = readArguments(args, { json: { type: 'boolean' } }, Options, 'what');
  if (reading.kind !== 'run') {
    if (reading.kind === 'help') print(auditUsage);
    else tell(misused(reading.problems, auditUsage));
    return reading.kind === 'help' ? 0 : 2;
  }
  const settings = readLocalConfig(root);
  forgetSecrets();
  if (settings.kind === 'invalid') {
    tell(reviewWording.badSettings(settings.problems));
    return 2;
  }
  try {
    const verdict = await verifyIn(settings.config);
    if (reading.values.json) print(JSON.stringify(verdict, undefined, 2));
    else if (verdict.kind === 'whole') print(wording.whole(verdict.rows));
    else tell(wording.broken(verdict.id, verdict.reason));
    return verdict.kind === 'whole' ? 0 : 1;
  } catch (error) {
    const reason = reasonOf(error);
    tell(/in use by process \d+/u.test(reason) ? wording.inUse(reason) : reviewWording.notDone(reason));
    return 2;
  }
};

async function verifyIn({ databaseUrl, data }: { readonly databaseUrl: string | undefined; readonly data: string }): Promise<AuditVerdict> {
  const embedded = databaseUrl === undefined ? await startEmbeddedPostgres(data) : undefined;
  const database = openDatabase(embedded?.url ?? databaseUrl ?? '', () => undefined);
  try {
    return await verifyAudit(database);
  } finally {
    await database.end();
    await embedded?.stop();
  }
}
