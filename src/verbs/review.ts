/** `countersign review`: summary, security gate and review of a local repository, without GitHub. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { forgetSecrets, readLocalConfig } from '#src/config.ts';
import { openLocal } from '#src/git/open-local.ts';
import { reasonOf } from './check.ts';
import { chooseCommits } from './choose-commits.ts';
import { lookAtChange } from './look-at-change.ts';
import { readArguments } from './read-arguments.ts';
import { renderReview, terminalPaint } from './render-review.ts';
import { reviewDocument } from './review-document.ts';
import { reviewMarkdown } from './review-markdown.ts';
import { reviewSarif } from './review-sarif.ts';
import type { Verb, VerbSetting } from './verb.ts';
import { misused, reviewUsage, reviewWording as wording } from './wording.ts';

const Options = z
  .object({
    repo: z.string().min(1, wording.repoNeedsFolder).default('.'),
    base: z.string().optional(),
    head: z.string().optional(),
    json: z.boolean().default(false),
    markdown: z.boolean().default(false),
    sarif: z.boolean().default(false),
    summary: z.enum(['model', 'rules'], { error: wording.badSummary }).default('model'),
    'fail-on': z.enum(['error', 'warning', 'never'], { error: wording.badFailOn }).default('error'),
  })
  .refine(({ json, markdown, sarif }) => [json, markdown, sarif].filter(Boolean).length < 2, wording.oneForm);
type Options = z.infer<typeof Options>;

export const review: Verb = async (args, setting) => {
  const { print, tell } = setting;
  const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const;
  const known = { repo: text, base: text, head: text, json: flag, markdown: flag, sarif: flag, summary: text, 'fail-on': text };
  const reading = readArguments(args, known, Options);
  if (reading.kind !== 'run') {
    if (reading.kind === 'help') print(reviewUsage);
    else tell(misused(reading.problems, reviewUsage));
    return reading.kind === 'help' ? 0 : 2;
  }
  const scratch = await mkdtemp(join(tmpdir(), 'countersign-review-'));
  try {
    return await reviewIn(scratch, reading.values, setting);
  } catch (error) {
    setting.signal.throwIfAborted();
    tell(wording.notDone(reasonOf(error)));
    return 2;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};

async function reviewIn(scratch: string, options: Options, { root, signal, print, tell }: VerbSetting): Promise<number> {
  const settings = readLocalConfig(root);
  forgetSecrets();
  if (settings.kind === 'invalid') return refuse(wording.badSettings(settings.problems), tell);
  const opened = await openLocal(options.repo, scratch, signal);
  if (opened.kind === 'refused') return refuse(wording.notOpened[opened.reason](options.repo), tell);
  const { repository } = opened;
  const choice = await chooseCommits(repository, { base: options.base, head: options.head });
  if (choice.kind === 'refused') return refuse(choice.problem, tell);
  const change = { path: options.repo, mirror: repository.mirror, base: choice.base, head: choice.head };
  const failOn = options['fail-on'];
  const policy = { blockAt: failOn === 'warning' ? 'warning' : 'error', submodules: 'block' } as const;
  const look = await lookAtChange(change, { config: settings.config, root, policy, summary: options.summary, signal, tell });
  // A file that could not be scanned is a failure as well: nobody knows what is in it.
  const failed = failOn !== 'never' && look.security.result.conclusion === 'failure';
  if (options.json) print(JSON.stringify(reviewDocument(change, look, failed), undefined, 2));
  else if (options.sarif) print(JSON.stringify(reviewSarif(change, look), undefined, 2));
  else if (options.markdown) print(reviewMarkdown(change, look));
  else print(await renderReview(change, look, terminalPaint));
  return failed ? 1 : 0;
}

function refuse(problem: string, tell: (text: string) => void): number {
  tell(problem);
  return 2;
}
