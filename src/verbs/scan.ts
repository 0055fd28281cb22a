/** `countersign scan`: the security gate alone, over a folder or a range of commits, with the rules that the App uses. */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { forgetSecrets, readLocalConfig } from '#src/config.ts';
import type { GatePolicy } from '#src/gate/outcome.ts';
import { toSarif } from '#src/gate/sarif.ts';
import { gatePolicyOf } from '#src/policy/gate-policy.ts';
import { reasonOf } from './check.ts';
import { gateLocally, openScanner } from './gate-locally.ts';
import { readOperatorsPolicy } from './operators-policy.ts';
import { readArguments } from './read-arguments.ts';
import { terminalPaint } from './render-review.ts';
import { renderScan } from './render-scan.ts';
import { scanDocument } from './scan-document.ts';
import { scanInPortions } from './scan-in-portions.ts';
import { chooseSubject } from './scan-subject.ts';
import type { Verb, VerbSetting } from './verb.ts';
import { misused, reviewWording, scanUsage, scanWording as wording } from './wording.ts';

const Options = z
  .object({
    path: z.string().min(1, wording.needsFolder).default('.'),
    base: z.string().optional(),
    head: z.string().optional(),
    json: z.boolean().default(false),
    sarif: z.boolean().default(false),
    'fail-on': z.enum(['error', 'warning', 'info', 'never'], { error: wording.badFailOn }).optional(),
  })
  .refine(({ json, sarif }) => !(json && sarif), wording.oneForm);
type Options = z.infer<typeof Options>;

export const scan: Verb = async (args, setting) => {
  const { print, tell } = setting;
  const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const;
  const reading = readArguments(args, { base: text, head: text, json: flag, sarif: flag, 'fail-on': text }, Options, 'path');
  if (reading.kind !== 'run') {
    if (reading.kind === 'help') print(scanUsage);
    else tell(misused(reading.problems, scanUsage));
    return reading.kind === 'help' ? 0 : 2;
  }
  const scratch = await mkdtemp(join(tmpdir(), 'countersign-scan-'));
  try {
    return await scanIn(scratch, reading.values, setting);
  } catch (error) {
    setting.signal.throwIfAborted();
    tell(reviewWording.notDone(reasonOf(error)));
    return 2;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};

async function scanIn(scratch: string, options: Options, { root, signal, print, tell }: VerbSetting): Promise<number> {
  const settings = readLocalConfig(root);
  forgetSecrets();
  if (settings.kind === 'invalid') return refuse(reviewWording.badSettings(settings.problems), tell);
  const there = await stat(options.path).catch(() => undefined);
  if (there?.isDirectory() !== true) return refuse(wording.notOpened['no-folder'](options.path), tell);
  const choice = await chooseSubject(options.path, { base: options.base, head: options.head }, scratch, signal);
  if (choice.kind === 'refused') return refuse(choice.problem, tell);
  const { subject } = choice;
  const operators = gatePolicyOf(await readOperatorsPolicy(root, settings.config));
  const failOn = options['fail-on'] ?? operators.blockAt;
  const policy: GatePolicy = { ...operators, blockAt: failOn === 'never' ? 'error' : failOn };
  const scanner = await openScanner(settings.config, root, { totalMs: 3_600_000 });
  const { result } = await gateLocally(subject.pull, subject.comparison, {
    read: subject.read,
    scan: scanInPortions(scanner.scan, (done, all) => tell(wording.progress(done, all))),
    policy,
    signal,
  });
  const failed = failOn !== 'never' && result.conclusion === 'failure';
  if (options.sarif) print(JSON.stringify(toSarif({ result, headSha: subject.comparison.headSha }), undefined, 2));
  else if (options.json) print(JSON.stringify(scanDocument(subject, result, failed), undefined, 2));
  else print(await renderScan(subject, result, terminalPaint));
  return failed ? 1 : 0;
}

function refuse(problem: string, tell: (text: string) => void): number {
  tell(problem);
  return 2;
}
