/** One tiny file per language, scanned at start: a rule the engine refuses, or a door that changed, is found before anybody waits. */
import type { Language } from './languages.ts';
import { languages } from './languages.ts';
import type { Pack } from './load-pack.ts';
import { neutralName } from './neutral-name.ts';
import type { PreparedFile } from './prepared-file.ts';
import type { EngineSetting } from './scan-batch.ts';
import { scanBatch } from './scan-batch.ts';
import { ScannerNotReady } from './scanner-not-ready.ts';

const SAMPLES: Readonly<Record<Language['name'], string>> = {
  python: 'x = f(1)\n',
  javascript: 'const x = f(1);\n',
  typescript: 'const x: number = f(1);\n',
  go: 'package p\n\nfunc f() { g() }\n',
  java: 'class A { void f() { g(); } }\n',
  dockerfile: 'FROM a\nRUN f\n',
  workflow: 'a: 1\n',
  terraform: 'a = f(1)\n',
};

/** Throws `ScannerNotReady`, naming each refused rule with its file and line. */
export async function selfTest(setting: EngineSetting, pack: Pack): Promise<void> {
  const files = languages.map((language, index): PreparedFile => {
    const extension = language.extensions[0] ?? language.name;
    const name = neutralName('head', index, extension);
    return { name, language, extension, bytes: Buffer.from(SAMPLES[language.name]), addedLineEnds: [], targets: [] };
  });
  const result = await scanBatch(files, setting);
  if (result.kind === 'failed') {
    const refused = (result.answer?.skipped_rules ?? []).map(
      ({ rule_id, details }) => `  ${pack.placeOf(rule_id)}: rule ${rule_id}: ${oneLine(details)}`,
    );
    throw new ScannerNotReady(
      refused.length > 0 ? `The rule pack is refused:\n${refused.join('\n')}` : `The scanner failed its self-test: ${result.reason}.`,
      { about: refused.length > 0 ? 'rules' : 'engine' },
    );
  }
  const unproven = files.filter((file) => result.outcomes.get(file.name)?.kind !== 'scanned').map((file) => file.language.name);
  if (unproven.length > 0) throw new ScannerNotReady(`The scanner failed its self-test for ${unproven.join(', ')}.`);
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim().slice(0, 300);
}
