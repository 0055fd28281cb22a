/** `npm run bench:summary`: faithfulness, coverage, tokens and shared prefixes of drafts, on real merged changes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatTable } from '#bench/format-table.ts';
import { percentile } from '#bench/percentile.ts';
import type { Model } from '#src/ask-model.ts';
import { createModel } from '#src/model/create-model.ts';
import { composeDraft } from '#src/summary/compose-draft.ts';
import { outlineOf } from '#src/syntax/outline-of.ts';
import { checkFaithful } from './check-faithful.ts';
import { commonPrefix, countingModel } from './counting-model.ts';
import { measureModel } from './measure-model.ts';
import type { ModelMeasurement } from './measure-model.ts';
import { oneCallTokens } from './one-call.ts';
import { realChanges } from './real-changes.ts';
import type { Mirrors } from './real-changes.ts';
import { showDraft } from './show-draft.ts';

const usage = `Drafts of real merged changes: is everything in them found in the change, how many tokens do they take?

  npm run bench:summary -- --mirrors FOLDER [--changes N] [--show N] [--model-url URL --model-changes N] [--json]

  --mirrors FOLDER    repositories, one folder each; they are only read
  --only PATTERN      only repositories whose folder's name it matches
  --changes N         how many changes (300), spread over the repositories
  --show N            print the first N drafts
  --model-url URL     an OpenAI-compatible server: its sentences are checked too, beside one question with the whole diff
  --model-changes N   how many changes it drafts (20)
  --model-alone       without the one question beside it
  --model-seconds N   begin no further change after so many seconds
  --keep FOLDER       keep what the model answered there and go on from it: many short runs are one measurement
  --commits LIST      these changes and no others, as FOLDER@COMMIT,FOLDER@COMMIT
  --json              one JSON document on stdout`;
const CONTEXT = 8_192;
/** A laptop that does other things meanwhile reads 20 tokens a second. */
const PATIENT = { firstTokenMs: 900_000, gapMs: 120_000, wholeMs: 1_200_000 };
const root = resolve(import.meta.dirname, '../..');

interface Row {
  readonly repository: string;
  readonly files: number;
  readonly seconds: number;
  readonly tokens: number;
  readonly oneCall: number;
  readonly prefix: number;
  readonly characters: number;
  readonly checked: number;
  readonly missing: readonly string[];
  readonly unnamed: boolean;
  readonly lines: number;
}

async function measure(
  mirrors: Mirrors,
  wanted: number,
  show: number,
  say: (text: string) => void,
  scratch: string,
): Promise<readonly Row[]> {
  const counted = countingModel(root, CONTEXT);
  const before = new Map<string, string[]>();
  const rows: Row[] = [];
  for await (const change of realChanges(mirrors, wanted, scratch)) {
    const started = performance.now();
    const rules = await composeDraft(change.pull, change.comparison, { readBlobs: change.readBlobs, outline: outlineOf });
    const seconds = (performance.now() - started) / 1000;
    await composeDraft(change.pull, change.comparison, { readBlobs: change.readBlobs, outline: outlineOf, model: counted.model });
    const sent = counted.take();
    const earlier = before.get(change.repository) ?? [];
    const { tokens, missing } = await checkFaithful(`${rules.title}\n${rules.text}`, change);
    const notRead = /(\d[\d,]*) not read/u.exec(rules.foot)?.[1]?.replaceAll(',', '') ?? '0';
    const told = Number(/(\d[\d,]*) changed files?/u.exec(rules.foot)?.[1]?.replaceAll(',', '') ?? '0');
    rows.push({
      repository: change.repository,
      files: change.comparison.files.length,
      seconds,
      tokens: sent.reduce((sum, text) => sum + Math.ceil(text.length / 3.5), 0),
      oneCall: oneCallTokens(change),
      // The second and later pull requests of a repository.
      prefix: earlier.length === 0 ? 0 : sent.reduce((sum, text) => sum + Math.max(...earlier.map((one) => commonPrefix(one, text))), 0),
      characters: earlier.length === 0 ? 0 : sent.reduce((sum, text) => sum + text.length, 0),
      checked: tokens,
      missing,
      unnamed: told !== change.comparison.files.length || Number(notRead) > told,
      lines: rules.text.split('\n').length,
    });
    before.set(change.repository, [...earlier, ...sent].slice(-12));
    if (rows.length <= show) say(showDraft(change, rules));
    if (rows.length % 25 === 0) say(`${rows.length} of ${wanted}`);
  }
  return rows;
}

function summarize(rows: readonly Row[]): object {
  const sum = (pick: (row: Row) => number, of: readonly Row[] = rows): number => of.reduce((total, row) => total + pick(row), 0);
  const large = rows.filter(({ files }) => files > 20);
  return {
    changes: rows.length,
    repositories: new Set(rows.map(({ repository }) => repository)).size,
    files: sum(({ files }) => files),
    seconds_median: percentile(
      rows.map(({ seconds }) => seconds),
      0.5,
    ),
    seconds_p95: percentile(
      rows.map(({ seconds }) => seconds),
      0.95,
    ),
    lines_median: percentile(
      rows.map(({ lines }) => lines),
      0.5,
    ),
    lines_max: Math.max(...rows.map(({ lines }) => lines)),
    checked_tokens: sum(({ checked }) => checked),
    missing_tokens: sum(({ missing }) => missing.length),
    coverage_wrong: rows.filter(({ unnamed }) => unnamed).length,
    prefix_share:
      sum(({ prefix }) => prefix) /
      Math.max(
        1,
        sum(({ characters }) => characters),
      ),
    prefix_share_lowest: lowestPrefix(rows),
    tokens_to_one_call:
      sum(({ tokens }) => tokens) /
      Math.max(
        1,
        sum(({ oneCall }) => oneCall),
      ),
    large_changes: large.length,
    large_tokens_to_one_call:
      sum(({ tokens }) => tokens, large) /
      Math.max(
        1,
        sum(({ oneCall }) => oneCall, large),
      ),
  };
}

/** Of the repositories with a second pull request, the one that shares least. */
function lowestPrefix(rows: readonly Row[]): string {
  const shares = [...Map.groupBy(rows, ({ repository }) => repository)].flatMap(([repository, of]) => {
    const characters = of.reduce((total, row) => total + row.characters, 0);
    return characters === 0 ? [] : [{ repository, share: of.reduce((total, row) => total + row.prefix, 0) / characters }];
  });
  const [lowest] = shares.toSorted((a, b) => a.share - b.share);
  return lowest === undefined ? '' : `${lowest.share.toFixed(3)} ${lowest.repository}`;
}

const { values } = parseArgs({
  options: {
    mirrors: { type: 'string' },
    only: { type: 'string', default: '' },
    changes: { type: 'string', default: '300' },
    show: { type: 'string', default: '0' },
    'model-url': { type: 'string' },
    'model-changes': { type: 'string', default: '20' },
    'model-alone': { type: 'boolean', default: false },
    'model-seconds': { type: 'string', default: '86400' },
    keep: { type: 'string' },
    commits: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help || values.mirrors === undefined) {
  console.log(usage);
  process.exitCode = values.help ? 0 : 2;
} else {
  const scratch = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  const say = (text: string): void => console.error(text);
  const mirrors = {
    folder: values.mirrors,
    only: new RegExp(values.only, 'u'),
    ...(values.commits === undefined ? {} : { commits: values.commits.split(',') }),
  };
  try {
    const rows = Number(values.changes) === 0 ? [] : await measure(mirrors, Number(values.changes), Number(values.show), say, scratch);
    for (const { repository, missing } of rows) for (const one of missing) say(`not found (${repository}): ${one}`);
    const modelUrl = values['model-url'];
    const model =
      modelUrl === undefined
        ? undefined
        : await createModel({
            baseUrl: modelUrl,
            name: undefined,
            apiKey: undefined,
            promptsFolder: join(root, 'prompts'),
            deadlines: PATIENT,
          });
    const asking = (of: Model): ModelMeasurement => ({
      model: of,
      keep: values.keep,
      seconds: Number(values['model-seconds']),
      beside: !values['model-alone'],
    });
    const result = {
      ...(rows.length === 0 ? {} : summarize(rows)),
      ...(model === undefined
        ? {}
        : { model: await measureModel(realChanges(mirrors, Number(values['model-changes']), scratch), asking(model), say) }),
    };
    console.log(
      values.json
        ? JSON.stringify(result)
        : formatTable(
            Object.entries(result).map(([name, value]) => [
              name,
              typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : JSON.stringify(value),
            ]),
          ),
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
// Parsers run in worker threads that wait for more.
process.exit();
