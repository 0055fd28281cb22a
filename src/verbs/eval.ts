/** `countersign eval`: the review over cases with known defects, one or more prompts or models side by side. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { forgetSecrets, readLocalConfig } from '#src/config.ts';
import { readCases } from '#src/eval/case.ts';
import { differenceOf, reportOf } from '#src/eval/report.ts';
import type { Reviewed } from '#src/eval/report.ts';
import { renderComments, renderReports } from '#src/eval/wording.ts';
import { reasonOf } from './check.ts';
import { readArguments } from './read-arguments.ts';
import { reviewCase } from './review-case.ts';
import type { Variant } from './review-case.ts';
import type { Verb } from './verb.ts';
import { evalUsage, evalWording as wording } from './model-wording.ts';
import { misused } from './wording.ts';

const Options = z.object({
  cases: z.string({ error: wording.needsCases }),
  runs: z.coerce.number({ error: wording.badRuns }).int(wording.badRuns).min(1, wording.badRuns).max(20, wording.badRuns).default(1),
  prompts: z.array(z.string()).default([]),
  model: z.array(z.string()).default([]),
  cache: z.string().optional(),
  only: z.string().optional(),
  comments: z.boolean().default(false),
  json: z.boolean().default(false),
});
type Options = z.infer<typeof Options>;

const many = { type: 'string', multiple: true } as const;
const one = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const known = { runs: one, prompts: many, model: many, cache: one, only: one, comments: flag, json: flag };

export const evaluate: Verb = async (args, setting) => {
  const { root, signal, print, tell } = setting;
  const reading = readArguments(args, known, Options, 'cases');
  if (reading.kind !== 'run') {
    if (reading.kind === 'help') print(evalUsage);
    else tell(misused(reading.problems, evalUsage));
    return reading.kind === 'help' ? 0 : 2;
  }
  const options = reading.values;
  const settings = readLocalConfig(root);
  forgetSecrets();
  const variants = settings.kind === 'ok' ? variantsOf(options, settings.config.model, root) : [];
  if (settings.kind !== 'ok' || variants.length === 0) {
    tell(settings.kind === 'ok' ? wording.needsModel : wording.badSettings(settings.problems));
    return 2;
  }
  const scratch = await mkdtemp(join(tmpdir(), 'countersign-eval-'));
  try {
    const cases = (await readCases(options.cases)).filter(({ id }) => options.only === undefined || id.includes(options.only));
    const results: { label: string; reviewed: Reviewed[] }[] = variants.map(({ label }) => ({ label, reviewed: [] }));
    // Case by case and not variant by variant: what is stopped half way still compares like with like.
    for (let run = 1; run <= options.runs; run += 1) {
      for (const one of cases) {
        for (const [index, variant] of variants.entries()) {
          signal.throwIfAborted();
          tell(wording.reviewing(one.id, run, options.runs, variant.label));
          const folder = join(scratch, `${results[index]?.reviewed.length ?? 0}-${index}`);
          results[index]?.reviewed.push(await reviewCase(one, variant, { run, folder, cache: options.cache, signal }));
        }
      }
    }
    const reports = results.map(({ label, reviewed }) => reportOf(label, reviewed));
    const [first, ...others] = results;
    const differences = first === undefined ? [] : others.map((two) => differenceOf(first.reviewed, two.reviewed, first.label, two.label));
    if (options.json) print(JSON.stringify({ reports, differences, reviewed: results }, undefined, 2));
    else {
      if (options.comments) print(results.map(({ reviewed }) => renderComments(reviewed)).join('\n\n'));
      print(renderReports(reports, differences));
    }
    return 0;
  } catch (error) {
    signal.throwIfAborted();
    tell(wording.notDone(reasonOf(error)));
    return 2;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};

/** Every model with every prompts folder. A model is `NAME` or `NAME@URL`. */
function variantsOf(
  options: Options,
  configured: { readonly baseUrl: string; readonly name: string | undefined; readonly apiKey: string | undefined } | undefined,
  root: string,
): readonly Variant[] {
  const asked = options.model.map((text) => {
    const [, name = text, url] = /^(.*?)@(https?:\/\/.+)$/u.exec(text) ?? [];
    return { baseUrl: url ?? configured?.baseUrl ?? '', name, apiKey: url === undefined ? configured?.apiKey : undefined };
  });
  const models = asked.length > 0 ? asked : configured === undefined ? [] : [configured];
  const folders = options.prompts.length > 0 ? options.prompts : [join(root, 'prompts')];
  return models
    .filter(({ baseUrl }) => baseUrl !== '')
    .flatMap((model) =>
      folders.map((folder): Variant => {
        const names = [...(models.length > 1 ? [model.name ?? model.baseUrl] : []), ...(folders.length > 1 ? [folder] : [])];
        return { label: names.join(' ') || (model.name ?? 'model'), model, promptsFolder: resolve(folder) };
      }),
    );
}
