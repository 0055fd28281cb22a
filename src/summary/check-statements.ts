import { areasOf } from './areas.ts';
import { changedLines } from './changed-lines.ts';
import { isMajorStep } from './dependency-changes.ts';
import type { DependencyChange, FileFacts, SummaryFacts } from './facts.ts';
import { shortPlaces } from './short-places.ts';
import { inlineCode } from './show-text.ts';
import { at } from './symbol-name.ts';
import { wording } from './wording.ts';

const MOST = 4;
/** Lines that no test could notice. */
const COMMENT = /^\s*(?:$|\/\/|#(?!include|define|if|else|endif|pragma)|\/?\*|<!--|--\s)/u;
/** How pages look is seen, not tested. */
const LOOKS = /\.(css|scss|less|html?|svg)$/iu;
const MOST_DEPENDENCIES = 6;

/** What a reviewer should look at by hand. */
export function checkStatements(facts: SummaryFacts): string[] {
  return [...migrations(facts), ...dependencies(facts), ...settings(facts)];
}

function migrations({ files, drops }: SummaryFacts): string[] {
  const changed = files.filter(({ role, file }) => role === 'migration' && file.status !== 'deleted');
  if (changed.length === 0) return [];
  const shown = changed.slice(0, MOST).map(({ file, line }) => at({ path: file.path, line }));
  const dangers = drops.slice(0, MOST).map(({ what, path, line }) => `${what} (${at({ path, line })})`);
  return [wording.migrations(wording.list(shown, changed.length - MOST), changed.length, dangers)];
}

function dependencies({ dependencies: changes }: SummaryFacts): string[] {
  if (changes.length === 0) return [];
  const weight = ({ from, to }: DependencyChange): number => (from !== undefined && to !== undefined && isMajorStep(from, to) ? 0 : 1);
  // The same step in several manifests is one step.
  const steps = Map.groupBy(changes, ({ name, from, to }) => JSON.stringify([name, from, to]));
  const ordered = [...steps.values()].flatMap(([first, ...others]) => (first === undefined ? [] : [{ ...first, more: others.length }]));
  ordered.sort((a, b) => weight(a) - weight(b));
  let lastPath: string | undefined;
  const shown = ordered.slice(0, MOST_DEPENDENCIES).map((change) => {
    const text = dependency(change, lastPath, change.more);
    lastPath = change.place.path;
    return text;
  });
  return [wording.dependencies(wording.list(shown, ordered.length - MOST_DEPENDENCIES))];
}

function dependency({ name, from, to, place }: DependencyChange, lastPath: string | undefined, more: number): string {
  const shown = inlineCode(name, 80);
  if (to === undefined) return wording.dependencyRemoved(shown);
  // A manifest that names no version: the word is ours, not the file's.
  const shownVersion = (text: string): string => (text === 'any' ? wording.anyVersion : inlineCode(text, 40));
  const version = shownVersion(to);
  const where = wording.elsewhere(at(place, lastPath), more);
  if (from === undefined) return wording.dependencyNew(shown, version, where);
  return wording.dependencyMoved(shown, shownVersion(from), version, isMajorStep(from, to), where);
}

function settings({ settings: found }: SummaryFacts): string[] {
  if (found.length === 0) return [];
  const shown = found.slice(0, MOST).map(({ name, path, line }) => `${inlineCode(name)} (${at({ path, line })})`);
  return [wording.settings(wording.list(shown, found.length - MOST))];
}

/** Whether tests came along. */
export function testStatements({ files }: SummaryFacts): string[] {
  const testFiles = files.filter(({ role, file }) => role === 'test' && file.kind === 'text');
  const code = files.filter(
    ({ role, file, symbols }) =>
      role === 'source' &&
      !LOOKS.test(file.path) &&
      file.additions + file.deletions > 0 &&
      ((symbols?.length ?? 1) > 0 || file.additions > 2) &&
      changedLines(file).some(({ text }) => !COMMENT.test(text)),
  );
  if (testFiles.length === 0) return code.length === 0 ? [] : [wording.noTests(onlyOrCount(code))];
  if (code.length === 0 && testFiles.length === files.length) return [];
  const place = shortPlaces();
  const shown = testFiles.slice(0, 3).map((one) => testFile(one, place));
  return [wording.tests(wording.list(shown, testFiles.length - 3))];
}

function testFile({ file, line, symbols = [] }: FileFacts, place: ReturnType<typeof shortPlaces>): string {
  if (file.status === 'deleted') return wording.testFileDeleted(inlineCode(file.path));
  const tests = (wanted: 'new' | 'removed'): number =>
    symbols.filter(({ change, symbol }) => change === wanted && symbol.kind !== 'class' && /^test|Test$/iu.test(symbol.name)).length;
  // A renamed test is one that came and one that went.
  const named = tests('new') - tests('removed');
  const called = (kind: 'added' | 'deleted'): number =>
    changedLines(file).filter((one) => one.kind === kind && /^\s*(test|it)(\.\w+)?\(/u.test(one.text)).length;
  return wording.testFile(place({ path: file.path, line }), Math.max(named, called('added') - called('deleted'), 0));
}

function onlyOrCount(code: readonly FileFacts[]): string {
  const areas = areasOf(code).slice(0, 3);
  return wording.list(
    areas.map(({ folder, files: [first, ...others] }) =>
      inlineCode(others.length === 0 && first !== undefined ? first.file.path : folder || '.'),
    ),
    0,
  );
}
