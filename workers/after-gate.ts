/** What follows the gate's verdict: the upload to code scanning, and a model's words. Neither changes what was decided. */
import { createHash } from 'node:crypto';
import { openPull } from './world.ts';
import type { OpenPull, World } from './world.ts';
import { withAdditions } from '#src/gate/after-verdict.ts';
import type { Additions } from '#src/gate/after-verdict.ts';
import { explainFindings, Explanation } from '#src/gate/explain-findings.ts';
import { toSarif } from '#src/gate/sarif.ts';
import type { SarifSource } from '#src/gate/sarif.ts';
import { readStoredOutcome } from '#src/gate/stored-outcome.ts';
import { uploadRefused } from '#src/gate/wording.ts';
import { addToCheckSummary } from '#src/github/check-runs.ts';
import { uploadSarif } from '#src/github/code-scanning.ts';
import type { PullRequest } from '#src/pull-request.ts';
import type { Run } from '#src/queue/run-worker.ts';
import { loadExplanation, saveExplanation } from '#src/records/explanations.ts';
import { loadLastRun } from '#src/records/runs.ts';
import { requestWork } from '#src/records/work.ts';

/** Only where there is something to do: asked after the check stands on GitHub with its conclusion. */
export async function requestAfterGate(world: World, pull: PullRequest): Promise<void> {
  if (world.model === undefined && !world.policy.value('gate.code_scanning')) return;
  const { repositoryId, number, installationId } = pull;
  const key = { kind: 'after-gate', repositoryId, number, installationId, subject: '' } as const;
  await world.enqueue(key, `w${await requestWork(world.database, key)}`).catch(() => undefined);
}

export function afterGateWorker(world: World): Run {
  return async (context) => {
    const open = await openPull(world, context);
    const { repositoryId, number, headSha, state } = open.pull;
    const last = await loadLastRun(world.database, 'gate', repositoryId, number);
    const source = readStoredOutcome(last?.outcome);
    const { requestKey } = (last?.outcome ?? {}) as { readonly requestKey?: string };
    const checkId = requestKey === undefined ? undefined : await open.notes.recall(`check:${requestKey}`);
    if (state === 'closed' || source?.headSha !== headSha || checkId === undefined) return 'nothing: there is a newer head';
    const upload = await tryUpload(world, open, source);
    const additions = { ...upload, ...(await askModel(world, open, source, context.signal)) };
    const added = await open.write(() =>
      addToCheckSummary(open.repository, checkId, headSha, (summary) => withAdditions(summary, source.result, additions)),
    );
    return added ? 'added' : 'nothing to add';
  };
}

async function tryUpload(world: World, open: OpenPull, source: SarifSource): Promise<Pick<Additions, 'uploadFailed'>> {
  if (!world.policy.value('gate.code_scanning')) return {};
  const { number, headSha, installationId, repositoryId } = open.pull;
  const repository = { ...open.repository, octokit: world.github.forCodeScanning(installationId, repositoryId) };
  const analysis = { number, headSha, startedAt: source.startedAt, sarif: toSarif(source) };
  const ending = await open.write(() => uploadSarif(repository, analysis));
  return ending.kind === 'uploaded' ? {} : { uploadFailed: uploadRefused(ending.status) };
}

async function askModel(world: World, open: OpenPull, { result }: SarifSource, signal: AbortSignal): Promise<Pick<Additions, 'model'>> {
  const { model, database } = world;
  if (model === undefined || result.conclusion === 'success') return {};
  const { repositoryId } = open.pull;
  const keyOf = (identity: string, path: string, text: string): string =>
    createHash('sha256').update([model.name, identity, path, text].join('\0')).digest('hex');
  const { files } = await open.compare(open.pull);
  const explained = await explainFindings(
    result,
    {
      ask: (request) => model.ask(request),
      readHead: async (path) => {
        const blob = files.find((file) => file.path === path)?.headBlob;
        return blob === undefined ? undefined : (await open.readBlobs([blob])).get(blob)?.toString('utf8');
      },
      scan: (targets, scanSignal) => world.scanner.scan(targets, scanSignal),
      recall: async ({ finding, identity }, text) =>
        Explanation.safeParse(await loadExplanation(database, repositoryId, keyOf(identity, finding.place.path, text))).data,
      keep: ({ finding, identity }, text, explanation) =>
        saveExplanation(database, repositoryId, keyOf(identity, finding.place.path, text), explanation),
    },
    signal,
  );
  signal.throwIfAborted();
  return { model: { name: model.name, explained } };
}
