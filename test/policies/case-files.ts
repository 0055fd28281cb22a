/** The case files of the rules: code with marks on the line before each line that a rule must, or must not, report. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface CaseFile {
  readonly rule: string;
  /** `<rule-id>/<file name>`: unique, and keeps the ending that says the language. A workflow stands where workflows stand. */
  readonly path: string;
  readonly content: Buffer;
  /** `<rule-id>:<line>` of every line marked `ruleid:`, sorted. */
  readonly wanted: readonly string[];
  /** Number of marks `ruleid:` and `ok:`. */
  readonly bad: number;
  readonly ok: number;
}

const CASE = /^(?:bad|ok)[a-z_]*\.(?:py|[jt]sx?|go|java|dockerfile|yml|tf)$/u;
const MARK = /^\s*(?:#|\/\/) (ruleid|ok): (\S+)$/u;

/** Every folder beside this file is a rule's. Throws for a file that is no case, so that no case is forgotten by its name. */
export function readCaseFiles(folder: string): readonly CaseFile[] {
  const rules = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return rules.flatMap(({ name: rule }) =>
    readdirSync(join(folder, rule)).map((file) => {
      if (!CASE.test(file)) throw new Error(`${rule}/${file} is neither bad.* nor ok.* in a language of the pack`);
      return readCase(rule, placeOf(rule, file), readFileSync(join(folder, rule, file)));
    }),
  );
}

function placeOf(rule: string, file: string): string {
  return file.endsWith('.yml') ? `.github/workflows/${file.replace('.', `-${rule}.`)}` : `${rule}/${file}`;
}

function readCase(rule: string, path: string, content: Buffer): CaseFile {
  const marks = content
    .toString('utf8')
    .split('\n')
    .flatMap((line, index) => {
      const [, kind, id] = MARK.exec(line) ?? [];
      return kind === undefined || id === undefined ? [] : [{ kind, id, line: index + 2 }];
    });
  const bad = marks.filter(({ kind }) => kind === 'ruleid');
  const wanted = bad.map(({ id, line }) => `${id}:${line}`).toSorted();
  return { rule, path, content, wanted, bad: bad.length, ok: marks.length - bad.length };
}
