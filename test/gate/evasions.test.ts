/** Ways around the gate, each as a pull request of its own: none may end green. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { realScanner } from '#test/scan/real-scanner.ts';
import { bombEvasions } from './evasions/bombs.ts';
import { encodingEvasions, forAll } from './evasions/encodings.ts';
import type { Evasion } from './evasions/evasion.ts';
import { one } from './evasions/evasion.ts';
import { judgeEvasions } from './evasions/judge-all.ts';
import type { Verdict } from './evasions/judge-all.ts';
import { nameEvasions } from './evasions/names.ts';
import { languages, samples } from './evasions/samples.ts';
import { suppressionEvasions } from './evasions/suppressions.ts';

const packPaths = [join(import.meta.dirname, '../../policies/semgrep')];
const scanner = await realScanner({ packPaths });

/** Names of those that got through. */
function through(evasions: readonly Evasion[], verdicts: readonly Verdict[]): readonly string[] {
  return evasions.flatMap(({ name, expect }, index) => {
    const { conclusion, result } = verdicts[index] ?? {};
    const found = result?.fresh.some((fresh) => fresh.blocks) === true;
    if (conclusion === 'failure' && (expect === 'red' || found)) return [];
    return [`${name}: ${conclusion}, ${found ? 'found' : 'not found'}; ${result?.unchecked.map((file) => file.reason).join('; ')}`];
  });
}

suite('none of these is green', () => {
  const none = async (evasions: readonly Evasion[]): Promise<void> =>
    assert.deepEqual(through(evasions, await judgeEvasions(evasions, scanner.scan)), []);
  test(`names: ${nameEvasions.length}`, () => none(nameEvasions));
  test(`suppressions and configuration: ${suppressionEvasions.length}`, () => none(suppressionEvasions));
  test(`encodings: ${encodingEvasions.length}`, () => none(encodingEvasions));

  test(`bombs, sizes, polyglots: ${bombEvasions.length}`, async () => {
    // What takes longer or more than this is incomplete, and so not green; the limits only keep the test short.
    const limits = { ruleSeconds: 1, wallMs: 60_000, totalMs: 300_000, memoryMb: 1500, softMemoryMb: 1000, batchFiles: 20, extraRuns: 0 };
    const { scan } = await realScanner({ packPaths, limits });
    assert.deepEqual(through(bombEvasions, await judgeEvasions(bombEvasions, scan)), []);
  });

  test('without an evasion the samples are found by their rule, and their harmless twins are green', async () => {
    const plain = samples.map((sample) => one(sample.rule, `a.${sample.extension}`, sample.code));
    const harmless = samples.map((sample) => one(sample.rule, `a.${sample.extension}`, sample.harmless));
    const changed = languages.flatMap((sample) =>
      forAll.flatMap(([name, change, expect]) =>
        expect === 'found' ? [one(`${sample.language}: ${name}`, `a.${sample.extension}`, change(sample.harmless))] : [],
      ),
    );
    const verdicts = await judgeEvasions([...plain, ...harmless, ...changed], scanner.scan);
    assert.deepEqual(
      verdicts.map(({ conclusion, result }) => [
        conclusion,
        result?.fresh.filter((fresh) => fresh.blocks).map((fresh) => fresh.finding.rule),
      ]),
      [...samples.map((sample) => ['failure', [sample.rule]]), ...[...samples, ...changed].map(() => ['success', []])],
    );
  });
});
